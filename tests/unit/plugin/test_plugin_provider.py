"""The plugin's conversion of inputs and errors, without an engine."""

from __future__ import annotations

import signal
import subprocess
import sys

import pulumi
import pytest
from pulumi.runtime import rpc

from neptune_global_component.core.errors import InvalidArgsError
from neptune_global_component.core.messages import Finding
from neptune_global_component.plugin import provider, serving
from neptune_global_component.plugin.provider import NeptuneProvider
from neptune_global_component.plugin.spelling import WIRE, to_wire_spelling

TYPE = "neptune-global:index:GlobalCluster"


@pytest.fixture
def constructed(monkeypatch):
    """Construct a component with the provider, and return its arguments and the response."""
    given = []

    class GlobalCluster:
        """Replaces the component, and records its arguments."""

        urn = "urn"

        def __init__(self, _name, args, _options, *, spelling):
            assert spelling is WIRE
            given.append(args)
            for output in provider.OUTPUTS:
                setattr(self, output, None)

    def construct(inputs):
        result = served.construct("orders", TYPE, inputs)
        return given[-1], result

    served = NeptuneProvider()
    monkeypatch.setattr(provider, "GlobalCluster", GlobalCluster)
    return construct


def test_names_become_python_s(constructed):
    """Names become snake_case at every depth, except map keys; whole floats become integers."""
    region = {"instances": 2.0, "serverlessV2ScalingConfiguration": {"minCapacity": 1.0}, "tags": {"someKey": "a"}}
    args, _ = constructed({"globalClusterIdentifier": "orders", "regions": {"us-east-1": region}, "tags": {"aB": "c"}})
    assert args == {
        "global_cluster_identifier": "orders",
        "regions": {
            "us-east-1": {
                "instances": 2,
                "serverless_v2_scaling_configuration": {"min_capacity": 1.0},
                "tags": {"someKey": "a"},
            }
        },
        "tags": {"aB": "c"},
    }
    assert isinstance(args["regions"]["us-east-1"]["instances"], int)


def test_what_there_is_no_argument_for_is_passed_on(constructed):
    """An unknown argument reaches the rules, although Pulumi's own host drops it."""
    args, _ = constructed({"prot": 1, "regions": {"us-east-1": {"prot": 1}}})
    assert args == {"prot": 1, "regions": {"us-east-1": {"prot": 1}}}


def test_what_is_no_object_is_passed_on(constructed):
    """A value that is not an object reaches the rules."""
    assert constructed({"regions": ["us-east-1"]})[0] == {"regions": ["us-east-1"]}
    assert constructed({"regions": {"us-east-1": 1}})[0] == {"regions": {"us-east-1": 1}}


def test_every_output_is_answered(constructed):
    """The response has every output by its camelCase name, also an absent one."""
    _, result = constructed({"globalClusterIdentifier": "orders"})
    assert result.urn == "urn"
    assert "failoverState" in result.state
    assert len(result.state) == len(provider.OUTPUTS)


def test_another_type_is_refused():
    """Another resource type is rejected."""
    with pytest.raises(ValueError, match="invalid provider"):
        NeptuneProvider().construct("orders", "other:index:GlobalCluster", {})


def test_findings_become_pulumi_s_error():
    """Each finding becomes a property error with its path in camelCase."""
    finding = Finding("key", 'regions["eu-west-1"].kms_key_arn', "needs {storage_encrypted}.")
    error = InvalidArgsError("orders", [finding])
    made = serving.properties_error(error, {})
    assert isinstance(made, pulumi.InputPropertiesError)
    assert made.message == "GlobalCluster 'orders': 1 problem; nothing was changed."
    assert made.errors == [{"property_path": 'regions["eu-west-1"].kmsKeyArn', "reason": "needs storageEncrypted."}]


def test_a_finding_about_an_unknown_output_is_in_the_heading():
    """The engine can't print an unknown output; a known one, and a value beside it, are at their paths."""
    mark = {rpc._special_sig_key: rpc._special_output_value_sig}  # noqa: SLF001 - the marks on the wire
    inputs = {
        "engineVersion": {**mark, "value": "1"},
        "tags": {"team": {**mark, "dependencies": ["urn"]}},
        "regions": {**mark, "value": {"eu-west-1": {"port": 1.0, "subnetIds": ["a", mark]}}},
    }
    paths = ("engine_version", "tags", *(f'regions["eu-west-1"].{key}' for key in ("port", "subnet_ids", "absent")))
    made = serving.properties_error(
        InvalidArgsError("orders", [Finding("c", path, "fails.") for path in paths]), inputs
    )
    heading, *listed = made.message.splitlines()
    assert heading == "GlobalCluster 'orders': 5 problems; nothing was changed."
    assert listed == ["  - tags: fails.", '  - regions["eu-west-1"].subnetIds: fails.']
    assert [one["property_path"] for one in made.errors] == [
        "engineVersion",
        'regions["eu-west-1"].port',
        'regions["eu-west-1"].absent',
    ]


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("engine_version", "engineVersion"),
        ("take neptune_subnet_group_name or subnet_ids", "take neptuneSubnetGroupName or subnetIds"),
        ("True was given, not 'True'; or {'a': None}", "true was given, not 'True'; or {'a': null}"),
        ("'my None tag' can't be 'an engine_version'", "'my None tag' can't be 'an engine_version'"),
        ("AWS's engine_version isn't the clusters' kms_key_arn", "AWS's engineVersion isn't the clusters' kmsKeyArn"),
        ('"it\'s" in regions["eu-west-1"].kms_key_arn', '"it\'s" in regions["eu-west-1"].kmsKeyArn'),
        ("some_other_name and my_engine_version stay", "some_other_name and my_engine_version stay"),
    ],
)
def test_spelling(text, spelled):
    """Argument names in a text become camelCase, and nothing else changes."""
    assert to_wire_spelling(text) == spelled


def test_boto3_is_not_imported_before_a_read():
    """The plugin serves its schema and creates a component without importing boto3."""
    program = "import sys, neptune_global_component.plugin.serving; sys.exit('boto3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_an_interrupt_ends_it_at_once():
    """The plugin serves on the port that it prints, and an interrupt ends it without a stack trace."""
    command = [sys.executable, "-m", "neptune_global_component.plugin", "-v=9", "127.0.0.1:1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as plugin:
        assert int(plugin.stdout.readline()) > 0
        plugin.send_signal(signal.SIGINT)
        assert plugin.communicate(timeout=600) == ("", "")
    assert plugin.returncode == -signal.SIGINT


def test_an_engine_that_is_killed_ends_it():
    """The plugin ends with the process that started it, and closes its output."""
    plugin = ["-m", "neptune_global_component.plugin", "127.0.0.1:1"]
    start = f"import subprocess, sys; subprocess.run([sys.executable, *{plugin}])"
    with subprocess.Popen([sys.executable, "-c", start], stdout=subprocess.PIPE, text=True) as engine:
        assert int(engine.stdout.readline()) > 0
        engine.kill()
        # The output has ended: all processes that could write to it have ended.
        assert engine.communicate(timeout=60) == ("", None)


@pytest.mark.parametrize("arguments", [(), ("status", "orders")])
def test_it_is_no_command_for_people(arguments):
    """Without an engine's address, it prints what it is, and where the commands are."""
    command = [sys.executable, "-m", "neptune_global_component", *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "pulumi-resource-neptune-global is a Pulumi plugin: the engine starts it, with its own address. The commands "
        "are those of neptune-global: see `neptune-global --help`.\n"
    )

"""The component in a Python program and as a plugin has the same state and outputs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]

PYTHON = """
import pulumi
import pulumi_aws as aws
from neptune_global_component import GlobalCluster

mine = aws.Provider("mine", region="eu-west-1")
made = GlobalCluster(
    "orders",
    {
        "global_cluster_identifier": "Orders-Global",
        "engine_version": "1.4.5.0",
        "deletion_protection": False,
        "primary_region": "us-east-1",
        "regions": {
            "us-east-1": {
                "instance_class": "db.serverless",
                "instances": 2,
                "serverless_v2_scaling_configuration": {"min_capacity": 1, "max_capacity": 2.5},
                "final_snapshot_identifier": pulumi.Output.secret("last"),
                "port": 8183,
                "tags": {"someKey": "a"},
            },
            "eu-west-1": {"instances": 0, "cluster_identifier": "Elsewhere", "skip_final_snapshot": True},
        },
        "tags": {"team": "graph"},
    },
    pulumi.ResourceOptions(providers=[mine]),
)
for name in GlobalCluster.__annotations__:
    first, *rest = name.split("_")
    pulumi.export(first + "".join(word.capitalize() for word in rest), getattr(made, name))
"""

YAML = {
    "packages": {"neptune-global": str(ROOT)},
    "resources": {
        "mine": {"type": "pulumi:providers:aws", "properties": {"region": "eu-west-1"}},
        "orders": {
            "type": "neptune-global:index:GlobalCluster",
            "properties": {
                "globalClusterIdentifier": "Orders-Global",
                "engineVersion": "1.4.5.0",
                "deletionProtection": False,
                "primaryRegion": "us-east-1",
                "regions": {
                    "us-east-1": {
                        "instanceClass": "db.serverless",
                        "instances": 2,
                        "serverlessV2ScalingConfiguration": {"minCapacity": 1, "maxCapacity": 2.5},
                        "finalSnapshotIdentifier": {"fn::secret": "last"},
                        "port": 8183,
                        "tags": {"someKey": "a"},
                    },
                    "eu-west-1": {"instances": 0, "clusterIdentifier": "Elsewhere", "skipFinalSnapshot": True},
                },
                "tags": {"team": "graph"},
            },
            "options": {"providers": ["${mine}"]},
        },
    },
}
OUTPUTS = json.loads((ROOT / "schema.json").read_text())["resources"]["neptune-global:index:GlobalCluster"][
    "properties"
]

# What AWS makes up for each cluster, what the engine makes up for each operation, ciphers of secrets, and which of a
# region's instances AWS made first.
CHANGING = (
    *("arn", "globalClusterResourceId", "clusterResourceId", "dbiResourceId", "resourceId", "address", "hostedZoneId"),
    *("created", "modified", "sourcePosition", "stackTrace", "ciphertext", "endpoint", "readerEndpoint"),
    *("preferredBackupWindow", "preferredMaintenanceWindow", "provider", "id", "writer"),
)


def settled(value, path=""):
    """Return a state value without parts that differ between updates."""
    if isinstance(value, dict):
        return {key: settled(one, f"{path}.{key}") for key, one in value.items() if key not in CHANGING}
    if isinstance(value, list):
        return sorted((settled(one, path) for one in value), key=repr)
    return value


def made(project):
    """Return the state of the component and its children, and the stack's outputs."""
    resources = project.resources()
    component = {
        key: settled(one) for key, one in resources.items() if "providers" not in key[0] and key[1] != "test-dev"
    }
    # YAML writes down what is absent, as null.
    outputs = {name: value for name, value in project.outputs().items() if value is not None}
    return component, settled(outputs)


@pytest.fixture
def states(make_project, aws):
    """Return the states of both variants, each in an empty AWS."""
    found = []
    for name, program in (
        ("python", PYTHON),
        ("yaml", {**YAML, "outputs": {name: f"${{orders.{name}}}" for name in OUTPUTS}}),
    ):
        aws.local.reset()
        project = make_project(name)
        project.write(program)
        project.up()
        found.append((*made(project), aws.writes()))
    return found


def test_in_process_and_as_a_plugin(states):
    """Inputs, outputs, dependencies, options, secrets and stack outputs are the same."""
    (python, python_outputs, python_writes), (plugin, plugin_outputs, plugin_writes) = states
    assert python.keys() == plugin.keys()
    for key, state in python.items():
        assert plugin[key] == state
    assert plugin_outputs == python_outputs
    assert sorted(plugin_writes) == sorted(python_writes)
    assert set(plugin_outputs) >= set(OUTPUTS) - {"failoverState"} - set(CHANGING)

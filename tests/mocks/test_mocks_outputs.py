"""The outputs: from AWS if it can be read, otherwise from the state."""

from __future__ import annotations

import inspect

import pulumi
import pytest
from mock_engine import UNKNOWN, Secret

from neptune_global_component import GlobalCluster, InvalidArgsError
from neptune_global_component.component.component import OUTPUTS
from neptune_global_component.core.names import camel_case

SOURCE = "arn:aws:rds:eu-west-1:123456789012:cluster:orders"
SECONDARY = "arn:aws:rds:us-east-1:123456789012:cluster:orders"
ARN = "arn:aws:rds::123456789012:global-cluster:orders-global"
STATE = {
    "globalClusterIdentifier": "orders-global",
    "globalClusterArn": ARN,
    "globalClusterResourceId": "cluster-1",
    "engine": "neptune",
    "engineVersion": "1.4.6.0",
    "storageEncrypted": False,
    "deletionProtection": False,
    "globalClusterMembers": [],
    "clusters": {},
}
LINKED = {
    **STATE,
    "globalClusterMembers": [{"dbClusterArn": SOURCE, "isWriter": True, "readers": [], "region": "eu-west-1"}],
    "primaryRegion": "eu-west-1",
    "primaryClusterArn": SOURCE,
}
AWS = {
    **LINKED,
    "status": "available",
    "endpoint": "orders.eu-west-1.example",
    "clusters": {
        "eu-west-1": {
            "arn": SOURCE,
            "identifier": "orders",
            "resourceId": "cluster-eu-west-1",
            "endpoint": "orders.eu-west-1.example",
            "readerEndpoint": "orders.ro.eu-west-1.example",
            "port": 8182,
            "isWriter": True,
        }
    },
}


@pytest.fixture
def link(program):
    """Make a program whose component has a source cluster."""
    return lambda **args: program(source_db_cluster_identifier=SOURCE, **args)


def test_outputs_are_the_values_of_aws(engine, link):
    """The first update shows the members, endpoints and the status, which pulumi-aws does not return."""
    engine.up(link())
    assert (engine.outputs["x"], engine.warnings) == (AWS, [])


def test_outputs_follow_aws(engine, link, fake_neptune):
    """Changes outside Pulumi show in the outputs, also in a preview; the writer comes first."""
    engine.up(link())
    fake_neptune.add_global_cluster(
        "orders-global",
        [("us-east-1", "orders"), ("eu-west-1", "orders")],
        Status="modifying",
        DeletionProtection=True,
        FailoverState={"Status": "pending", "FromDbClusterArn": SECONDARY, "ToDbClusterArn": SOURCE},
    )
    engine.preview_of(link())
    outputs = engine.outputs["x"]
    assert outputs["globalClusterMembers"] == [
        {"dbClusterArn": SECONDARY, "isWriter": True, "readers": [SOURCE], "region": "us-east-1"},
        {"dbClusterArn": SOURCE, "isWriter": False, "readers": [], "region": "eu-west-1"},
    ]
    assert outputs["failoverState"] == {
        "status": "pending",
        "fromDbClusterArn": SECONDARY,
        "toDbClusterArn": SOURCE,
    }
    assert (outputs["primaryRegion"], outputs["endpoint"]) == ("us-east-1", "orders.us-east-1.example")
    assert (outputs["status"], outputs["deletionProtection"]) == ("modifying", True)


def test_the_preview_of_a_creation(engine, program):
    """Before it is created, only the identifier is known."""
    engine.preview_of(program())
    expected = {camel_case(output): UNKNOWN for output in OUTPUTS} | {"globalClusterIdentifier": "orders-global"}
    assert engine.outputs["x"] == expected


def test_two_reads_an_operation(engine, link, fake_neptune):
    """DescribeGlobalClusters, and DescribeDBClusters for each region, run before and after the children."""
    engine.up(link())
    both = [("DescribeGlobalClusters", None, "orders-global"), ("DescribeDBClusters", "eu-west-1", "orders")]
    assert fake_neptune.calls == both * 2


def test_without_observe_the_state_is_shown(engine, link, fake_neptune):
    """Nothing is read, not even the provider's configuration; there is no status and no cluster endpoint."""
    engine.up(link(observe=False))
    assert (engine.outputs["x"], engine.warnings) == (LINKED, [])
    assert (fake_neptune.calls, fake_neptune.configurations) == ([], [])


def test_where_aws_refuses_the_state_is_shown(engine, link, fake_neptune):
    """A missing permission is one warning that names it, and the program succeeds."""
    fake_neptune.faults["DescribeGlobalClusters"] = "AccessDenied"
    engine.up(link())
    assert engine.outputs["x"] == LINKED
    assert engine.warnings == [
        (
            "GlobalCluster 'x': DescribeGlobalClusters was refused (AccessDenied). Allow rds:DescribeGlobalClusters, "
            "which `neptune-global iam-policy --read-only` includes. To skip these reads, set observe to false. "
            "Preview and outputs use the values in the Pulumi state."
        )
    ]


def test_without_an_answer_the_state_is_shown(engine, link, fake_neptune):
    """A global cluster that AWS does not return is one warning."""
    engine.up(link())
    fake_neptune.global_clusters.clear()
    engine.preview_of(link())
    assert engine.outputs["x"] == LINKED
    (warning,) = engine.warnings
    assert warning.startswith("GlobalCluster 'x': The global cluster is in the Pulumi state but not in AWS")


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (
            {"GlobalClusterResourceId": "cluster-other"},
            r"is cluster-1 in the state, but AWS has another .*\(cluster-other\)",
        ),
        (
            {"GlobalClusterArn": ARN.replace("123", "999")},
            "AWS answers for account 999456789012, which has one with the",
        ),
    ],
)
def test_an_answer_about_another_one_is_refused(engine, link, fake_neptune, answer, text):
    """A global cluster of another account, or one recreated outside Pulumi, is not changed."""
    engine.up(link())
    fake_neptune.global_clusters["orders-global"].update(answer)
    for run in (engine.preview_of, engine.up):
        with pytest.raises(InvalidArgsError, match=text):
            run(link())


SECRET = {"globalClusterIdentifier", "globalClusterArn", "globalClusterMembers", "clusters"}
ABSENT = ("endpoint", "failoverState", "primaryClusterArn")
"""Which are secrets too, of nothing."""


@pytest.mark.parametrize("observe", [True, False])
def test_a_secret_identifier_stays_secret(engine, program, observe):
    """The identifier is secret on the child, in the Stash and in values that contain it; other values are not."""
    engine.up(program(global_cluster_identifier=lambda: pulumi.Output.secret("orders-global"), observe=observe))
    expected = {**STATE, "status": "available"} if observe else STATE
    assert engine.outputs["x"] == {
        **{name: Secret(value) if name in SECRET else value for name, value in expected.items()},
        **dict.fromkeys(ABSENT, Secret(None)),
    }
    assert engine.named("GlobalCluster").inputs == {
        "globalClusterIdentifier": Secret("orders-global"),
        "engine": "neptune",
    }
    (stash,) = [one for one in engine.registered if one.type == "pulumi:index:Stash"]
    assert stash.inputs == {"input": Secret({"globalClusterIdentifier": "orders-global", "regions": {}})}


@pytest.mark.parametrize("fault", ["AccessDenied", "GlobalClusterNotFoundFault"])
def test_a_secret_identifier_is_in_no_warning(engine, program, fake_neptune, fault):
    """Warnings show the problem without the secret."""
    hidden = program(global_cluster_identifier=lambda: pulumi.Output.secret("hidden"), engine_version="1.4.5.0")
    engine.up(hidden)
    fake_neptune.faults["DescribeGlobalClusters"] = fault
    engine.preview_of(hidden)
    assert engine.warnings
    assert not [text for text in engine.warnings if "hidden" in text]


def test_a_secret_identifier_is_in_no_refusal(engine, program, fake_neptune):
    """The error about another account's global cluster does not show the identifier."""
    hidden = program(global_cluster_identifier=lambda: pulumi.Output.secret("hidden"))
    engine.up(hidden)
    fake_neptune.global_clusters["hidden"]["GlobalClusterArn"] = "arn:aws:rds::999999999999:global-cluster:hidden"
    with pytest.raises(InvalidArgsError, match="is in account 123456789012 in the state") as caught:
        engine.preview_of(hidden)
    assert "hidden" not in str(caught.value)


def test_outputs_are_attributes(engine, link):
    """A program reads the registered outputs as attributes."""

    def program():
        made = link()()
        for output in OUTPUTS:
            pulumi.export(camel_case(output), getattr(made, output))
        return {output: type(getattr(made, output)) for output in OUTPUTS}

    assert set(engine.up(program).values()) == {pulumi.Output}
    assert engine.outputs["x"] == AWS


def test_outputs_are_those_of_the_documentation(engine, link):
    """The keys are those that the class documents, in camel case."""
    engine.up(link())
    documented = [camel_case(output) for output in inspect.get_annotations(GlobalCluster)]
    assert sorted(engine.outputs["x"]) == sorted(set(documented) - {"failoverState"})


def test_outputs_of_three_regions(engine, database):
    """The first update shows every cluster, because AWS is read after the last child."""
    engine.up(database())
    outputs = engine.outputs["x"]
    assert [one["region"] for one in outputs["globalClusterMembers"]] == ["us-east-1", "ap-northeast-1", "eu-west-1"]
    assert {region: one["identifier"] for region, one in outputs["clusters"].items()} == {
        region: f"orders-global-{region}" for region in ("us-east-1", "ap-northeast-1", "eu-west-1")
    }
    assert (outputs["primaryRegion"], outputs["endpoint"]) == ("us-east-1", "orders-global-us-east-1.us-east-1.example")
    assert engine.warnings == []


def test_outputs_of_a_preview_without_changes(engine, database):
    """No output is unknown."""
    engine.up(database())
    before = engine.outputs["x"]
    engine.preview_of(database())
    assert engine.outputs["x"] == before


def test_the_preview_of_the_creation_of_regions(engine, database):
    """Before it is created, only the identifier is known."""
    engine.preview_of(database())
    known = {name: value for name, value in engine.outputs["x"].items() if value != UNKNOWN}
    assert known == {"globalClusterIdentifier": "orders-global"}


@pytest.mark.parametrize("key", ["port", "kms_key_arn", "tags"])
def test_a_secret_of_a_region_makes_no_output_of_the_whole_a_secret(engine, database, key):
    """A secret argument of a region does not make the status secret."""
    values = {
        "port": 8182,
        "kms_key_arn": "arn:aws:kms:eu-west-1:123456789012:key/1",
        "tags": {"a": "1"},
    }
    hidden = {"eu-west-1": {key: lambda: pulumi.Output.secret(values[key])}}
    engine.up(database(hidden, storage_encrypted=True))
    assert [name for name, value in engine.outputs["x"].items() if isinstance(value, Secret)] == []

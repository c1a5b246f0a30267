"""The children of regions: their types, dependencies and options."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws
import pytest
from mock_regions import NAMES, REGION, later
from mock_results import options, table

PRIMARY = ["x-us-east-1", "x-us-east-1-1"]


def test_children_are_attributes(engine, database):
    """A program can read the children's outputs by region, and depend on them."""
    made = []
    engine.up(
        lambda: made.append(
            database({"us-east-1": {"instances": 2}, "eu-west-1": {"instances": 0}}, names=["us-east-1", "eu-west-1"])()
        )
    )
    (one,) = made
    assert one.aws_global_cluster.pulumi_resource_name == "x"
    assert {region: cluster.pulumi_resource_name for region, cluster in one.aws_clusters.items()} == {
        "us-east-1": "x-us-east-1",
        "eu-west-1": "x-eu-west-1",
    }
    assert [instance.pulumi_resource_name for instance in one.aws_instances["us-east-1"]] == [
        "x-us-east-1-1",
        "x-us-east-1-2",
    ]
    assert (one.aws_instances["eu-west-1"], one.aws_subnet_groups) == ([], {})


@pytest.mark.parametrize("run", ["preview_of", "up"])
def test_the_children_of_three_regions(engine, database, run):
    """Types, names and parents are part of all URNs; a secondary depends only on the primary and its writer."""
    given = {"us-east-1": {"instances": 3}, "eu-west-1": {"subnet_ids": ["subnet-1", "subnet-2"]}}
    getattr(engine, run)(database({**given, "ap-northeast-1": {"instances": 0}}))
    assert table(engine) == {
        ("SubnetGroup", "x-eu-west-1", "x"): ["x-declared"],
        ("Cluster", "x-us-east-1", "x"): ["x"],
        ("ClusterInstance", "x-us-east-1-1", "x"): ["x-us-east-1"],
        ("ClusterInstance", "x-us-east-1-2", "x"): ["x-us-east-1"],
        ("ClusterInstance", "x-us-east-1-3", "x"): ["x-us-east-1"],
        ("Cluster", "x-eu-west-1", "x"): ["x", "x-eu-west-1", *PRIMARY],
        ("ClusterInstance", "x-eu-west-1-1", "x"): ["x-eu-west-1", "x-eu-west-1"],
        ("Cluster", "x-ap-northeast-1", "x"): ["x", *PRIMARY],
    }
    assert [found for found in (one.type.partition(":")[0] for one in engine.registered) if found != "aws"] == [
        "neptune-global",
        "pulumi",
        "pulumi",
    ]


def test_every_child_depends_on_the_stash_and_the_global_cluster(engine, database):
    """The first update creates the primary, its writer and then the secondaries, as AWS requires."""
    engine.up(database())
    names = [one.name for one in engine.registered if one.type != "aws:neptune/globalCluster:GlobalCluster"]
    assert names[:4] == ["x", "x-declared", "x-us-east-1", "x-us-east-1-1"]
    assert sorted(names[4:-1]) == sorted(f"x-{name}{end}" for name in NAMES[1:] for end in ("", "-1"))
    assert names[-1] == "x-primary-region"


def test_the_order_follows_the_writer_in_aws(engine, database, fake_neptune):
    """Destroy order follows the actual primary, not the declared one."""
    engine.up(database())
    first, second, third = fake_neptune.global_clusters["orders-global"]["GlobalClusterMembers"]
    first["IsWriter"], second["IsWriter"] = False, True
    assert ":eu-west-1:" in second["DBClusterArn"] or ":ap-northeast-1:" in second["DBClusterArn"]
    writer = second["DBClusterArn"].split(":")[3]
    last = third["DBClusterArn"].split(":")[3]
    engine.preview_of(database())
    waits = {name: on for (kind, name, _), on in table(engine).items() if kind == "Cluster"}
    primary = [f"x-{writer}", f"x-{writer}-1"]
    assert waits == {
        f"x-{writer}": ["x"],
        "x-us-east-1": sorted(["x", *primary]),
        f"x-{last}": sorted(["x", *primary]),
    }


def test_the_only_region_is_the_primary(engine, database):
    """It depends only on the global cluster."""
    engine.up(database(names=["eu-west-1"], primary=None))
    assert table(engine) == {
        ("Cluster", "x-eu-west-1", "x"): ["x"],
        ("ClusterInstance", "x-eu-west-1-1", "x"): ["x-eu-west-1"],
    }


def test_beside_a_source_no_region_waits(engine, database):
    """No region depends on another one, because the source cluster already is the primary."""
    source = "arn:aws:rds:us-west-2:123456789012:cluster:orders"
    engine.up(database(names=NAMES[:2], primary=None, source_db_cluster_identifier=source))
    assert {name: on for (kind, name, _), on in table(engine).items() if kind == "Cluster"} == {
        "x-us-east-1": ["x"],
        "x-eu-west-1": ["x"],
    }


@pytest.mark.parametrize(("before", "after"), [(1, 3), (3, 1), (2, 0), (0, 2)])
def test_instances_come_and_go_at_the_end(engine, one, before, after):
    """The other instances keep their names in the state and in AWS."""
    engine.up(one({"instances": before}))
    engine.up(one({"instances": after}))
    names = [name for kind, name, _ in table(engine) if kind == "ClusterInstance" and "eu-west-1" in name]
    assert sorted(names) == [f"x-eu-west-1-{number}" for number in range(1, after + 1)]
    assert ("Cluster", "x-eu-west-1", "x") in table(engine)


TAGS = ("tags", "tagsAll")
IGNORED = {
    "Cluster": {
        "globalClusterIdentifier",
        "engineVersion",
        "replicationSourceIdentifier",
        "availabilityZones",
        "clusterIdentifier",
        "kmsKeyArn",
        "neptuneSubnetGroupName",
        "port",
        "storageEncrypted",
        "backupRetentionPeriod",
        "copyTagsToSnapshot",
        "deletionProtection",
        "enableCloudwatchLogsExports",
        "iamDatabaseAuthenticationEnabled",
        "iamRoles",
        "serverlessV2ScalingConfiguration",
        *TAGS,
    },
    "ClusterInstance": {
        "clusterIdentifier",
        "identifier",
        "region",
        "neptuneSubnetGroupName",
        "port",
        "availabilityZone",
        "publiclyAccessible",
        "autoMinorVersionUpgrade",
        "promotionTier",
        *TAGS,
    },
    "SubnetGroup": {"name", "description", *TAGS},
}


def test_options_that_keep_databases(engine, database):
    """Inputs that would replace, detach or upgrade a child, or reset a property that is not set, are ignored."""
    engine.up(database({"eu-west-1": {"subnet_ids": ["subnet-1"]}}))
    found = options(engine, "ignore_changes")
    del found["GlobalCluster", "x"]
    assert {child: set(names) for child, names in found.items()} == {child: IGNORED[child[0]] for child in found}
    assert len(found) == 7


@pytest.mark.parametrize(
    ("args", "own", "protected"),
    [
        ({}, {}, set()),
        (
            {"deletion_protection": True},
            {},
            {"x", "x-us-east-1", "x-us-east-1-1", "x-eu-west-1", "x-eu-west-1-1"},
        ),
        ({"deletion_protection": True}, {"eu-west-1": later(value=False)}, {"x", "x-us-east-1", "x-us-east-1-1"}),
        ({}, {"eu-west-1": True}, {"x-eu-west-1", "x-eu-west-1-1"}),
        ({"deletion_protection": False}, {"eu-west-1": later(value=True)}, {"x-eu-west-1", "x-eu-west-1-1"}),
    ],
)
def test_protection(engine, database, args, own, protected):
    """Deletion protection sets protect on the global cluster, the clusters and the first instance of each."""
    two = {"instances": 2, "subnet_ids": ["subnet-1"]}
    regions = {name: {**two, "deletion_protection": own.get(name)} for name in NAMES[:2]}
    engine.up(database(regions, names=NAMES[:2], **args))
    found = options(engine, "protect")
    groups = {found.pop(("SubnetGroup", f"x-{name}")) for name in NAMES[:2]}
    assert {name for (_, name), protect in found.items() if protect} == protected
    assert groups == {False}


def test_protection_of_the_component_stays(engine, database):
    """All children of a protected component are protected."""
    engine.preview_of(database(names=NAMES[:1], opts=pulumi.ResourceOptions(protect=True), deletion_protection=False))
    assert set(options(engine, "protect").values()) == {True}


def test_a_creation_reads_no_created_cluster(engine, database, fake_neptune):
    """It reads before the creation whether an identifier is in use; clusters that pulumi-aws has read are not read."""
    engine.up(database({}))
    others = [call for call in fake_neptune.calls if call[0] != "DescribeOrderableDBInstanceOptions"]
    before = [("DescribeDBClusters", name, f"orders-global-{name}") for name in NAMES]
    assert sorted(others, key=str) == sorted(
        [*before, *[("DescribeGlobalClusters", None, "orders-global")] * 2], key=str
    )
    created = engine.outputs["x"]
    engine.up(database({}))
    assert created["clusters"] == engine.outputs["x"]["clusters"]
    assert created["clusters"].keys() == set(NAMES)


def test_an_update_without_changes_costs_few_calls(engine, database, fake_neptune):
    """Each region costs one DescribeDBClusters; DescribeGlobalClusters runs once in a preview, twice in an update."""
    program = database({"eu-west-1": {"subnet_ids": ["subnet-1"]}})
    engine.up(program)
    for run, reads in ((engine.preview_of, 1), (engine.up, 2)):
        fake_neptune.calls.clear()
        run(program)
        assert sorted(fake_neptune.calls, key=str) == sorted(
            [
                *[("DescribeGlobalClusters", None, "orders-global")] * reads,
                *[("DescribeDBClusters", name, f"orders-global-{name}") for name in NAMES],
            ],
            key=str,
        )


def test_the_same_name_under_two_parents(engine, database):
    """Two components with regions may have the same name under different parents."""
    del database

    def program():
        from neptune_global_component import GlobalCluster  # noqa: PLC0415 - as a program has it

        for kind in ("a", "b"):
            opts = pulumi.ResourceOptions(parent=pulumi.ComponentResource(f"test:index:{kind}", kind))
            given = {"regions": {"eu-west-1": REGION}, "engine_version": "1.4.6.0", "tags": {"a": "1"}}
            GlobalCluster("x", {"global_cluster_identifier": f"orders-{kind}", **given}, opts)

    engine.up(program)
    clusters = [one for one in engine.registered if one.type == "aws:neptune/cluster:Cluster"]
    assert sorted(one.inputs["clusterIdentifier"] for one in clusters) == ["orders-a-eu-west-1", "orders-b-eu-west-1"]


@pytest.mark.parametrize("run", ["preview_of", "up"])
def test_regions_of_the_enumeration_of_pulumi_aws(engine, program, run):
    """Values of pulumi-aws's Region enumeration work like strings, in names and comparisons."""
    regions = {aws.Region.US_EAST1: REGION, aws.Region.EU_WEST1: REGION}
    getattr(engine, run)(program(regions=regions, primary_region=aws.Region.US_EAST1))
    assert table(engine) == {
        ("Cluster", "x-us-east-1", "x"): ["x"],
        ("ClusterInstance", "x-us-east-1-1", "x"): ["x-us-east-1"],
        ("Cluster", "x-eu-west-1", "x"): ["x", *PRIMARY],
        ("ClusterInstance", "x-eu-west-1-1", "x"): ["x-eu-west-1"],
    }
    assert {one.inputs.get("region") for one in engine.registered} >= {"us-east-1", "eu-west-1"}

"""Inputs of a region's children from plain values, outputs, secrets and unknown values."""

from __future__ import annotations

import asyncio

import pulumi
import pytest
from mock_engine import UNKNOWN, Secret
from mock_regions import unknown

EU = "eu-west-1"
KEY = "arn:aws:kms:eu-west-1:123456789012:key/1"
PASSED_ON = {
    "backup_retention_period": 7,
    "enable_cloudwatch_logs_exports": ["audit"],
    "final_snapshot_identifier": "last",
    "iam_database_authentication_enabled": True,
    "kms_key_arn": KEY,
    "neptune_cluster_parameter_group_name": "mine",
    "port": 8183,
    "preferred_backup_window": "01:00-02:00",
    "preferred_maintenance_window": "sun:03:00-sun:04:00",
    "serverless_v2_scaling_configuration": {"min_capacity": 1, "max_capacity": 2.5},
    "skip_final_snapshot": False,
    "storage_type": "iopt1",
    "vpc_security_group_ids": ["sg-1"],
}
OTHERS = {"instance_class": "db.serverless", "neptune_parameter_group_name": "mine-1", "tags": {"a": "2"}}
ON_THE_WIRE = {
    "backupRetentionPeriod": 7,
    "enableCloudwatchLogsExports": ["audit"],
    "finalSnapshotIdentifier": "last",
    "iamDatabaseAuthenticationEnabled": True,
    "kmsKeyArn": KEY,
    "neptuneClusterParameterGroupName": "mine",
    "port": 8183,
    "preferredBackupWindow": "01:00-02:00",
    "preferredMaintenanceWindow": "sun:03:00-sun:04:00",
    "serverlessV2ScalingConfiguration": {"minCapacity": 1, "maxCapacity": 2.5},
    "skipFinalSnapshot": False,
    "storageType": "iopt1",
    "vpcSecurityGroupIds": ["sg-1"],
}
# What a cluster and an instance have of the component, whatever the arguments are.
CLUSTER = {
    "region": EU,
    "clusterIdentifier": "orders-global-eu-west-1",
    "globalClusterIdentifier": "orders-global",
    "engine": "neptune",
    "engineVersion": "1.4.6.0",
    "storageEncrypted": False,
    "applyImmediately": True,
}
INSTANCE = {
    "region": EU,
    "identifier": "orders-global-eu-west-1-1",
    "clusterIdentifier": "orders-global-eu-west-1",
    "engine": "neptune",
    "instanceClass": "db.r6g.large",
    "port": 8182,
    "applyImmediately": True,
    "autoMinorVersionUpgrade": False,
}


def inputs(engine, kind, name="x-eu-west-1"):
    """Return the inputs of a child."""
    (found,) = [one.inputs for one in engine.registered if (one.type.rpartition(":")[2], one.name) == (kind, name)]
    return found


def later(value):
    """Return a value as an output, a coroutine or a future."""

    async def coroutine():
        await asyncio.sleep(0)
        return value

    def future():
        made = asyncio.get_running_loop().create_future()
        made.set_result(value)
        return made

    return {"output": lambda: pulumi.Output.from_input(value), "coroutine": coroutine, "future": future}


def test_the_least(engine, one):
    """Inputs that the program does not set are absent."""
    engine.up(one())
    assert inputs(engine, "Cluster") == CLUSTER | {"skipFinalSnapshot": True}
    assert inputs(engine, "ClusterInstance", "x-eu-west-1-1") == INSTANCE


@pytest.mark.parametrize("way", ["plain", "output", "coroutine", "future"])
def test_everything(engine, one, way):
    """Each argument is passed to pulumi-aws under its own name, as a plain or a later value."""
    given = {**PASSED_ON, **OTHERS}
    if way != "plain":
        given = {key: later(value)[way] for key, value in given.items()}
    whole = {"storage_encrypted": True, "deletion_protection": True, "tags": {"a": "1", "b": "1"}}
    engine.up(one(given, **whole))
    tags = {"a": "2", "b": "1"}
    cluster = inputs(engine, "Cluster")
    assert cluster == {**CLUSTER, **ON_THE_WIRE, "deletionProtection": True, "tags": tags, "storageEncrypted": True}
    assert inputs(engine, "ClusterInstance", "x-eu-west-1-1") == {
        **INSTANCE,
        "instanceClass": "db.serverless",
        "neptuneParameterGroupName": "mine-1",
        "port": 8183,
        "tags": tags,
    }


def test_a_log_type_that_the_component_does_not_know(engine, one):
    """An unknown log type is passed to pulumi-aws with a warning, because AWS may support it later."""
    engine.up(one({"enable_cloudwatch_logs_exports": ["error"]}))
    assert inputs(engine, "Cluster")["enableCloudwatchLogsExports"] == ["error"]
    (warning,) = engine.warnings
    assert "regions[\"eu-west-1\"].enable_cloudwatch_logs_exports: ['error'] has an unknown log type" in warning


def test_outputs_of_nothing(engine, one):
    """An output of None equals a missing argument."""
    given = {key: lambda: pulumi.Output.from_input(None) for key in (*PASSED_ON, *OTHERS)}
    kept = {"skip_final_snapshot": True, "instance_class": "db.r6g.large"}
    engine.up(one({**given, **kept}))
    assert inputs(engine, "Cluster") == CLUSTER | {"skipFinalSnapshot": True}
    assert inputs(engine, "ClusterInstance", "x-eu-west-1-1") == INSTANCE


def test_integers_of_other_languages(engine, one):
    """Integers that arrive as floats are passed to pulumi-aws as integers."""
    engine.up(one({"instances": 2.0, "port": 8183.0}))
    assert inputs(engine, "Cluster")["port"] == 8183
    assert inputs(engine, "ClusterInstance", "x-eu-west-1-2")["identifier"] == "orders-global-eu-west-1-2"


@pytest.mark.parametrize(("given", "name"), [({}, "orders-global-eu-west-1"), ({"cluster_identifier": "Mine"}, "mine")])
@pytest.mark.parametrize("run", ["preview_of", "up"])
def test_subnets_make_a_subnet_group(engine, one, run, given, name):
    """The subnet group has the cluster's name, and the cluster and its instances are in it."""
    getattr(engine, run)(one({**given, "subnet_ids": ["subnet-1", "subnet-2"], "tags": {"a": "1"}}))
    assert inputs(engine, "SubnetGroup") == {
        "region": EU,
        "name": name,
        "subnetIds": ["subnet-1", "subnet-2"],
        "tags": {"a": "1"},
        "description": "Managed by Pulumi",
    }
    assert inputs(engine, "Cluster")["neptuneSubnetGroupName"] == name
    assert inputs(engine, "ClusterInstance", "x-eu-west-1-1")["neptuneSubnetGroupName"] == name


def test_an_existing_subnet_group(engine, one):
    """No other subnet group is created."""
    engine.up(one({"neptune_subnet_group_name": "mine"}))
    assert inputs(engine, "Cluster")["neptuneSubnetGroupName"] == "mine"
    assert inputs(engine, "ClusterInstance", "x-eu-west-1-1")["neptuneSubnetGroupName"] == "mine"
    assert not [child for child in engine.registered if "SubnetGroup" in child.type]


def test_tags_of_regions(engine, database):
    """The global database's tags apply in all regions; a region's tags override them there."""
    given = {EU: {"tags": {"b": "2"}, "subnet_ids": ["subnet-1"]}}
    engine.up(database(given, names=[EU, "us-east-1"], tags=lambda: pulumi.Output.from_input({"a": "1", "b": "1"})))
    tags = {(one.type.rpartition(":")[2], one.name): one.inputs.get("tags") for one in engine.registered}
    mine, others = {"a": "1", "b": "2"}, {"a": "1", "b": "1"}
    assert {key: value for key, value in tags.items() if value} == {
        ("SubnetGroup", "x-eu-west-1"): mine,
        ("Cluster", "x-eu-west-1"): mine,
        ("ClusterInstance", "x-eu-west-1-1"): mine,
        ("Cluster", "x-us-east-1"): others,
        ("ClusterInstance", "x-us-east-1-1"): others,
    }


def test_a_new_member_is_as_the_global_cluster_is_now(engine, database, fake_neptune):
    """A new member has AWS's current version and encryption, not those recorded at the creation."""
    engine.up(database(names=["us-east-1"]))
    fake_neptune.global_clusters["orders-global"] |= {"EngineVersion": "1.4.7.0", "StorageEncrypted": True}
    engine.up(database(names=["us-east-1", EU]))
    assert inputs(engine, "Cluster")["engineVersion"] == "1.4.7.0"
    assert inputs(engine, "Cluster")["storageEncrypted"] is True


def test_without_observe_a_new_member_has_the_values_of_the_state(engine, database):
    """Without reads, the new member has the values in the state."""
    engine.up(database(names=["us-east-1"], observe=False))
    engine.up(database(names=["us-east-1", EU], observe=False))
    assert inputs(engine, "Cluster")["engineVersion"] == "1.4.6.0"


@pytest.mark.parametrize(
    ("key", "wire", "kinds"),
    [
        ("kms_key_arn", "kmsKeyArn", {"Cluster"}),
        ("vpc_security_group_ids", "vpcSecurityGroupIds", {"Cluster"}),
        ("instance_class", "instanceClass", {"ClusterInstance"}),
        ("neptune_subnet_group_name", "neptuneSubnetGroupName", {"Cluster", "ClusterInstance"}),
        ("subnet_ids", "subnetIds", {"SubnetGroup"}),
        ("tags", "tags", {"Cluster", "ClusterInstance"}),
        ("cluster_identifier", "clusterIdentifier", {"Cluster"}),
    ],
)
def test_what_the_preview_does_not_know(engine, one, key, wire, kinds):
    """Only inputs that depend on an unknown value are unknown."""
    engine.preview_of(one({key: unknown}, storage_encrypted=True))
    children = [child for child in engine.registered if child.name.startswith("x-eu-west-1")]
    assert {child.type.rpartition(":")[2] for child in children if child.inputs.get(wire) == UNKNOWN} >= kinds
    assert all(child.inputs["region"] == EU for child in children)
    others = {other for child in children for other, value in child.inputs.items() if value == UNKNOWN} - {wire}
    # Values that AWS chooses are unknown in the preview of a creation.
    assert others <= {"engineVersion", "globalClusterIdentifier", "clusterIdentifier", "port", "identifier", "name"}


def test_a_list_with_something_unknown_in_it(engine, one):
    """A list with an unknown subnet is unknown in preview."""
    given = {"subnet_ids": lambda: ["subnet-1", unknown()]}
    engine.preview_of(one(given))
    assert inputs(engine, "SubnetGroup")["subnetIds"] == UNKNOWN
    engine.up(one(given))
    assert inputs(engine, "SubnetGroup")["subnetIds"][0] == "subnet-1"
    assert UNKNOWN not in inputs(engine, "SubnetGroup")["subnetIds"]


SECRETS = {
    "kms_key_arn": (KEY, {("Cluster", "kmsKeyArn")}),
    "port": (8183, {("Cluster", "port"), ("ClusterInstance", "port")}),
    "instance_class": ("db.r6g.large", {("ClusterInstance", "instanceClass")}),
    "tags": (
        {"a": "1"},
        {(kind, name) for kind in ("Cluster", "ClusterInstance") for name in ("tags", "tagsAll")},
    ),
    "cluster_identifier": (
        "hidden",
        {
            ("Cluster", "clusterIdentifier"),
            ("ClusterInstance", "clusterIdentifier"),
            ("ClusterInstance", "identifier"),
        },
    ),
}


@pytest.mark.parametrize("key", SECRETS)
def test_a_secret_stays_one(engine, one, key):
    """Values that depend on a secret are secret; other values of the region are not."""
    value, expected = SECRETS[key]
    engine.up(one({key: lambda: pulumi.Output.secret(value)}, storage_encrypted=True))
    found = {
        (child.type.rpartition(":")[2], name)
        for child in engine.registered
        for name, given in child.inputs.items()
        if isinstance(given, Secret) and child.type.startswith("aws:")
    }
    assert found == expected


def test_what_is_remembered_of_regions(engine, database):
    """The Stash records the properties of each region that can't change, in AWS's format."""
    given = {EU: {"kms_key_arn": KEY, "port": 8183, "cluster_identifier": "Mine", "neptune_subnet_group_name": "mine"}}
    given["us-east-1"] = {"subnet_ids": ["subnet-1"]}
    engine.up(database(given, names=[EU, "us-east-1"], storage_encrypted=True))
    (stash,) = [child for child in engine.registered if child.name == "x-declared"]
    assert stash.inputs["input"]["regions"] == {
        EU: {
            "clusterIdentifier": "mine",
            "kmsKeyArn": KEY,
            "port": 8183,
            "neptuneSubnetGroupName": "mine",
            "ownSubnetGroup": False,
        },
        "us-east-1": {"clusterIdentifier": "orders-global-us-east-1", "ownSubnetGroup": True},
    }


def test_a_secret_identifier_is_nowhere_plain(engine, database):
    """All values that contain the identifier are secret; only resource ids can't be encrypted."""
    engine.up(database(global_cluster_identifier=lambda: pulumi.Output.secret("hidden")))
    plain = {
        (child.name, name)
        for child in engine.registered
        for name, given in child.inputs.items()
        if not isinstance(given, Secret) and "hidden" in repr(given)
    }
    assert plain == set()

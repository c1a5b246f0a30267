"""Engine upgrades: of one cluster, of the members in AWS's order, of all members together, and rejected ones."""

from __future__ import annotations

import pytest
from neptune_calls import (
    create_all,
    create_cluster,
    create_global,
    create_instance,
    create_member,
    create_parameter_groups,
    refusal,
    remove,
    the_cluster,
    the_global,
    the_instance,
)


def upgrade(neptune, version, region="us-east-1", **parameters):
    """Call ModifyDBCluster with a version, applied immediately."""
    return neptune(region).modify_db_cluster(
        DBClusterIdentifier=f"orders-{region}", EngineVersion=version, **{"ApplyImmediately": True} | parameters
    )["DBCluster"]


def upgrade_global(neptune, version, **parameters):
    """Call ModifyGlobalCluster with a version."""
    return neptune().modify_global_cluster(
        GlobalClusterIdentifier="orders", EngineVersion=version, **{"AllowMajorVersionUpgrade": True} | parameters
    )["GlobalCluster"]


def test_minor_secondaries_first(neptune):
    """Secondaries are upgraded before the primary. The global cluster has the primary's version."""
    create_all(neptune, "eu-west-1")
    code, message = refusal(lambda: upgrade(neptune, "1.4.6.0"))
    assert code == "InvalidParameterValue"
    assert message == (
        "Cannot upgrade DB cluster 'orders-us-east-1' to engine version 1.4.6.0 as global replica(s) are running lower "
        "version. Please upgrade global replicas first before upgrading the primary member."
    )
    upgrade(neptune, "1.4.6.0", "eu-west-1")
    assert the_global(neptune)["EngineVersion"] == "1.4.5.0"
    upgrade(neptune, "1.4.6.0")
    assert the_global(neptune)["EngineVersion"] == "1.4.6.0"
    assert the_instance(neptune, "eu-west-1")["EngineVersion"] == "1.4.6.0"


def test_minor_through_the_global_cluster(neptune):
    """ModifyGlobalCluster rejects a minor upgrade with the message that the AWS provider expects."""
    create_all(neptune, "eu-west-1")
    code, message = refusal(lambda: upgrade_global(neptune, "1.4.6.0"))
    assert code == "InvalidParameterValue"
    assert "only supports Major Version Upgrades" in message


def test_same_version(neptune):
    """An upgrade to the current version is rejected."""
    create_all(neptune)
    assert upgrade_global(neptune, "1.4.5.0")["Status"] == "modifying"
    assert upgrade(neptune, "1.4.5.0")["Status"] == "modifying"


@pytest.mark.parametrize("wanted", ["1.4.7.0", "1.4.7.1", "1.4.8.0"])
def test_minor_past_1_4_7(neptune, wanted):
    """From before 1.4.7.0, members can be upgraded past it only after the secondaries are removed."""
    create_all(neptune, "eu-west-1", version="1.4.6.3")
    for region in ("eu-west-1", "us-east-1"):
        code, message = refusal(lambda region=region: upgrade(neptune, wanted, region))
        assert code == "InvalidParameterCombination"
        assert message.startswith(f"Minor version upgrades to engine version {wanted} from versions prior to 1.4.7.0")
    remove(neptune, "eu-west-1")
    upgrade(neptune, wanted)
    assert the_global(neptune)["EngineVersion"] == wanted


@pytest.mark.parametrize(("start", "wanted"), [("1.4.7.0", "1.4.8.0"), ("1.4.0.0", "1.4.6.3")])
def test_other_minor_paths(neptune, start, wanted):
    """Since 1.4.7.0, and to earlier versions, members are upgraded one by one."""
    create_all(neptune, "eu-west-1", version=start)
    upgrade(neptune, wanted, "eu-west-1")
    upgrade(neptune, wanted)
    assert the_global(neptune)["EngineVersion"] == wanted


@pytest.mark.parametrize("wanted", ["1.4.0.0", "1.4.8.0"])
def test_major_of_all(neptune, wanted):
    """A major upgrade of the global cluster upgrades all members, also past 1.4.7.0, and resets parameter groups."""
    create_all(neptune, "eu-west-1", version="1.3.4.0")
    for region in ("us-east-1", "eu-west-1"):
        calls = neptune(region)
        group = {"DBParameterGroupFamily": "neptune1.3", "Description": "mine"}
        calls.create_db_cluster_parameter_group(DBClusterParameterGroupName="mine", **group)
        calls.create_db_parameter_group(DBParameterGroupName="mine", **group)
        calls.modify_db_cluster(DBClusterIdentifier=f"orders-{region}", DBClusterParameterGroupName="mine")
        calls.modify_db_instance(DBInstanceIdentifier=f"orders-{region}-1", DBParameterGroupName="mine")
        assert the_instance(neptune, region)["DBParameterGroups"][0]["DBParameterGroupName"] == "mine"
    upgrade_global(neptune, wanted)
    assert the_global(neptune)["EngineVersion"] == wanted
    for region in ("us-east-1", "eu-west-1"):
        assert the_cluster(neptune, region)["EngineVersion"] == wanted
        assert the_cluster(neptune, region)["DBClusterParameterGroup"] == "default.neptune1.4"
        assert the_instance(neptune, region)["DBParameterGroups"][0]["DBParameterGroupName"] == "default.neptune1.4"


def test_major_must_be_allowed(neptune):
    """A major upgrade requires AllowMajorVersionUpgrade."""
    expected = (
        "InvalidParameterCombination",
        "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.",
    )
    create_all(neptune, version="1.3.4.0")
    assert refusal(lambda: upgrade_global(neptune, "1.4.0.0", AllowMajorVersionUpgrade=False)) == expected
    create_cluster(neptune, "eu-west-1", EngineVersion="1.3.4.0")
    create_instance(neptune, "eu-west-1")
    assert refusal(lambda: upgrade(neptune, "1.4.0.0", "eu-west-1")) == expected
    upgrade(neptune, "1.4.0.0", "eu-west-1", AllowMajorVersionUpgrade=True)
    assert the_cluster(neptune, "eu-west-1")["EngineVersion"] == "1.4.0.0"


def test_major_of_one_member(neptune):
    """A single member can't be upgraded to another major version."""
    create_all(neptune, version="1.3.4.0")
    assert refusal(lambda: upgrade(neptune, "1.4.0.0", AllowMajorVersionUpgrade=True)) == (
        "InvalidParameterCombination",
        (
            "Major Version Upgrade isn't supported in a single member of a global cluster. Use ModifyGlobalCluster to "
            "upgrade all the members."
        ),
    )


def test_member_without_instance(neptune):
    """A cluster without an instance can't be upgraded, by itself or with the others."""
    create_all(neptune, version="1.3.3.0")
    create_member(neptune, "eu-west-1", instances=0)
    expected = (
        "InvalidDBClusterStateFault",
        "Cannot modify engine version without a primary instance in DB cluster",
    )
    assert refusal(lambda: upgrade_global(neptune, "1.4.0.0")) == expected
    assert refusal(lambda: upgrade(neptune, "1.3.4.0", "eu-west-1")) == expected


@pytest.mark.parametrize("wanted", ["1.4.4.0", "1.3.4.0"])
def test_downgrade(neptune, wanted):
    """A downgrade is rejected, for a cluster and for a global cluster."""
    create_all(neptune)
    expected = ("InvalidParameterCombination", f"Cannot upgrade neptune from 1.4.5.0 to {wanted}")
    assert refusal(lambda: upgrade(neptune, wanted)) == expected
    assert refusal(lambda: upgrade_global(neptune, wanted)) == expected


def test_unknown_version(neptune):
    """Every call that names an unknown version is rejected."""
    expected = ("InvalidParameterCombination", "Cannot find version 1.9.0.0 for neptune")
    create_all(neptune)
    assert refusal(lambda: upgrade(neptune, "1.9.0.0")) == expected
    assert refusal(lambda: upgrade_global(neptune, "1.9.0.0")) == expected
    assert refusal(lambda: create_cluster(neptune, "eu-west-1", EngineVersion="1.9.0.0")) == expected


def test_parameter_groups_of_the_upgrade(neptune):
    """A major upgrade accepts groups of the new family. A minor one rejects a group for the instances."""
    create_cluster(neptune, EngineVersion="1.3.3.0")
    create_instance(neptune)
    create_parameter_groups(neptune)
    code, message = refusal(lambda: upgrade(neptune, "1.3.4.0", DBInstanceParameterGroupName="mine"))
    assert code == "InvalidParameterCombination"
    assert "db-instance-parameter-group-name can only be specified for a major" in message
    groups = {"DBClusterParameterGroupName": "mine", "DBInstanceParameterGroupName": "mine"}
    upgrade(neptune, "1.4.5.0", AllowMajorVersionUpgrade=True, **groups)
    assert the_cluster(neptune)["DBClusterParameterGroup"] == "mine"
    assert the_instance(neptune)["DBParameterGroups"][0]["DBParameterGroupName"] == "mine"


def test_upgrade_of_an_empty_global_cluster(neptune):
    """An empty global cluster can be upgraded."""
    create_global(neptune, EngineVersion="1.3.4.0")
    upgrade_global(neptune, "1.4.0.0")
    assert the_global(neptune)["EngineVersion"] == "1.4.0.0"


@pytest.mark.parametrize("version", ["1.2.0.2", "1.4.6.0", "1.4.8.0"])
def test_orderable_instances(neptune, version):
    """DescribeOrderableDBInstanceOptions knows every version, and returns the region's zones."""
    pages = neptune("eu-west-1").get_paginator("describe_orderable_db_instance_options")
    found = [
        one
        for page in pages.paginate(Engine="neptune", EngineVersion=version)
        for one in page["OrderableDBInstanceOptions"]
    ]
    classes = {one["DBInstanceClass"]: one["SupportsGlobalDatabases"] for one in found}
    assert len(classes) == len(found)
    assert (classes["db.r6g.large"], classes["db.t3.medium"]) == (True, False)
    assert {zone["Name"][:-1] for one in found for zone in one["AvailabilityZones"]} == {"eu-west-1"}
    assert {one["EngineVersion"] for one in found} == {version}


@pytest.mark.parametrize(
    ("instance_class", "is_offered"),
    [
        ("db.r5.large", True),
        ("db.r8g.48xlarge", True),
        ("db.r9g.large", True),
        ("db.x2iedn.xlarge", True),
        ("db.serverless", True),
        ("db.r99.large", False),
        ("db.m5.large", False),
    ],
)
def test_orderable_classes(neptune, instance_class, is_offered):
    """A class of a valid form is orderable in every version and can be created. Others can't."""
    for version in ("1.2.0.2", "1.4.8.0"):
        found = neptune().describe_orderable_db_instance_options(
            Engine="neptune", EngineVersion=version, DBInstanceClass=instance_class
        )["OrderableDBInstanceOptions"]
        offered = [(one["DBInstanceClass"], one["EngineVersion"]) for one in found]
        assert offered == [(instance_class, version)] * is_offered
    limits = {"ServerlessV2ScalingConfiguration": {"MinCapacity": 1.0, "MaxCapacity": 2.5}}
    create_cluster(neptune, **(limits if instance_class == "db.serverless" else {}))
    if is_offered:
        create_instance(neptune, DBInstanceClass=instance_class)
    else:
        code, message = refusal(lambda: create_instance(neptune, DBInstanceClass=instance_class))
        assert (code, message) == ("InvalidParameterValue", f"Invalid DB Instance class: {instance_class}")


def test_described_versions(neptune):
    """DescribeDBEngineVersions returns each version's upgrade targets, family, and support for global databases."""

    def described(**filters):
        return neptune("eu-west-1").describe_db_engine_versions(Engine="neptune", **filters)["DBEngineVersions"]

    assert [one["EngineVersion"] for one in described(DefaultOnly=True)] == ["1.4.8.0"]
    assert [one["EngineVersion"] for one in described(DBParameterGroupFamily="neptune1")] == ["1.1.0.0", "1.1.1.0"]
    (old,) = described(EngineVersion="1.1.1.0")
    assert (old["SupportsGlobalDatabases"], old["DBParameterGroupFamily"]) == (False, "neptune1")
    assert {one["EngineVersion"][:3] for one in old["ValidUpgradeTarget"]} == {"1.2"}
    (newer,) = described(EngineVersion="1.3.3.0")
    assert (newer["SupportsGlobalDatabases"], newer["DBParameterGroupFamily"]) == (True, "neptune1.3")
    majors = {one["EngineVersion"]: one["IsMajorVersionUpgrade"] for one in newer["ValidUpgradeTarget"]}
    assert (majors["1.3.4.0"], majors["1.4.8.0"]) == (False, True)
    assert neptune().describe_db_engine_versions(Engine="aurora-mysql")["DBEngineVersions"] == []


def test_later_versions(neptune, aws):
    """A setting adds later engine versions, with a family, default groups, and upgrades to them."""
    later = {"EngineVersion": "1.5.0.0"}
    assert refusal(lambda: create_cluster(neptune, **later))[0] == "InvalidParameterCombination"
    aws.settings({"engineVersions": ["1.5.0.0"]})
    create_global(neptune, EngineVersion="1.4.8.0")
    create_member(neptune)
    calls, upgrade = neptune(), {"GlobalClusterIdentifier": "orders", **later, "AllowMajorVersionUpgrade": True}
    (described,) = calls.describe_db_engine_versions(EngineVersion="1.4.8.0")["DBEngineVersions"]
    assert [one["EngineVersion"] for one in described["ValidUpgradeTarget"]] == ["1.5.0.0"]
    options = calls.describe_orderable_db_instance_options(Engine="neptune", **later, DBInstanceClass="db.r9g.large")
    assert len(options["OrderableDBInstanceOptions"]) == 1
    calls.modify_global_cluster(**upgrade)
    cluster = the_cluster(neptune)
    assert (cluster["EngineVersion"], cluster["DBClusterParameterGroup"]) == ("1.5.0.0", "default.neptune1.5")
    group = {"DBParameterGroupFamily": "neptune1.5", "Description": "mine"}
    calls.create_db_cluster_parameter_group(DBClusterParameterGroupName="mine", **group)
    aws.settings({"engineVersions": []})
    assert calls.describe_db_engine_versions(**later)["DBEngineVersions"] == []

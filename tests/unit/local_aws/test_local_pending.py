"""Changes that wait for the maintenance window until a call applies them immediately."""

from __future__ import annotations

import pytest
from neptune_calls import create_all, create_cluster, create_instance, refusal, the_cluster, the_global, the_instance

CLUSTER, INSTANCE = {"DBClusterIdentifier": "orders-us-east-1"}, {"DBInstanceIdentifier": "orders-us-east-1-1"}


def modify(neptune, **parameters):
    """ModifyDBCluster."""
    return neptune().modify_db_cluster(**CLUSTER, **parameters)["DBCluster"]


def modify_instance(neptune, **parameters):
    """ModifyDBInstance."""
    return neptune().modify_db_instance(**INSTANCE, **parameters)["DBInstance"]


def pending(shown):
    """What waits, as AWS shows it."""
    return shown.get("PendingModifiedValues") or {}


def test_upgrade_later(neptune):
    """An upgrade waits, other changes do not; the next change that is applied immediately applies both."""
    create_all(neptune)
    modified = modify(neptune, EngineVersion="1.4.6.0", BackupRetentionPeriod=2)
    assert (pending(modified), modified["BackupRetentionPeriod"]) == ({"EngineVersion": "1.4.6.0"}, 2)
    assert pending(modify(neptune, BackupRetentionPeriod=3)) == {"EngineVersion": "1.4.6.0"}
    assert the_cluster(neptune)["EngineVersion"] == "1.4.5.0"
    assert modify(neptune, BackupRetentionPeriod=4, ApplyImmediately=True)["Status"] == "upgrading"
    upgraded = the_cluster(neptune)
    assert (upgraded["EngineVersion"], upgraded["BackupRetentionPeriod"], pending(upgraded)) == ("1.4.6.0", 4, {})
    assert the_global(neptune)["EngineVersion"] == "1.4.6.0"


def test_taken_back(neptune):
    """The value that is there already, asked for anew, takes back what waits."""
    create_all(neptune)
    modify(neptune, EngineVersion="1.4.6.0")
    assert pending(modify(neptune, EngineVersion="1.4.5.0")) == {}
    assert modify(neptune, ApplyImmediately=True)["Status"] == "modifying"


def test_major_upgrade_later(neptune):
    """A major upgrade that waits takes its parameter groups with it when it is applied."""
    create_cluster(neptune, EngineVersion="1.3.3.0")
    create_instance(neptune)
    group = {"DBParameterGroupFamily": "neptune1.4", "Description": "mine"}
    neptune().create_db_cluster_parameter_group(DBClusterParameterGroupName="mine", **group)
    neptune().create_db_parameter_group(DBParameterGroupName="mine", **group)
    groups = {"DBClusterParameterGroupName": "mine", "DBInstanceParameterGroupName": "mine"}
    modify(neptune, EngineVersion="1.4.5.0", AllowMajorVersionUpgrade=True, **groups)
    assert the_cluster(neptune)["DBClusterParameterGroup"] == "default.neptune1.3"
    modify(neptune, ApplyImmediately=True)
    upgraded = the_cluster(neptune)
    assert (upgraded["EngineVersion"], upgraded["DBClusterParameterGroup"]) == ("1.4.5.0", "mine")
    assert the_instance(neptune)["DBParameterGroups"][0]["DBParameterGroupName"] == "mine"


def test_upgraded_meanwhile(neptune):
    """What waits for a version is over when the global cluster has been upgraded past it."""
    create_all(neptune, version="1.3.3.0")
    modify(neptune, EngineVersion="1.3.4.0", NewDBClusterIdentifier="later")
    neptune().modify_global_cluster(
        GlobalClusterIdentifier="orders", EngineVersion="1.4.5.0", AllowMajorVersionUpgrade=True
    )
    assert pending(the_cluster(neptune)) == {"DBClusterIdentifier": "later"}


def test_renamed_later(neptune):
    """A new identifier of a cluster waits; if another cluster has it by then, the change is refused."""
    create_cluster(neptune)
    assert pending(modify(neptune, NewDBClusterIdentifier="Later")) == {"DBClusterIdentifier": "later"}
    create_cluster(neptune, DBClusterIdentifier="later")
    assert refusal(lambda: modify(neptune, ApplyImmediately=True))[0] == "DBClusterAlreadyExistsFault"
    neptune().delete_db_cluster(DBClusterIdentifier="later", SkipFinalSnapshot=True)
    modify(neptune, ApplyImmediately=True)
    assert [one["DBClusterIdentifier"] for one in neptune().describe_db_clusters()["DBClusters"]] == ["later"]


@pytest.mark.parametrize(
    ("asked", "attribute", "value"),
    [
        ({"DBInstanceClass": "db.r6g.xlarge"}, "DBInstanceClass", "db.r6g.xlarge"),
        ({"NewDBInstanceIdentifier": "Later"}, "DBInstanceIdentifier", "later"),
        ({"CACertificateIdentifier": "rds-ca-rsa2048-g1"}, "CACertificateIdentifier", "rds-ca-rsa2048-g1"),
    ],
)
def test_instance_later(neptune, asked, attribute, value):
    """What brings an instance's outage waits, all else does not; the next immediate change applies both."""
    create_cluster(neptune)
    before = create_instance(neptune)[attribute]
    modified = modify_instance(neptune, PromotionTier=3, **asked)
    assert (modified[attribute], modified["PromotionTier"], pending(modified)) == (before, 3, {attribute: value})
    assert pending(modify_instance(neptune, PromotionTier=4)) == {attribute: value}
    modify_instance(neptune, PromotionTier=5, ApplyImmediately=True)
    (now,) = neptune().describe_db_instances()["DBInstances"]
    assert (now[attribute], now["PromotionTier"], pending(now)) == (value, 5, {})

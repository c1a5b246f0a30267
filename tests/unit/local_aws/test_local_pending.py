"""Changes that are pending until a call applies them immediately."""

from __future__ import annotations

import pytest
from neptune_calls import (
    create_all,
    create_cluster,
    create_instance,
    create_parameter_groups,
    refusal,
    the_cluster,
    the_global,
    the_instance,
)

CLUSTER, INSTANCE = {"DBClusterIdentifier": "orders-us-east-1"}, {"DBInstanceIdentifier": "orders-us-east-1-1"}


def modify(neptune, **parameters):
    """Call ModifyDBCluster."""
    return neptune().modify_db_cluster(**CLUSTER, **parameters)["DBCluster"]


def modify_instance(neptune, **parameters):
    """Call ModifyDBInstance."""
    return neptune().modify_db_instance(**INSTANCE, **parameters)["DBInstance"]


def pending(shown):
    """Return the pending values, as AWS shows them."""
    return shown.get("PendingModifiedValues") or {}


def test_a_pending_upgrade(neptune):
    """An upgrade stays pending, other changes do not. The next immediate change applies both."""
    create_all(neptune)
    modified = modify(neptune, EngineVersion="1.4.6.0", BackupRetentionPeriod=2)
    assert (pending(modified), modified["BackupRetentionPeriod"]) == ({"EngineVersion": "1.4.6.0"}, 2)
    assert pending(modify(neptune, BackupRetentionPeriod=3)) == {"EngineVersion": "1.4.6.0"}
    assert the_cluster(neptune)["EngineVersion"] == "1.4.5.0"
    assert modify(neptune, BackupRetentionPeriod=4, ApplyImmediately=True)["Status"] == "upgrading"
    upgraded = the_cluster(neptune)
    assert (upgraded["EngineVersion"], upgraded["BackupRetentionPeriod"], pending(upgraded)) == ("1.4.6.0", 4, {})
    assert the_global(neptune)["EngineVersion"] == "1.4.6.0"


def test_a_cancelled_change(neptune):
    """Requesting the current value cancels a pending change."""
    create_all(neptune)
    modify(neptune, EngineVersion="1.4.6.0")
    assert pending(modify(neptune, EngineVersion="1.4.5.0")) == {}
    assert modify(neptune, ApplyImmediately=True)["Status"] == "modifying"


def test_a_pending_major_upgrade(neptune):
    """A pending major upgrade keeps its parameter groups until it is applied."""
    create_cluster(neptune, EngineVersion="1.3.3.0")
    create_instance(neptune)
    create_parameter_groups(neptune)
    groups = {"DBClusterParameterGroupName": "mine", "DBInstanceParameterGroupName": "mine"}
    modify(neptune, EngineVersion="1.4.5.0", AllowMajorVersionUpgrade=True, **groups)
    assert the_cluster(neptune)["DBClusterParameterGroup"] == "default.neptune1.3"
    modify(neptune, ApplyImmediately=True)
    upgraded = the_cluster(neptune)
    assert (upgraded["EngineVersion"], upgraded["DBClusterParameterGroup"]) == ("1.4.5.0", "mine")
    assert the_instance(neptune)["DBParameterGroups"][0]["DBParameterGroupName"] == "mine"


def test_a_pending_version_that_is_passed(neptune):
    """A pending version is dropped once the global cluster has been upgraded past it."""
    create_all(neptune, version="1.3.3.0")
    modify(neptune, EngineVersion="1.3.4.0", NewDBClusterIdentifier="later")
    neptune().modify_global_cluster(
        GlobalClusterIdentifier="orders", EngineVersion="1.4.5.0", AllowMajorVersionUpgrade=True
    )
    assert pending(the_cluster(neptune)) == {"DBClusterIdentifier": "later"}


def test_a_pending_identifier(neptune):
    """A cluster's new identifier stays pending. If another cluster has it by then, the change is rejected."""
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
def test_pending_changes_of_an_instance(neptune, asked, attribute, value):
    """Changes that cause an instance outage stay pending, others do not. The next immediate change applies both."""
    create_cluster(neptune)
    before = create_instance(neptune)[attribute]
    modified = modify_instance(neptune, PromotionTier=3, **asked)
    assert (modified[attribute], modified["PromotionTier"], pending(modified)) == (before, 3, {attribute: value})
    assert pending(modify_instance(neptune, PromotionTier=4)) == {attribute: value}
    modify_instance(neptune, PromotionTier=5, ApplyImmediately=True)
    (now,) = neptune().describe_db_instances()["DBInstances"]
    assert (now[attribute], now["PromotionTier"], pending(now)) == (value, 5, {})

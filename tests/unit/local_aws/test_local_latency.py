"""Latency: an operation's resource shows the phase for the configured seconds, and no call waits."""

from __future__ import annotations

import threading

import pytest
from botocore import xform_name
from neptune_calls import (
    create_all,
    create_cluster,
    create_global,
    create_instance,
    refusal,
    the_cluster,
    the_global,
    the_instance,
    until,
)

SECONDS = 3600
"""Longer than a test: what is under way ends when the test settles it."""


def test_creation(aws, neptune):
    """A new resource is creating, then available. Until then changes are rejected."""
    aws.settings({"latency": dict.fromkeys(("CreateGlobalCluster", "CreateDBCluster", "CreateDBInstance"), SECONDS)})
    create_global(neptune)
    assert the_global(neptune)["Status"] == "creating"
    code, message = refusal(lambda: create_cluster(neptune, GlobalClusterIdentifier="orders"))
    assert (code, message) == ("InvalidGlobalClusterStateFault", "Global cluster orders is creating")
    aws.settle()
    assert the_global(neptune)["Status"] == "available"
    create_cluster(neptune, GlobalClusterIdentifier="orders")
    assert the_cluster(neptune)["Status"] == "creating"
    assert refusal(lambda: create_instance(neptune))[0] == "InvalidDBClusterStateFault"
    change = {"DBClusterIdentifier": "orders-us-east-1", "DeletionProtection": True}
    assert refusal(neptune().modify_db_cluster, **change)[0] == "InvalidDBClusterStateFault"
    aws.settle()
    assert the_cluster(neptune)["Status"] == "available"
    create_instance(neptune)
    assert the_instance(neptune)["DBInstanceStatus"] == "creating"
    change = {"DBInstanceIdentifier": "orders-us-east-1-1", "PromotionTier": 2}
    assert refusal(neptune().modify_db_instance, **change)[0] == "InvalidDBInstanceState"
    aws.settle()
    assert the_instance(neptune)["DBInstanceStatus"] == "available"


def test_upgrade(aws, neptune):
    """The version changes at the end of an upgrade, of one cluster and of all members."""
    create_all(neptune, "eu-west-1", version="1.3.3.0")
    aws.settings({"latency": dict.fromkeys(("ModifyDBCluster", "ModifyGlobalCluster"), SECONDS)})
    neptune("eu-west-1").modify_db_cluster(
        DBClusterIdentifier="orders-eu-west-1", EngineVersion="1.3.4.0", ApplyImmediately=True
    )
    during = the_cluster(neptune, "eu-west-1")
    assert (during["Status"], during["EngineVersion"]) == ("upgrading", "1.3.3.0")
    upgrade = {"GlobalClusterIdentifier": "orders", "EngineVersion": "1.4.5.0", "AllowMajorVersionUpgrade": True}
    assert refusal(neptune().modify_global_cluster, **upgrade)[0] == "InvalidDBClusterStateFault"
    aws.settle()
    assert the_cluster(neptune, "eu-west-1")["EngineVersion"] == "1.3.4.0"
    neptune().modify_global_cluster(**upgrade)
    during = the_global(neptune)
    assert (during["Status"], during["EngineVersion"]) == ("upgrading", "1.3.3.0")
    assert the_cluster(neptune)["Status"] == "upgrading"
    assert refusal(neptune().modify_global_cluster, **upgrade) == (
        "InvalidGlobalClusterStateFault",
        "Global cluster orders is upgrading",
    )
    aws.settle()
    assert the_global(neptune)["Status"] == "available"
    for region in ("us-east-1", "eu-west-1"):
        assert the_cluster(neptune, region)["EngineVersion"] == "1.4.5.0"
    assert the_global(neptune)["EngineVersion"] == "1.4.5.0"


@pytest.mark.parametrize(
    ("operation", "parameters", "phase"),
    [
        ("ModifyGlobalCluster", {"GlobalClusterIdentifier": "orders", "DeletionProtection": True}, "modifying"),
        ("ModifyDBCluster", {"DBClusterIdentifier": "orders-us-east-1", "DeletionProtection": True}, "modifying"),
        ("ModifyDBInstance", {"DBInstanceIdentifier": "orders-us-east-1-1", "PromotionTier": 1}, "modifying"),
        ("StopDBCluster", {"DBClusterIdentifier": "orders-us-east-1"}, "stopping"),
        ("DeleteDBInstance", {"DBInstanceIdentifier": "orders-us-east-1-1"}, "deleting"),
        ("RemoveFromGlobalCluster", {}, "promoting"),
    ],
)
def test_phases(aws, neptune, operation, parameters, phase):
    """Each operation has its phase, for the configured time."""
    create_all(neptune)
    aws.settings({"latency": {operation: 60}})
    if operation == "RemoveFromGlobalCluster":
        arn = the_cluster(neptune)["DBClusterArn"]
        parameters = {"GlobalClusterIdentifier": "orders", "DbClusterIdentifier": arn}
    getattr(neptune(), xform_name(operation))(**parameters)
    statuses = {
        the_global(neptune)["Status"],
        the_cluster(neptune)["Status"],
        the_instance(neptune)["DBInstanceStatus"],
    }
    assert statuses == {"available", phase}


def test_deletion(aws, neptune):
    """A resource that is being deleted exists until the end of the phase."""
    create_global(neptune)
    aws.settings({"latency": {"DeleteGlobalCluster": SECONDS}})
    neptune().delete_global_cluster(GlobalClusterIdentifier="orders")
    assert the_global(neptune)["Status"] == "deleting"
    aws.settle()
    assert neptune().describe_global_clusters()["GlobalClusters"] == []


def test_seconds_pass(aws, neptune):
    """A phase ends by itself after its seconds."""
    aws.settings({"latency": {"CreateGlobalCluster": 0.01}})
    create_global(neptune)
    until("available", lambda: the_global(neptune)["Status"])


def test_many_at_once(neptune):
    """Concurrent calls are answered one after another, and none is lost."""
    regions = ["us-east-1", "us-west-2", "eu-west-1", "eu-west-2", "ap-northeast-1", "ap-southeast-1"]
    clients = {region: neptune(region) for region in regions}

    def work(region):
        for number in range(5):
            clients[region].create_db_cluster(DBClusterIdentifier=f"c{number}", Engine="neptune")
            clients[region].describe_db_clusters()

    threads = [threading.Thread(target=work, args=(region,)) for region in regions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(clients[region].describe_db_clusters()["DBClusters"]) for region in regions] == [5] * 6

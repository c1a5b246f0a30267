"""Deleting clusters and instances: AWS's order, deletion protection, final snapshots."""

from __future__ import annotations

from neptune_calls import (
    create_all,
    create_cluster,
    create_instance,
    create_member,
    refusal,
    remove,
    the_cluster,
    the_global,
    until,
)


def delete_cluster(neptune, region="us-east-1", **parameters):
    """Delete the cluster orders-{region}, by default without a final snapshot."""
    given = parameters or {"SkipFinalSnapshot": True}
    return neptune(region).delete_db_cluster(DBClusterIdentifier=f"orders-{region}", **given)["DBCluster"]


def delete_instance(neptune, region="us-east-1", name="1"):
    """Delete an instance of the cluster orders-{region}."""
    return neptune(region).delete_db_instance(DBInstanceIdentifier=f"orders-{region}-{name}")["DBInstance"]


def test_order_of_deletion(neptune):
    """Secondaries, the primary and the global cluster can be deleted in this order."""
    create_all(neptune, "eu-west-1", "us-west-2")
    for region in ("us-west-2", "eu-west-1", "us-east-1"):
        remove(neptune, region)
        delete_instance(neptune, region)
        delete_cluster(neptune, region)
    neptune().delete_global_cluster(GlobalClusterIdentifier="orders")
    for region in ("us-west-2", "eu-west-1", "us-east-1"):
        assert neptune(region).describe_db_clusters()["DBClusters"] == []
        assert neptune(region).describe_db_instances()["DBInstances"] == []
    assert neptune().describe_global_clusters()["GlobalClusters"] == []


def test_member(neptune):
    """A member must be detached before it is deleted."""
    create_all(neptune)
    create_member(neptune, "eu-west-1", instances=0)
    assert refusal(lambda: delete_cluster(neptune)) == (
        "InvalidGlobalClusterStateFault",
        (
            "Unable to delete cluster that is a primary member of global cluster while there are other global cluster "
            "members"
        ),
    )
    expected = (
        "InvalidDBClusterStateFault",
        "This cluster is a part of a global cluster, please remove it from globalcluster first",
    )
    assert refusal(lambda: delete_cluster(neptune, "eu-west-1")) == expected
    remove(neptune, "eu-west-1")
    assert refusal(lambda: delete_cluster(neptune)) == expected
    assert len(the_global(neptune)["GlobalClusterMembers"]) == 1


def test_instances_first(neptune):
    """A cluster with instances can't be deleted. Instances that are being deleted do not count."""
    create_cluster(neptune)
    create_instance(neptune)
    code, message = refusal(lambda: delete_cluster(neptune))
    assert code == "InvalidDBClusterStateFault"
    assert "still contains DB instances in non-deleting state" in message
    delete_instance(neptune)
    delete_cluster(neptune)


def test_last_instance_of_the_primary(neptune):
    """The last instance of a primary with secondaries can't be deleted."""
    create_all(neptune, "eu-west-1")
    create_instance(neptune, name="2")
    delete_instance(neptune, name="1")
    assert refusal(lambda: delete_instance(neptune, name="2")) == (
        "InvalidDBClusterStateFault",
        (
            "Cannot delete the last instance of the master cluster. Delete the replica cluster before deleting the "
            "last master cluster instance."
        ),
    )
    delete_instance(neptune, "eu-west-1")
    remove(neptune, "eu-west-1")
    delete_instance(neptune, name="2")


def test_next_writer(neptune):
    """When the writer is deleted, the reader with the lowest promotion tier becomes the writer."""
    create_cluster(neptune)
    for name, tier in (("1", 1), ("2", 5), ("3", 0)):
        create_instance(neptune, name=name, PromotionTier=tier)
    delete_instance(neptune)
    members = {one["DBInstanceIdentifier"]: one["IsClusterWriter"] for one in the_cluster(neptune)["DBClusterMembers"]}
    assert members == {"orders-us-east-1-2": False, "orders-us-east-1-3": True}


def test_protection(neptune):
    """A protected cluster can't be deleted until protection is disabled."""
    create_cluster(neptune, DeletionProtection=True)
    code, message = refusal(lambda: delete_cluster(neptune))
    assert code == "InvalidParameterCombination"
    assert message == "Cannot delete protected Cluster, please disable deletion protection and try again."
    neptune().modify_db_cluster(DBClusterIdentifier="orders-us-east-1", DeletionProtection=False)
    delete_cluster(neptune)


def test_final_snapshot(neptune):
    """A final snapshot must be named or skipped, and can be restored."""
    create_cluster(neptune, StorageEncrypted=True, EngineVersion="1.3.4.0")
    assert refusal(lambda: delete_cluster(neptune, SkipFinalSnapshot=False)) == (
        "InvalidParameterCombination",
        "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.",
    )
    both = {"SkipFinalSnapshot": True, "FinalDBSnapshotIdentifier": "last"}
    assert refusal(lambda: delete_cluster(neptune, **both))[0] == "InvalidParameterCombination"
    delete_cluster(neptune, FinalDBSnapshotIdentifier="last")
    assert neptune().describe_db_clusters()["DBClusters"] == []
    neptune().restore_db_cluster_from_snapshot(
        DBClusterIdentifier="orders-us-east-1", SnapshotIdentifier="last", Engine="neptune"
    )
    restored = the_cluster(neptune)
    assert (restored["StorageEncrypted"], restored["EngineVersion"]) == (True, "1.3.4.0")


def test_final_snapshot_while_promoting(aws, neptune):
    """A detached member is promoted first, and allows no snapshot until then."""
    create_all(neptune)
    create_member(neptune, "eu-west-1", instances=0)
    aws.settings({"latency": {"RemoveFromGlobalCluster": 0.3}})
    remove(neptune, "eu-west-1")
    assert the_cluster(neptune, "eu-west-1")["Status"] == "promoting"
    assert len(the_global(neptune)["GlobalClusterMembers"]) == 2
    assert refusal(lambda: delete_cluster(neptune, "eu-west-1"))[0] == "InvalidDBClusterStateFault"
    until(1, lambda: len(the_global(neptune)["GlobalClusterMembers"]))
    assert the_cluster(neptune, "eu-west-1")["Status"] == "available"
    aws.settings({"latency": {"ModifyDBCluster": 60}})
    neptune("eu-west-1").modify_db_cluster(DBClusterIdentifier="orders-eu-west-1", BackupRetentionPeriod=3)
    code, message = refusal(lambda: delete_cluster(neptune, "eu-west-1", FinalDBSnapshotIdentifier="last"))
    assert code == "InvalidDBClusterStateFault"
    assert "is not currently in the available state" in message


def test_twice(aws, neptune):
    """A resource that is being deleted can't be deleted again."""
    create_cluster(neptune)
    create_instance(neptune)
    aws.settings({"latency": {"DeleteDBInstance": 0.2, "DeleteDBCluster": 0.2}})
    assert delete_instance(neptune)["DBInstanceStatus"] == "deleting"
    assert refusal(lambda: delete_instance(neptune)) == (
        "InvalidDBInstanceState",
        "Instance orders-us-east-1-1 is already being deleted.",
    )
    assert delete_cluster(neptune)["Status"] == "deleting"
    assert refusal(lambda: delete_cluster(neptune))[0] == "InvalidDBClusterStateFault"
    until([], lambda: neptune().describe_db_clusters()["DBClusters"])
    assert refusal(lambda: delete_cluster(neptune))[0] == "DBClusterNotFoundFault"
    assert refusal(lambda: delete_instance(neptune))[0] == "DBInstanceNotFound"

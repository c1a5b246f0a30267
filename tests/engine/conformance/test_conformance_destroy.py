"""Destroy: its order, and deletions that AWS or the provider rejects."""

from __future__ import annotations

from conformance_stack import Stack, cluster, global_cluster, instance

ENDING = ("Delete", "Remove")


def test_global_database(project, aws):
    """Dependents are deleted first, and a member is removed from its global cluster before it is deleted.

    A secondary has a replication source, which the program can't set: every preview plans its removal.
    """
    stack = Stack(project)
    stack.write(
        {
            "g": global_cluster("orders"),
            "a": cluster("orders-a", globalClusterIdentifier="${g.id}"),
            "a1": instance("orders-a-1", "${a.id}"),
            "b": cluster("orders-b", globalClusterIdentifier="${g.id}", region="us-west-2")
            | {"options": {"dependsOn": ["${a1}"]}},
        }
    )
    stack.up()
    assert stack.changes("--refresh") == {"b": ("update", {"replicationSourceIdentifier": "delete"})}
    stack.run("destroy", "--yes", "--skip-preview", "--refresh")
    ended = [call for call in aws.calls() if call["operation"].startswith(ENDING)]
    assert [(call["operation"], call["region"], call["errorCode"]) for call in ended] == [
        ("RemoveFromGlobalCluster", "us-west-2", None),
        ("DeleteDBCluster", "us-west-2", None),
        ("DeleteDBInstance", "us-east-1", None),
        ("RemoveFromGlobalCluster", "us-east-1", None),
        ("DeleteDBCluster", "us-east-1", None),
        # The state of the global cluster still has them.
        ("RemoveFromGlobalCluster", "us-east-1", "DBClusterNotFoundFault"),
        ("RemoveFromGlobalCluster", "us-east-1", "DBClusterNotFoundFault"),
        ("DeleteGlobalCluster", "us-east-1", None),
    ]


def test_refused(project, aws):
    """A protected global cluster, and a cluster without a name for its final snapshot, are not deleted."""
    stack = Stack(project)
    stack.write(
        {
            "g": global_cluster("orders", deletionProtection=True),
            "a": cluster("orders-a", skipFinalSnapshot=False),
        }
    )
    stack.up()
    printed = stack.run("destroy", "--yes", "--skip-preview", "--continue-on-error", fails=True)
    assert "Cannot delete protected Global Cluster" in printed
    assert "final_snapshot_identifier is required when skip_final_snapshot is false" in printed
    assert [call["errorCode"] for call in aws.calls("DeleteGlobalCluster")] == ["InvalidGlobalClusterStateFault"]
    assert aws.calls("DeleteDBCluster") == []

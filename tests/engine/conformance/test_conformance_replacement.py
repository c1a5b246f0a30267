"""Global clusters that cannot be replaced, and one that was created unseen."""

from __future__ import annotations

from conformance_stack import Stack, cluster, global_cluster


def test_upper_case_identifier(project):
    """AWS's lower-case identifier is in the state: every preview wants a replacement, and its members to move there."""
    stack = Stack(project)
    resources = {"g": global_cluster("Orders-Global"), "a": cluster("orders-a", globalClusterIdentifier="${g.id}")}
    stack.write(resources)
    stack.up()
    assert stack.state()["g"][1]["globalClusterIdentifier"] == "orders-global"
    assert stack.changes() == {
        "g": ("create-replacement", {"globalClusterIdentifier": "update-replace"}),
        "a": ("update", {"globalClusterIdentifier": "update"}),
    }


def test_same_identifier(project, aws):
    """A replacement is created first, which AWS refuses under the same identifier; unless it is to be deleted first."""
    stack = Stack(project)
    stack.write({"g": global_cluster("orders")})
    stack.up()
    encrypted = global_cluster("orders", storageEncrypted=True)
    stack.write({"g": encrypted})
    assert "GlobalClusterAlreadyExistsFault" in stack.up(fails=True)
    stack.write({"g": encrypted | {"options": {"deleteBeforeReplace": True}}})
    stack.up()
    assert [one["StorageEncrypted"] for one in aws.global_clusters()] == [True]


def test_killed_while_aws_creates(project, aws):
    """The next update does not know what AWS has, and fails."""
    aws.local.settings({"latency": {"CreateGlobalCluster": 3600}})
    stack = Stack(project)
    stack.write({"g": global_cluster("orders")})
    stack.kill_when(lambda: aws.calls("CreateGlobalCluster"), "up", "--yes", "--skip-preview")
    assert "GlobalClusterAlreadyExistsFault" in stack.up(fails=True)

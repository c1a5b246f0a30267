"""Global clusters that can't be replaced, and one whose creation was not recorded."""

from __future__ import annotations

from conformance_stack import Stack, cluster, global_cluster


def test_upper_case_identifier(project):
    """The state has AWS's lower-case identifier, so every preview plans a replacement and moves its members."""
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
    """A replacement with the same identifier fails in AWS, unless the old one is deleted first."""
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
    """The next update does not find the global cluster in AWS, and fails."""
    aws.local.settings({"latency": {"CreateGlobalCluster": 3600}})
    stack = Stack(project)
    stack.write({"g": global_cluster("orders")})
    stack.kill_when(lambda: aws.calls("CreateGlobalCluster"), "up", "--yes", "--skip-preview")
    assert "GlobalClusterAlreadyExistsFault" in stack.up(fails=True)

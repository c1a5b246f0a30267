"""Replacements: their order, and those that cannot work."""

from __future__ import annotations

from conformance_stack import (
    CLUSTER_PARAMETER_GROUP,
    PARAMETER_GROUP,
    SUBNET_GROUP,
    Stack,
    cluster,
    global_cluster,
    instance,
)

CREATE_FIRST = ["create-replacement", "replace", "delete-replaced"]
DELETE_FIRST = ["delete-replaced", "replace", "create-replacement"]


def test_upper_case_identifier(project):
    """AWS's lower-case identifier is in the state, every preview wants a replacement, and that fails.

    The members are to move to the replacement, which cannot be either.
    """
    stack = Stack(project)
    resources = {"g": global_cluster("Orders-Global"), "a": cluster("orders-a", globalClusterIdentifier="${g.id}")}
    stack.write(resources)
    stack.up()
    assert stack.state()["g"][1]["globalClusterIdentifier"] == "orders-global"
    assert stack.changes() == {
        "g": ("replace", {"globalClusterIdentifier": "update-replace"}),
        "a": ("update", {"globalClusterIdentifier": "update"}),
    }
    assert "GlobalClusterAlreadyExistsFault" in stack.up(fails=True)


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


def test_order(project, subnets):
    """What has a name that the program chose is deleted first, where Pulumi could have chosen it."""

    def group(kind, **properties):
        return {"type": kind, "properties": properties}

    resources = {
        "g": global_cluster("orders"),
        "a": cluster("orders-a"),
        "i": instance("orders-a-1", "${a.id}"),
        "s": group(SUBNET_GROUP, subnetIds=subnets[:2]),
        "s-named": group(SUBNET_GROUP, subnetIds=subnets[:2], name="s-named"),
        "p": group(PARAMETER_GROUP, family="neptune1.4"),
        "p-named": group(PARAMETER_GROUP, family="neptune1.4", name="p-named"),
        "c": group(CLUSTER_PARAMETER_GROUP, family="neptune1.4"),
        "c-named": group(CLUSTER_PARAMETER_GROUP, family="neptune1.4", name="c-named"),
    }
    stack = Stack(project)
    stack.write(resources)
    stack.up()
    elsewhere = {"region": "eu-west-1"}
    stack.write({name: one | {"properties": one["properties"] | elsewhere} for name, one in resources.items()})
    orders = stack.orders()
    assert {name for name, order in orders.items() if order == DELETE_FIRST} == {"s-named", "p-named", "c-named"}
    assert {name for name, order in orders.items() if order == CREATE_FIRST} == {"g", "a", "i", "s", "p", "c"}


def test_killed_while_aws_creates(project, aws):
    """The next update does not know what AWS has, and fails."""
    aws.local.settings({"latency": {"CreateGlobalCluster": 1.0}})
    stack = Stack(project)
    stack.write({"g": global_cluster("orders")})
    stack.kill_when(lambda: aws.calls("CreateGlobalCluster"), "up", "--yes", "--skip-preview")
    assert "GlobalClusterAlreadyExistsFault" in stack.up(fails=True)

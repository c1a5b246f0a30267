"""Imports of resources created outside Pulumi."""

from __future__ import annotations

from conformance_stack import GLOBAL, Stack, cluster, global_cluster

IGNORED = {"ignoreChanges": ["sourceDbClusterIdentifier"]}


def linked(arn, **others):
    """A global cluster with a source."""
    properties = {"globalClusterIdentifier": "orders", "sourceDbClusterIdentifier": arn, **others}
    return {"type": GLOBAL, "properties": properties}


def imported(resource, identity, **options):
    """Return the resource with an import ID."""
    return resource | {"options": {"import": identity, **options}}


def test_source_linked(project, aws):
    """With its source, the import replaces it, or fails with `ignore_changes`; with its engine, it works."""
    arn = aws.cluster()
    aws.neptune().create_global_cluster(GlobalClusterIdentifier="orders", SourceDBClusterIdentifier=arn)
    stack = Stack(project)
    stack.write({"g": imported(linked(arn), "orders")})
    assert stack.changes() == {"g": ("create-replacement", {"sourceDbClusterIdentifier": "add-replace"})}
    stack.write({"g": imported(linked(arn), "orders", **IGNORED)})
    words = "one of `engine,source_db_cluster_identifier` must be specified"
    assert any(words in message for message in stack.diagnostics())
    stack.write({"g": imported(global_cluster("orders"), "orders")})
    stack.up()
    stack.write({"g": global_cluster("orders")})
    assert stack.changes("--refresh") == {}
    stack.write({"g": linked(arn, engine="neptune") | {"options": IGNORED}})
    assert stack.changes() == {}
    assert aws.writes() == ["CreateDBCluster", "CreateGlobalCluster"]


def test_member(project, aws):
    """A member and its global cluster are imported by ID, or by ID and region."""
    aws.neptune("us-west-2").create_global_cluster(GlobalClusterIdentifier="orders", Engine="neptune")
    aws.cluster("orders-a", "us-west-2", GlobalClusterIdentifier="orders")
    resources = {
        "g": global_cluster("orders"),
        "a": cluster("orders-a", globalClusterIdentifier="orders", region="us-west-2"),
    }
    ids = {"g": "orders", "a": "orders-a@us-west-2"}
    stack = Stack(project)
    stack.write({name: imported(one, ids[name]) for name, one in resources.items()})
    assert stack.changes() == {"g": ("import", {}), "a": ("update", {"skipFinalSnapshot": "add"})}
    stack.up()
    stack.write(resources | {"gone": imported(cluster("orders-b"), "nowhere")})
    assert "resource 'nowhere' does not exist" in stack.run("preview", fails=True)
    stack.write(resources)
    assert stack.changes() == {}

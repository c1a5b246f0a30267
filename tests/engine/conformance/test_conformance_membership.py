"""The membership of a cluster: its value in the state, after a refresh, and changes that fail."""

from __future__ import annotations

from conformance_stack import GLOBAL, Stack, cluster, global_cluster, instance

REMOVAL = ("update", {"globalClusterIdentifier": "delete"})
JOINING = ("update", {"globalClusterIdentifier": "update"})
TAGS = {"env": "test"}


def source_linked(tags, **options):
    """A global cluster created from a cluster of the same program."""
    return {
        "a": cluster("orders-a", tags=tags) | {"options": options},
        "g": {
            "type": GLOBAL,
            "properties": {"globalClusterIdentifier": "orders", "sourceDbClusterIdentifier": "${a.arn}"},
        },
    }


def test_source_cluster(project, aws):
    """A refresh records the global cluster in the source's state, and the next update detaches the source.

    With `ignore_changes` it stays, and other changes work as usual.
    """
    stack = Stack(project)
    ignoring = {"ignoreChanges": ["globalClusterIdentifier"]}
    stack.write(source_linked({}, **ignoring), outputs={"members": "${g.globalClusterMembers}"})
    stack.up()
    assert [one["isWriter"] for one in stack.outputs()["members"]] == [True]
    stack.write(source_linked({}))
    assert stack.changes() == {}
    assert stack.changes("--refresh") == {"a": REMOVAL}
    stack.write(source_linked(TAGS, **ignoring))
    before = len(aws.writes())
    stack.up("--refresh")
    assert aws.writes()[before:] == ["AddTagsToResource"]
    stack.write(source_linked(TAGS))
    stack.up()
    assert aws.writes()[before:] == ["AddTagsToResource", "RemoveFromGlobalCluster"]
    assert aws.global_clusters()[0]["GlobalClusterMembers"] == []


def test_members_of_a_container(project):
    """Members created after the global cluster are in its state only after a refresh; its status never is.

    A lookup that depends on them returns them in the first update.
    """
    stack = Stack(project)
    resources = {
        "g": global_cluster("orders"),
        "a": cluster("orders-a", globalClusterIdentifier="${g.id}"),
        "i": instance("orders-a-1", "${a.id}"),
        "live": {"type": GLOBAL, "get": {"id": "${g.id}"}, "options": {"dependsOn": ["${a}"]}},
    }
    outputs = {
        "members": "${g.globalClusterMembers}",
        "live": "${live.globalClusterMembers}",
        "status": "${g.status}",
        "writer": "${i.writer}",
    }
    stack.write(resources, outputs=outputs)
    stack.up()
    first = stack.outputs()
    assert first["members"] == []
    assert [(one["dbClusterArn"].rsplit(":", 1)[1], one["isWriter"]) for one in first["live"]] == [("orders-a", True)]
    assert (first.get("status"), first["writer"]) == (None, True)
    assert stack.changes() == {"live": ("read", {})}
    stack.refresh()
    assert stack.outputs()["members"] == []
    stack.up()
    assert stack.outputs()["members"] == first["live"]


def test_standalone_cluster_cannot_join(project, aws):
    """Joining fails; the state shows the link until a read, and then the update is planned again."""
    stack = Stack(project)
    both = {"g": global_cluster("orders"), "a": cluster("orders-a")}
    stack.write(both)
    stack.up()
    stack.write(both | {"a": cluster("orders-a", globalClusterIdentifier="${g.id}")})
    printed = stack.up(fails=True)
    assert "existing Neptune Clusters cannot be added to an existing Neptune Global Cluster" in printed
    assert stack.state()["a"][1]["globalClusterIdentifier"] == "orders"
    assert stack.changes() == {"a": ("update", {})}
    stack.up()
    assert stack.changes() == {"a": JOINING}
    assert aws.global_clusters()[0]["GlobalClusterMembers"] == []


def test_member_that_was_detached_outside_pulumi(project, aws):
    """After a refresh, joining is planned again, which fails; a deleted member is recreated."""
    stack = Stack(project)
    stack.write(
        {
            "g": global_cluster("orders"),
            "a": cluster("orders-a", globalClusterIdentifier="${g.id}"),
            "b": cluster("orders-b"),
        }
    )
    stack.up()
    (member,) = aws.global_clusters()[0]["GlobalClusterMembers"]
    aws.neptune().remove_from_global_cluster(
        GlobalClusterIdentifier="orders", DbClusterIdentifier=member["DBClusterArn"]
    )
    aws.neptune().delete_db_cluster(DBClusterIdentifier="orders-b", SkipFinalSnapshot=True)
    assert stack.changes("--refresh") == {"a": JOINING, "b": ("create", {})}

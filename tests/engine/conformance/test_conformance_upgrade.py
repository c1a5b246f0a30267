"""Engine upgrades of a global cluster, which go through the members in the state."""

from __future__ import annotations

from conformance_stack import Stack, cluster, global_cluster, instance

# More reads of the global cluster than an upgrade without members needs.
ENDLESS = 5


def global_database(version, *, of_primary=None):
    """Return a global database with a secondary; the primary may have another version."""
    own = {"engineVersion": of_primary} if of_primary else {}
    return {
        "g": global_cluster("orders", engineVersion=version),
        "a": cluster("orders-a", globalClusterIdentifier="${g.id}", **own),
        "a1": instance("orders-a-1", "${a.id}"),
        "b": cluster("orders-b", globalClusterIdentifier="${g.id}", region="us-west-2")
        | {"options": {"dependsOn": ["${a1}"], "ignoreChanges": ["replicationSourceIdentifier"]}},
        "b1": instance("orders-b-1", "${b.id}", region="us-west-2"),
    }


def modified(aws):
    """Return the regions whose clusters were modified, in order."""
    return [call["region"] for call in aws.calls("ModifyDBCluster")]


def test_minor_upgrade(project, aws):
    """With the members of a new state it never ends; after a refresh it upgrades the secondary, then the primary.

    Afterwards, the next preview plans the members' old version again.
    """
    stack = Stack(project)
    stack.write(global_database("1.4.1.0"))
    stack.up()
    stack.write(global_database("1.4.2.0"))

    def looks():
        names = [call["operation"] for call in aws.calls("ModifyGlobalCluster", "DescribeGlobalClusters")]
        return names[names.index("ModifyGlobalCluster") :] if "ModifyGlobalCluster" in names else []

    stack.kill_when(lambda: len(looks()) > ENDLESS, "up", "--yes", "--skip-preview")
    assert set(looks()[1:]) == {"DescribeGlobalClusters"}
    (call,) = aws.calls("ModifyGlobalCluster")
    assert (call["status"], call["errorCode"]) == (400, "InvalidParameterValue")
    assert modified(aws) == []
    stack.up("--refresh")
    assert modified(aws) == ["us-west-2", "us-east-1"]
    assert aws.global_clusters()[0]["EngineVersion"] == "1.4.2.0"
    stack.write(global_database("1.4.2.0", of_primary="1.4.1.0"))
    assert stack.changes("--refresh") == {"a": ("update", {"engineVersion": "update"})}


def test_major_upgrade(project, aws):
    """A major upgrade is one ModifyGlobalCluster, whatever the members in the state."""
    stack = Stack(project)
    primary = ("g", "a", "a1")
    stack.write({name: global_database("1.3.4.0")[name] for name in primary})
    stack.up()
    stack.write({name: global_database("1.4.5.0")[name] for name in primary})
    stack.up()
    (call,) = aws.calls("ModifyGlobalCluster")
    assert (call["status"], call["parameters"]["AllowMajorVersionUpgrade"]) == (200, True)
    assert modified(aws) == []
    assert stack.changes() == {}

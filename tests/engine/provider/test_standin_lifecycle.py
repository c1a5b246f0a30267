"""What befalls plain pulumi-aws resources on the stand-in: deletions elsewhere, kills, another region of the stack."""

from __future__ import annotations

GLOBAL = "aws:neptune/globalCluster:GlobalCluster"
CLUSTER = "aws:neptune/cluster:Cluster"
INSTANCE = "aws:neptune/clusterInstance:ClusterInstance"

MEMBER = {"clusterIdentifier": "orders-a", "globalClusterIdentifier": "${g.id}", "skipFinalSnapshot": True}
ENGINE = {"engine": "neptune"}
CONTAINER = {
    "resources": {
        "g": {"type": GLOBAL, "properties": {"globalClusterIdentifier": "orders", "engine": "neptune"}},
        "a": {"type": CLUSTER, "properties": {**MEMBER, "tags": {"env": "test"}}},
        "i": {
            "type": INSTANCE,
            "properties": {
                "clusterIdentifier": "${a.id}",
                "identifier": "orders-a-1",
                "instanceClass": "db.r6g.large",
            },
        },
        "b": {
            "type": CLUSTER,
            "properties": {"clusterIdentifier": "orders-b", "region": "us-west-2", "skipFinalSnapshot": True},
        },
    },
    "outputs": {"members": "${g.globalClusterMembers}", "arn": "${b.arn}", "writer": "${i.writer}"},
}


def test_deleted_elsewhere(project, neptune):
    """What was deleted outside of Pulumi is gone from the state after a refresh."""
    project.write({"resources": {"a": CONTAINER["resources"]["b"]}})
    project.up()
    neptune("us-west-2").delete_db_cluster(DBClusterIdentifier="orders-b", SkipFinalSnapshot=True)
    project.run("refresh", "--yes")
    assert project.changes() == {"a": ("create", {})}


def test_killed_while_aws_creates(project, aws):
    """The next update does not know what AWS has, and fails for ever."""
    aws.local.settings({"latency": {"CreateGlobalCluster": 1.0}})
    project.write({"resources": {"g": CONTAINER["resources"]["g"]}})
    project.kill_when(lambda: aws.calls("CreateGlobalCluster"), "up", "--yes", "--skip-preview")
    assert "already exists" in project.run("up", "--yes", "--skip-preview", fails=True)
    assert "already exists" in project.run("up", "--yes", "--skip-preview", fails=True)


def test_another_region_of_the_stack(project):
    """A changed aws:region replaces the global cluster, once the state has it."""
    project.write({"resources": {"g": CONTAINER["resources"]["g"]}})
    project.run("config", "set", "aws:region", "us-east-1")
    project.up()
    project.run("config", "set", "aws:region", "eu-west-1")
    # The engine takes the new configuration of a default provider for the diffs of the next operation.
    project.up()
    assert project.changes() == {"g": ("replace", {"region": "update-replace"})}

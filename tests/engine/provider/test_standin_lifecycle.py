"""The life of a global cluster on the stand-in: up, preview, refresh, import, destroy."""

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


def source_linked(**options):
    """A program whose global cluster is made from a cluster of its own."""
    return {
        "resources": {
            "a": {
                "type": CLUSTER,
                "properties": {"clusterIdentifier": "orders-a", "skipFinalSnapshot": True},
                "options": options,
            },
            "g": {
                "type": GLOBAL,
                "properties": {"globalClusterIdentifier": "orders", "sourceDbClusterIdentifier": "${a.arn}"},
            },
        },
        "outputs": {"members": "${g.globalClusterMembers}"},
    }


def test_container(project, neptune):
    """The member is seen by a refresh only; nothing else changes; destroy takes everything."""
    project.write(CONTAINER)
    assert {operation for operation, _ in project.changes().values()} == {"create"}
    outputs = project.up()
    assert outputs["members"] == []
    assert outputs["writer"] is True
    assert outputs["arn"].startswith("arn:aws:rds:us-west-2:")
    assert project.changes() == {}
    project.run("refresh", "--yes")
    assert project.changes() == {}
    assert [one["dbClusterArn"].rsplit(":", 1)[1] for one in project.up()["members"]] == ["orders-a"]
    project.run("destroy", "--yes")
    assert neptune().describe_global_clusters()["GlobalClusters"] == []
    assert neptune("us-west-2").describe_db_clusters()["DBClusters"] == []


def test_source_linked(project, neptune):
    """After a refresh the plan takes the source out of its global cluster, unless the program ignores that."""
    project.write(source_linked())
    assert len(project.up()["members"]) == 1
    assert project.changes() == {}
    project.run("refresh", "--yes")
    assert project.changes() == {"a": ("update", {"globalClusterIdentifier": "delete"})}
    project.write(source_linked(ignoreChanges=["globalClusterIdentifier"]))
    assert project.changes() == {}
    project.run("destroy", "--yes")
    assert neptune().describe_db_clusters()["DBClusters"] == []


def test_upper_case_identifier(project):
    """AWS's lower-case identifier is in the state, and every preview wants a replacement."""
    project.write({"resources": {"g": {"type": GLOBAL, "properties": {"globalClusterIdentifier": "Orders"} | ENGINE}}})
    project.up()
    assert project.changes() == {"g": ("replace", {"globalClusterIdentifier": "update-replace"})}


def test_refused_inputs(project):
    """Refused inputs fail the preview, with the words of the AWS provider."""
    project.write({"resources": {"g": {"type": GLOBAL, "properties": {"globalClusterIdentifier": "1a"} | ENGINE}}})
    assert 'first character of \\"global_cluster_identifier\\" must be a letter' in project.run(
        "preview", "--json", fails=True
    )


def test_failed_join(project):
    """A standalone cluster cannot join; the state claims it did, until a later run reads it again."""
    alone = {"clusterIdentifier": "orders-a", "skipFinalSnapshot": True}
    program = CONTAINER["resources"]["g"]
    project.write({"resources": {"g": program, "a": {"type": CLUSTER, "properties": alone}}})
    project.up()
    project.write({"resources": {"g": program, "a": {"type": CLUSTER, "properties": alone | MEMBER}}})
    assert project.changes() == {"a": ("update", {"globalClusterIdentifier": "update"})}
    printed = project.run("up", "--yes", "--skip-preview", fails=True)
    assert "existing Neptune Clusters cannot be added to an existing Neptune Global Cluster" in printed
    project.up()
    assert project.changes() == {"a": ("update", {"globalClusterIdentifier": "update"})}


def test_deleted_elsewhere(project, neptune):
    """What was deleted outside of Pulumi is gone from the state after a refresh."""
    project.write({"resources": {"a": CONTAINER["resources"]["b"]}})
    project.up()
    neptune("us-west-2").delete_db_cluster(DBClusterIdentifier="orders-b", SkipFinalSnapshot=True)
    project.run("refresh", "--yes")
    assert project.changes() == {"a": ("create", {})}


def test_import(project, neptune):
    """What exists is imported as it is, and stays when the import is taken out of the program."""
    made = neptune()
    made.create_global_cluster(GlobalClusterIdentifier="orders", Engine="neptune")
    made.create_db_cluster(DBClusterIdentifier="orders-a", Engine="neptune", GlobalClusterIdentifier="orders")
    resources = {
        "g": {"type": GLOBAL, "properties": {"globalClusterIdentifier": "orders", "engine": "neptune"}},
        "a": {"type": CLUSTER, "properties": {"clusterIdentifier": "orders-a", "globalClusterIdentifier": "orders"}},
    }
    ids = {"g": "orders", "a": "orders-a@us-east-1"}
    project.write({"resources": {name: {**one, "options": {"import": ids[name]}} for name, one in resources.items()}})
    changes = project.changes()
    assert {name: operation for name, (operation, _) in changes.items() if name in ids} == dict.fromkeys(ids, "import")
    project.up()
    project.write({"resources": resources})
    assert project.changes() == {}
    neptune().remove_from_global_cluster(
        GlobalClusterIdentifier="orders",
        DbClusterIdentifier=neptune().describe_db_clusters()["DBClusters"][0]["DBClusterArn"],
    )
    project.run("refresh", "--yes")
    # What an import can't read of AWS is a difference from the default.
    assert project.changes() == {"a": ("update", {"globalClusterIdentifier": "update", "skipFinalSnapshot": "add"})}
    project.write({"resources": {**resources, "gone": resources["a"] | {"options": {"import": "nowhere"}}}})
    assert "resource 'nowhere' does not exist" in project.run("preview", fails=True)


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

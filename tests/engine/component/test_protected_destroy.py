"""The runbook in docs/destroy.md."""

from __future__ import annotations

from programs import program

EAST, WEST = "us-east-1", "eu-west-1"


def test_a_protected_database_is_destroyed_after_its_protection_is_removed(project, aws):
    """The destroy fails without a change while the database is protected, and works afterwards."""
    project.write(program(EAST, WEST, deletion_protection=True))
    project.up()
    with aws.no_writes():
        assert "protected" in project.run("destroy", "--yes", fails=True)
    project.write(program(EAST, WEST, deletion_protection=False))
    project.up()
    project.run("destroy", "--yes")
    assert aws.global_clusters() == []


def test_a_destroy_after_state_unprotect_can_be_repaired(project, aws):
    """It detaches the secondary; the runbook's steps restore it."""
    project.write(program(EAST, WEST, deletion_protection=True))
    project.up()
    project.run("state", "unprotect", "--all", "--yes")
    project.run("destroy", "--yes", "--skip-preview", fails=True)
    assert len(aws.global_clusters()[0]["GlobalClusterMembers"]) == 1
    west = aws.neptune(WEST)
    assert [one["DBClusterIdentifier"] for one in west.describe_db_clusters()["DBClusters"]] == ["orders-eu-west-1"]
    west.modify_db_cluster(DBClusterIdentifier="orders-eu-west-1", DeletionProtection=False)
    west.delete_db_cluster(DBClusterIdentifier="orders-eu-west-1", SkipFinalSnapshot=True)
    assert "Run `pulumi refresh`" in project.run("preview", fails=True)
    project.run("refresh", "--yes")
    project.up()
    assert len(aws.global_clusters()[0]["GlobalClusterMembers"]) == 2
    project.run("preview", "--expect-no-changes")

"""The runbook in docs/destroy.md."""

from __future__ import annotations

import re
import shlex

import pytest
from programs import program, reject

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


def fail_to_destroy(project, aws):
    """Remove Pulumi's protection only, so that a destroy detaches the secondary and then fails."""
    project.write(program(EAST, WEST, deletion_protection=True))
    project.up()
    project.run("state", "unprotect", "--all", "--yes")
    project.run("destroy", "--yes", "--skip-preview", fails=True)
    assert len(aws.global_clusters()[0]["GlobalClusterMembers"]) == 1


def names_in_the_west(aws):
    """Return the identifiers of the clusters in the secondary's region."""
    return [one["DBClusterIdentifier"] for one in aws.neptune(WEST).describe_db_clusters()["DBClusters"]]


def test_a_destroy_after_state_unprotect_can_be_repaired(project, aws):
    """It detaches the secondary; the runbook's steps restore it."""
    fail_to_destroy(project, aws)
    west = aws.neptune(WEST)
    assert names_in_the_west(aws) == ["orders-eu-west-1"]
    assert "To delete it, turn off its deletion protection, delete its instances" in reject(project, aws)
    west.modify_db_cluster(DBClusterIdentifier="orders-eu-west-1", DeletionProtection=False)
    west.delete_db_cluster(DBClusterIdentifier="orders-eu-west-1", SkipFinalSnapshot=True)
    assert "Run `pulumi refresh`" in project.run("preview", fails=True)
    project.run("refresh", "--yes")
    project.up()
    assert len(aws.global_clusters()[0]["GlobalClusterMembers"]) == 2
    project.run("preview", "--expect-no-changes")


@pytest.mark.long
def test_a_destroy_after_state_unprotect_can_be_continued(project, aws):
    """The detached secondary is removed from the state, as the error of an update says, and stays in AWS."""
    fail_to_destroy(project, aws)
    (command,) = set(re.findall(r"`pulumi (state delete [^`]*)`", reject(project, aws)))
    project.run(*shlex.split(command), "--yes")
    project.write(program(EAST, deletion_protection=False))
    project.up()
    project.run("destroy", "--yes")
    assert aws.global_clusters() == []
    assert names_in_the_west(aws) == ["orders-eu-west-1"]

"""The next step in an error or a warning about a region works: each test follows the advice."""

from __future__ import annotations

import pytest
from programs import program, reject

pytestmark = pytest.mark.long

EAST, WEST = "us-east-1", "eu-west-1"


def test_a_protected_secondary_is_removed_as_the_errors_say(project, aws):
    """Protection, a used snapshot name and a foreign instance are resolved in turn; then the region is removed."""
    final = {"skip_final_snapshot": False, "final_snapshot_identifier": "last"}
    project.write(program(EAST, regions={WEST: {**final, "deletion_protection": True}}))
    project.up()
    neptune = aws.neptune(WEST)
    neptune.create_db_cluster_snapshot(DBClusterIdentifier="orders-eu-west-1", DBClusterSnapshotIdentifier="last")
    aws.instance("orders-eu-west-1", "foreign", WEST)
    project.write(program(EAST))
    printed = reject(project, aws)
    assert "Restore the region with another final_snapshot_identifier, run `pulumi up`, then remove it." in printed
    assert "Restore the region with deletion_protection: false, run `pulumi up`, then remove it." in printed
    assert "not managed by this stack: foreign." in printed
    changed = {"deletion_protection": False, "final_snapshot_identifier": "other"}
    project.write(program(EAST, regions={WEST: {**final, **changed}}))
    project.up()
    project.write(program(EAST))
    assert "Delete these instances, then run the command again." in reject(project, aws)
    neptune.delete_db_instance(DBInstanceIdentifier="foreign")
    project.up()
    assert aws.regions() == [EAST]
    snapshots = neptune.describe_db_cluster_snapshots()["DBClusterSnapshots"]
    assert sorted(one["DBClusterSnapshotIdentifier"] for one in snapshots) == ["last", "other"]


def test_the_region_of_the_primary_is_removed_after_a_switchover(project, aws):
    """The primary's region is restored, the primary moves to the other region, and then the region is removed."""
    project.write(program(EAST, WEST))
    project.up()
    project.write(program(WEST))
    printed = reject(project, aws)
    assert "set primary_region: 'eu-west-1', run `pulumi up`, then remove the region." in printed
    project.write(program(WEST, EAST))
    project.up()
    assert aws.regions() == [WEST, EAST]
    project.write(program(WEST))
    project.up()
    assert aws.regions() == [WEST]


def test_a_foreign_instance_is_imported_as_the_warning_says(project, aws):
    """With adopt: true, an instance from outside Pulumi that is added to the program is imported."""
    project.write(program(EAST))
    project.up()
    aws.instance("orders-us-east-1", "foreign", EAST)
    printed = " ".join(project.run("preview").split())
    assert "To manage them here, set adopt: true and add them to instances." in printed
    project.write(program(adopt=True, regions={EAST: {"instances": 2}}))
    before = len(aws.writes())
    project.up()
    assert "CreateDBInstance" not in aws.writes()[before:]
    assert "not managed by this stack" not in project.run("preview")


def test_the_region_of_a_primary_that_was_moved_outside_pulumi_is_removed_as_the_error_says(project, aws):
    """The declared primary region follows AWS first, because a switchover is a change of it."""
    project.write(program(EAST, WEST))
    project.up()
    aws.switch_over(WEST)
    project.write(program(EAST))
    assert (
        "Restore it with primary_region: 'eu-west-1', and run `pulumi up`, which changes nothing in AWS. Then switch "
        "over: set primary_region: 'us-east-1', run `pulumi up`, then remove the region."
    ) in reject(project, aws)
    project.write(program(WEST, EAST))
    with aws.no_writes():
        project.up()
    project.write(program(EAST, WEST))
    project.up()
    project.write(program(EAST))
    project.up()
    assert aws.regions() == [EAST]


def test_a_secondary_that_was_removed_from_the_state_is_no_longer_managed(project, aws):
    """After `pulumi state delete`, its region can be removed: the cluster remains a member, and nothing is deleted."""
    project.write(program(EAST, WEST))
    project.up()
    urn = project.resources()["aws:neptune/cluster:Cluster", "orders-eu-west-1"]["urn"]
    project.run("state", "delete", "--force", "--target-dependents", urn, "--yes")
    project.write(program(EAST))
    with aws.no_writes():
        project.up()
    assert aws.regions() == [EAST, WEST]
    project.run("preview", "--expect-no-changes")

"""A cluster that was detached outside Pulumi may be the only copy of a graph: no update and no destroy deletes it."""

from __future__ import annotations

import pytest
from programs import follow, program, reject
from tested_aws import Aws

EAST, WEST = "us-east-1", "eu-west-1"

ARN = Aws.arn(WEST)
COPY = f'GlobalCluster("copy", {{"global_cluster_identifier": "copy", "source_db_cluster_identifier": "{ARN}"}})'


@pytest.fixture
def detached(project, aws):
    """A global database of two regions whose secondary was detached outside Pulumi."""
    project.write(program(EAST, WEST))
    project.up()
    aws.detach(WEST)
    return project


def is_there(aws):
    """Return whether the detached cluster and its instance exist."""
    west = aws.neptune(WEST)
    clusters, instances = west.describe_db_clusters()["DBClusters"], west.describe_db_instances()["DBInstances"]
    return [len(clusters), len(instances)] == [1, 1]


@pytest.mark.parametrize("arguments", [["preview"], ["preview", "--refresh"], ["up", "--yes", "--refresh"]])
def test_its_region_can_not_be_removed(detached, aws, arguments):
    """The error names the cluster."""
    detached.write(program(EAST))
    assert f'regions["eu-west-1"]: can\'t be removed: its cluster {ARN} was detached' in reject(
        detached, aws, *arguments
    )
    assert is_there(aws)


def test_it_is_kept_by_removing_it_from_the_state(detached, aws):
    """The region can then be removed, and the cluster can become the source of another global database."""
    detached.write(program(EAST))
    follow(detached, reject(detached, aws), "state delete")
    detached.up()
    assert is_there(aws)
    detached.write(program(EAST, after=COPY))
    detached.up()
    members = {one["GlobalClusterIdentifier"]: one["GlobalClusterMembers"] for one in aws.global_clusters()}
    assert [one["DBClusterArn"] for one in members["copy"]] == [ARN]
    detached.run("preview", "--expect-no-changes")


def test_it_is_kept_with_a_subnet_group_of_its_own(project, aws):
    """The command also removes its subnet group from the state."""
    subnets = aws.subnets(WEST)[:2]
    project.write(program(EAST, regions={WEST: {"subnet_ids": subnets}}))
    project.up()
    aws.detach(WEST)
    project.write(program(EAST))
    follow(project, reject(project, aws), "state delete")
    with aws.no_writes():
        project.up()
    assert aws.subnet_groups(WEST) == ["orders-eu-west-1"]


@pytest.mark.parametrize(
    "regions", [[EAST], pytest.param([EAST, WEST], marks=pytest.mark.long)], ids=["region removed", "region kept"]
)
def test_it_is_deleted_by_deleting_it_in_aws(detached, aws, regions):
    """A refresh removes it from the state; a region still in the program gets a new member."""
    detached.up()
    aws.delete(WEST)
    detached.write(program(*regions))
    detached.run("up", "--yes", "--refresh", "--skip-preview")
    members = [one["DBClusterArn"].split(":")[3] for one in aws.global_clusters()[0]["GlobalClusterMembers"]]
    assert sorted(members) == sorted(regions)
    detached.run("preview", "--expect-no-changes")
    detached.run("destroy", "--yes")


@pytest.mark.parametrize("refreshed", [pytest.param(False, marks=pytest.mark.long), True])
def test_it_is_the_source_of_another_component(detached, aws, refreshed):
    """Neither an update nor a removal of the region detaches it from its new global cluster."""
    detached.write(program(EAST, WEST, after=COPY))
    detached.up()
    if refreshed:
        detached.run("refresh", "--yes")
    before = len(aws.writes())
    detached.up()
    assert aws.writes()[before:] == []
    detached.write(program(EAST, after=COPY))
    printed = reject(detached, aws)
    assert "was detached from the global cluster (it is a member of 'copy' now)" in printed
    follow(detached, printed, "state delete")
    detached.up()
    assert len(aws.global_clusters()) == 2
    assert is_there(aws)
    assert aws.writes()[before:] == []


def test_it_can_not_be_read(detached, aws):
    """Its region can't be removed while the cluster can't be read."""
    detached.write(program(EAST))
    faults = [{"operation": "DescribeDBClusters", "region": WEST, "errorCode": "AccessDenied", "times": 1000}]
    aws.local.settings({"faults": faults})
    assert "its cluster could not be read" in reject(detached, aws)
    aws.local.settings({"faults": []})
    detached.write(program(EAST, observe=False))
    assert "set observe: true and check that AWS can be read" in reject(detached, aws)
    assert is_there(aws)


def interrupt_removal(project, aws, operation):
    """Remove the secondary in an update that fails at an operation."""
    project.write(program(EAST, WEST))
    project.up()
    project.write(program(EAST))
    aws.local.settings({"faults": [{"operation": operation, "errorCode": "AccessDenied", "times": 1000}]})
    project.run("up", "--yes", "--skip-preview", fails=True)
    aws.local.settings({"faults": []})


def test_a_removal_that_was_interrupted_after_the_detachment_continues(project, aws):
    """The interrupted update has deleted the instances and detached the cluster, so it can't take instances again."""
    interrupt_removal(project, aws, "DeleteDBCluster")
    project.write(program(EAST, WEST))
    printed = reject(project, aws)
    assert "Remove the region, run `pulumi up`, which completes the removal, and add the region in a later" in printed
    project.write(program(EAST))
    project.up()
    assert aws.neptune(WEST).describe_db_clusters()["DBClusters"] == []
    project.run("preview", "--expect-no-changes")


def test_a_copy_that_was_promoted_after_a_failed_removal_is_kept(project, aws):
    """A removal failed, and the cluster was detached later to save the data: it is kept."""
    interrupt_removal(project, aws, "DeleteDBInstance")
    aws.detach(WEST)
    assert "may be the only copy of its data" in reject(project, aws)
    assert is_there(aws)


@pytest.mark.parametrize("readable", [pytest.param(True, marks=pytest.mark.long), False])
def test_a_destroy_keeps_it(detached, aws, readable):
    """An update protects it and its writer, also if a later one can't read AWS, and applies a changed setting."""
    detached.write(program(EAST, regions={WEST: {"backup_retention_period": 7}}))
    detached.up()
    assert aws.neptune(WEST).describe_db_clusters()["DBClusters"][0]["BackupRetentionPeriod"] == 7
    if not readable:
        detached.run("refresh", "--yes")
        detached.write(program(EAST, WEST, observe=False))
        detached.up()
    assert "protect" in reject(detached, aws, "destroy", "--yes")
    assert "protect" in reject(detached, aws, "destroy", "--yes", "--skip-preview")
    assert is_there(aws)

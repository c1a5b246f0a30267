"""Data that may be the only copy of a graph is never deleted, emptied or adopted by surprise."""

from __future__ import annotations

import pytest
from programs import Code, follow, program, reject, source_cluster

EAST, WEST = "us-east-1", "eu-west-1"

LAST = {"skip_final_snapshot": None, "final_snapshot_identifier": "last"}
"""The arguments of a region whose cluster is deleted with a final snapshot."""


def faults(aws, *operations):
    """Make AWS reject these operations for a missing permission."""
    aws.local.settings(
        {"faults": [{"operation": one, "errorCode": "AccessDenied", "times": 1000} for one in operations]}
    )


def test_a_failed_removal_is_checked_again(project, aws):
    """A retried removal is checked again, because the region has become the primary; restored, it works as before."""
    project.write(program(EAST, WEST))
    project.up()
    project.write(program(EAST))
    faults(aws, "DeleteDBInstance")
    project.run("up", "--yes", "--skip-preview", fails=True)
    faults(aws)
    aws.switch_over(WEST)
    aws.detach(EAST)
    for command in (["preview"], ["up", "--yes", "--skip-preview"]):
        printed = reject(project, aws, *command)
        assert 'regions["eu-west-1"]: can\'t be removed: it has the primary now' in printed
    project.write(program(EAST, WEST, primary_region=WEST))
    before = len(aws.writes())
    project.up()
    assert [call for call in aws.writes()[before:] if call.startswith(("Create", "Delete"))] == []


def test_a_global_cluster_created_outside_pulumi_after_a_failed_first_update(project, make_project, aws):
    """A global cluster created outside Pulumi after a failed first update is not imported."""
    project.write(program(EAST, WEST))
    faults(aws, "CreateGlobalCluster")
    project.run("up", "--yes", "--skip-preview", fails=True)
    faults(aws)
    other = make_project("other")
    other.write(program(EAST, WEST, deletion_protection=True))
    other.up()
    printed = reject(project, aws, "up", "--yes", "--skip-preview")
    assert "'orders' exists in AWS, but differs from this program:" in printed
    assert "deletion_protection is True" in printed


def test_a_database_that_was_recreated_outside_pulumi(project, aws):
    """A recreated database with the same names is another one, even after a refresh, until the program adopts it."""
    project.write(program(EAST))
    project.up()
    aws.neptune(EAST).delete_db_instance(DBInstanceIdentifier="orders-us-east-1-1")
    aws.detach(EAST)
    aws.delete(EAST)
    aws.neptune().delete_global_cluster(GlobalClusterIdentifier="orders")
    aws.neptune().create_global_cluster(
        GlobalClusterIdentifier="orders", SourceDBClusterIdentifier=aws.cluster("orders-us-east-1")
    )
    refreshing = ["up", "--yes", "--refresh", "--skip-preview"]
    for arguments in (["preview"], refreshing, refreshing, ["up", "--yes"]):
        assert "it was deleted and recreated outside Pulumi" in reject(project, aws, *arguments)
    project.write(program(EAST, adopt=True))
    project.up()
    project.run("preview", "--expect-no-changes")


def test_no_empty_cluster_becomes_the_primary(project, aws):
    """The primary with the data was detached: a new cluster, which would be an empty primary, is rejected."""
    project.write(program(EAST))
    project.up()
    aws.detach(EAST)
    project.write(program(EAST, WEST))
    printed = reject(project, aws, "up", "--yes", "--skip-preview")
    assert 'regions["eu-west-1"]: can\'t be added: the global cluster lost all its members' in printed
    assert f"These clusters may still exist as standalone clusters with the data: {aws.arn(EAST)}" in printed
    project.write(program(WEST))
    printed = reject(project, aws, "up", "--yes", "--skip-preview")
    assert 'regions["eu-west-1"]: can\'t be added' in printed


@pytest.mark.parametrize("regions", [[EAST], [EAST, WEST, "us-west-2"]], ids=["region out", "region new"])
@pytest.mark.parametrize(
    "operation", ["DescribeDBClusters", pytest.param("DescribeDBClusterSnapshots", marks=pytest.mark.long)]
)
def test_an_unreadable_cluster_is_not_treated_as_deleted(project, aws, regions, operation):
    """All clusters were detached: each may be the only copy, and no new cluster becomes the primary."""
    project.write(program(regions={EAST: LAST, WEST: LAST}))
    project.up()
    aws.detach(WEST)
    aws.detach(EAST)
    faults(aws, operation)
    project.write(program(regions=dict.fromkeys(regions, LAST)))
    printed = reject(project, aws, "up", "--yes", "--skip-preview")
    assert ("can't be removed" in printed) is (len(regions) == 1)
    assert ("can't be added: the global cluster lost all its members" in printed) is (len(regions) > 1)


def test_an_interrupted_removal_with_a_final_snapshot(project, aws):
    """The next update completes the removal and keeps the final snapshot."""
    project.write(program(regions={EAST: LAST, WEST: LAST}))
    project.up()
    project.write(program(regions={EAST: LAST}))
    aws.local.settings({"latency": {"DeleteDBCluster": 3600}})
    project.kill_when(lambda: aws.calls("DeleteDBCluster"), "up", "--yes", "--skip-preview")
    project.run("preview")
    aws.local.settle()
    assert aws.neptune(WEST).describe_db_clusters()["DBClusters"] == []
    project.up()
    assert len(aws.neptune(WEST).describe_db_cluster_snapshots()["DBClusterSnapshots"]) == 1


def test_a_secret_identifier_is_in_no_refusal(project, aws):
    """The ARNs in an error do not show a secret identifier."""
    secret = Code('pulumi.Output.secret("orders")')
    project.write(program(EAST, WEST, global_cluster_identifier=secret))
    project.up()
    aws.switch_over(WEST)
    project.write(program(EAST, global_cluster_identifier=secret))
    printed = reject(project, aws, "preview")
    assert "it has the primary now: arn:aws:rds:eu-west-1:123456789012:cluster:[secret]" in printed


def test_a_refresh_creates_no_empty_primary(project, aws):
    """If all clusters are gone, an update with a refresh creates no empty primary."""
    project.write(program(EAST))
    project.up()
    aws.detach(EAST)
    aws.delete(EAST)
    printed = reject(project, aws, "up", "--yes", "--refresh", "--skip-preview")
    assert "regions: can't be recreated: the global cluster lost all its members" in printed
    project.run("destroy", "--yes", "--refresh")
    project.up()
    assert len(aws.global_clusters()[0]["GlobalClusterMembers"]) == 1


def test_standalone_clusters_are_named(project, aws):
    """The global cluster is gone: the error names the standalone clusters that a destroy would delete."""
    project.write(program(EAST, WEST))
    project.up()
    aws.detach(WEST)
    aws.detach(EAST)
    aws.neptune().delete_global_cluster(GlobalClusterIdentifier="orders")
    printed = reject(project, aws, "up", "--yes", "--refresh", "--skip-preview")
    assert (
        f"These clusters may still exist as standalone clusters with the data: {aws.arn(WEST)}, {aws.arn(EAST)}"
        in printed
    )
    assert "A destroy would delete them" in printed
    follow(project, printed, "state delete")
    source = {"global_cluster_identifier": "new", "source_db_cluster_identifier": aws.arn(EAST)}
    project.write(program(name="new", **source))
    project.up()
    (found,) = aws.global_clusters()
    assert [one["DBClusterArn"] for one in found["GlobalClusterMembers"]] == [aws.arn(EAST)]
    assert len(aws.neptune(WEST).describe_db_clusters()["DBClusters"]) == 1


def test_imported_protection_stays_while_aws_is_unreadable(project, aws):
    """Protection of imported resources is kept while AWS can't be read."""
    source = aws.cluster("orders-us-east-1", DeletionProtection=True)
    aws.instance("orders-us-east-1", "orders-us-east-1-1")
    aws.neptune().create_global_cluster(GlobalClusterIdentifier="orders", SourceDBClusterIdentifier=source)
    project.write(program(EAST, adopt=True))
    project.up()
    faults(aws, "DescribeGlobalClusters")
    assert project.changes() == {}
    project.write(program(EAST, adopt=True, observe=False))
    faults(aws)
    project.up()
    assert "protect" in reject(project, aws, "destroy", "--yes")


def with_source(primary):
    """Return a program with a source cluster, and a region beside it."""
    return program(
        WEST,
        before=source_cluster(cluster_identifier="orders-us-east-1"),
        options="pulumi.ResourceOptions(depends_on=[writer])",
        source_db_cluster_identifier=Code("source.arn"),
        primary_region=primary,
    )


def test_a_source_stays_linked_after_a_switchover(project, aws):
    """After a refresh, an update does not remove the source's link to the new primary."""
    project.write(with_source(EAST))
    project.up()
    project.write(with_source(WEST))
    project.up()
    project.run("preview", "--refresh", "--expect-no-changes")
    with aws.no_writes():
        project.run("up", "--yes", "--refresh", "--skip-preview")

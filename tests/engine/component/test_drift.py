"""Changes outside Pulumi are reported in preview; they are never reverted, and nothing is replaced."""

from __future__ import annotations

from programs import program

EAST, WEST, THIRD = "us-east-1", "eu-west-1", "us-west-2"


def test_members_readers_and_versions(project, aws):
    """An added member, an added instance, a patched version and a removed member are reported."""
    project.write(program(EAST, WEST, engine_version="1.4.5.0"))
    project.up()
    aws.cluster("theirs", THIRD, GlobalClusterIdentifier="orders", EngineVersion="1.4.5.0")
    aws.instance("orders-us-east-1", "theirs-1", EAST)
    before = len(aws.writes())
    printed = project.run("preview", "--expect-no-changes")
    assert f"a member that is not managed by this stack: arn:aws:rds:{THIRD}:123456789012:cluster:theirs" in printed
    assert "instances that are not managed by this stack: theirs-1" in printed
    aws.detach(WEST)
    project.run("refresh", "--yes")
    printed = project.run("preview", "--expect-no-changes")
    assert f'regions["eu-west-1"]: its cluster {aws.arn(WEST)} was detached from the global cluster' in printed
    project.up()
    assert aws.writes()[before:] == ["RemoveFromGlobalCluster"]


def test_destroy_with_a_member_that_joined_outside_pulumi(project, aws):
    """A destroy deletes the program's secondaries; AWS keeps the primary, because another member replicates from it."""
    project.write(program(EAST, WEST, engine_version="1.4.5.0"))
    project.up()
    aws.cluster("theirs", THIRD, GlobalClusterIdentifier="orders", EngineVersion="1.4.5.0")
    project.run("destroy", "--yes", "--skip-preview", fails=True)
    members = {
        one["DBClusterArn"].split(":")[3]: one["IsWriter"] for one in aws.global_clusters()[0]["GlobalClusterMembers"]
    }
    assert members == {EAST: True, THIRD: False}


def test_destroy_after_the_primary_moved_outside_pulumi(project, aws):
    """AWS keeps the primary of a destroy without an update; after one with the new primary, the destroy completes."""
    project.write(program(EAST, WEST))
    project.up()
    aws.switch_over(WEST)
    assert "primary_region" in project.run("preview", "--expect-no-changes")
    project.run("destroy", "--yes", "--skip-preview", fails=True)
    assert len(aws.global_clusters()[0]["GlobalClusterMembers"]) == 2
    project.write(program(WEST, EAST))
    project.up()
    project.run("destroy", "--yes", "--skip-preview")
    assert aws.global_clusters() == []

"""An update with --target: the outputs show the clusters that AWS has."""

from __future__ import annotations

from test_region_down import EAST, database

OTHER = 'pulumi.Stash("other", input={!r})\n'


def regions(outputs):
    """Return the regions in each output that lists them."""
    return set(outputs["clusters"]), {one["region"] for one in outputs["global_cluster_members"]}


def test_a_removed_region_that_is_not_a_target_stays_in_the_outputs(project, aws):
    """Its cluster is not deleted; the update without targets deletes it and removes it from the outputs."""
    project.write(database() + OTHER.format("a"))
    both = regions(project.up())
    project.write(database(us_east_1=1) + OTHER.format("b"))
    other = project.resources()["pulumi:index:Stash", "other"]["urn"]
    project.run("up", "--yes", "--skip-preview", "--target", other)
    assert aws.calls("DeleteDBCluster") == []
    assert regions(project.outputs()) == both
    assert regions(project.up()) == ({EAST}, {EAST})
    assert len(aws.calls("DeleteDBCluster")) == 1
    project.run("preview", "--expect-no-changes")

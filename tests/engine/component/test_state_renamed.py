"""After `pulumi state rename` of a child, nothing is deleted or created again, and the error's command restores it."""

from __future__ import annotations

import pytest
from programs import follow, program, reject
from test_advice import EAST, WEST

CHILDREN = (
    ("aws:neptune/globalCluster:GlobalCluster", "orders"),
    ("aws:neptune/cluster:Cluster", f"orders-{WEST}"),
    ("aws:neptune/clusterInstance:ClusterInstance", f"orders-{WEST}-1"),
)


def rename(project, kind, name):
    """Rename a resource in the state."""
    project.run("state", "rename", project.resources()[kind, name]["urn"], "mine", "--yes")


def test_a_child_that_was_renamed_in_the_state(project, aws):
    """An update fails with the command that restores the name, also if the region of the primary is removed."""
    project.write(program(EAST, WEST))
    project.up()
    for kind, name in CHILDREN:
        rename(project, kind, name)
        follow(project, reject(project, aws), "state rename")
        project.run("preview", "--expect-no-changes")
    rename(project, "aws:neptune/cluster:Cluster", f"orders-{EAST}")
    project.write(program(WEST))
    follow(project, reject(project, aws), "state rename")
    assert "switch over first" in reject(project, aws)


@pytest.mark.long
def test_a_record_that_was_renamed_in_the_state_is_made_again(project, aws):
    """The component finds its global cluster in the state, and changes nothing in AWS."""
    project.write(program(EAST, WEST))
    project.up()
    for name in ("orders-declared", "orders-primary-region"):
        rename(project, "pulumi:index:Stash", name)
        with aws.no_writes():
            project.up()
        project.run("preview", "--expect-no-changes")

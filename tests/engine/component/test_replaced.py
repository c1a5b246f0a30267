"""A tainted resource, or one named in --replace: only an instance that AWS can delete is replaced."""

from __future__ import annotations

import pytest
from programs import follow, program

EAST, WEST = "us-east-1", "eu-west-1"

DELETES_FIRST = """
def transform(args):
    args.opts.delete_before_replace = True
    return pulumi.ResourceTransformResult(args.props, args.opts)
"""
GLOBAL = "aws:neptune/globalCluster:GlobalCluster"
CLUSTER = "aws:neptune/cluster:Cluster"
INSTANCE = "aws:neptune/clusterInstance:ClusterInstance"


def regions(aws, instances=1):
    """Return a program with instances in the primary, and a secondary with a subnet group."""
    subnets = aws.subnets(WEST)[:2]
    return program(regions={EAST: {"instances": instances}, WEST: {"subnet_ids": subnets}})


@pytest.fixture
def database(project, aws):
    """A global database of two regions."""
    project.write(regions(aws))
    project.up()
    return project


REFUSED = {
    (GLOBAL, "orders"): "global_cluster_identifier: the global cluster would be replaced",
    (CLUSTER, "orders-us-east-1"): 'regions["us-east-1"]: its cluster would be replaced',
    (CLUSTER, "orders-eu-west-1"): 'regions["eu-west-1"]: its cluster would be replaced',
    ("aws:neptune/subnetGroup:SubnetGroup", "orders-eu-west-1"): "the subnet group would be replaced",
    (INSTANCE, "orders-us-east-1-1"): "the only instance of the primary would be replaced",
}


@pytest.mark.long
def test_a_tainted_child_that_can_not_be_replaced_fails_in_preview(database, aws):
    """The error has the command that removes the taint. Without a preview, the update fails before its first write."""
    writes = aws.writes()
    for child, text in REFUSED.items():
        database.run("state", "taint", database.resources()[child]["urn"], "--yes")
        printed = database.run("preview", fails=True)
        assert text in printed
        if child[0] != INSTANCE:  # AWS rejects the deletion of a primary's only instance
            assert "would be replaced" in database.run("up", "--yes", "--skip-preview", fails=True)
        follow(database, " ".join(printed.split()), "state untaint")
    database.run("preview", "--expect-no-changes")
    assert aws.writes() == writes


@pytest.mark.long
def test_a_replacement_on_the_command_line_that_can_not_be_fails_in_preview(database, aws):
    """Nothing is changed."""
    writes = aws.writes()
    for child, text in REFUSED.items():
        arguments = ["--replace", database.resources()[child]["urn"]]
        assert text in database.run("up", "--yes", *arguments, fails=True)
    database.run("preview", "--expect-no-changes")
    assert aws.writes() == writes


def test_a_transform_does_not_delete_a_tainted_cluster_first(project, aws):
    """The update fails before its first write, also without a preview."""
    options = "pulumi.ResourceOptions(transforms=[transform])"
    project.write(program(EAST, WEST, options=options, before=DELETES_FIRST))
    project.up()
    project.run("state", "taint", project.resources()[CLUSTER, "orders-eu-west-1"]["urn"], "--yes")
    with aws.no_writes():
        assert "would be replaced" in project.run("up", "--yes", "--skip-preview", fails=True)


@pytest.mark.parametrize("name", ["orders-eu-west-1-1", pytest.param("orders-us-east-1-1", marks=pytest.mark.long)])
def test_a_tainted_instance_is_replaced(database, aws, name):
    """An instance of a secondary, and an instance of the primary that is not its only one."""
    if "us-east-1" in name:
        database.write(regions(aws, instances=2))
        database.up()
    database.run("state", "taint", database.resources()[INSTANCE, name]["urn"], "--yes")
    before = len(aws.writes())
    database.run("up", "--yes")
    assert aws.writes()[before:] == ["DeleteDBInstance", "CreateDBInstance"]
    database.run("preview", "--expect-no-changes")


@pytest.mark.parametrize("replace", ["taint", "--replace"])
def test_a_replaced_stash_does_not_lose_its_change(project, aws, replace):
    """The switchover, the upgrade and the removal of tags happen, although the engine has no previous values."""
    project.write(program(EAST, WEST, engine_version="1.4.6.0", tags={"team": "a"}))
    project.up()
    stashes = [one["urn"] for (kind, _), one in project.resources().items() if kind == "pulumi:index:Stash"]
    arguments = [word for urn in stashes for word in ("--replace", urn)]
    if replace == "taint":
        project.run("state", "taint", *stashes, "--yes")
        arguments = []
    project.write(program(EAST, WEST, engine_version="1.4.6.1", primary_region=WEST))
    assert "switchover: us-east-1 -> eu-west-1" in project.run("preview", *arguments)
    project.run("up", "--yes", "--skip-preview", *arguments)
    (found,) = aws.global_clusters()
    assert (aws.regions()[0], found["EngineVersion"]) == (WEST, "1.4.6.1")
    assert aws.neptune().list_tags_for_resource(ResourceName=found["GlobalClusterArn"])["TagList"] == []
    project.run("preview", "--expect-no-changes")


OWNER = """
always = pulumi.ResourceOptions(replace_on_changes=["*"], delete_before_replace=True)
owner = pulumi.Stash("owner", input={}, opts=always)
"""


def test_a_replaced_owner_does_not_replace_the_database(project, aws):
    """The preview fails. After an update without a preview, the error has the command that imports the database."""
    deleted_with = "pulumi.ResourceOptions(deleted_with=owner)"
    project.write(program(EAST, before=OWNER.format(1), options=deleted_with))
    project.up()
    project.write(program(EAST, before=OWNER.format(2), options=deleted_with))
    with aws.no_writes():
        assert "remove the transform or deleted_with" in " ".join(project.run("preview", fails=True).split())
        project.run("up", "--yes", "--skip-preview", fails=True)
        printed = project.run("preview", fails=True)
        follow(project, " ".join(printed.split()), "state delete")
    project.up()
    assert aws.regions() == [EAST]
    assert aws.calls("DeleteDBCluster") == []
    project.run("preview", "--expect-no-changes")

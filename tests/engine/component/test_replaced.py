"""A tainted resource, or one named in --replace: only an instance that AWS can delete is replaced."""

from __future__ import annotations

import re
import shlex

import pytest
from programs import program

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
    subnets = [one["SubnetId"] for one in aws.client("ec2", WEST).describe_subnets()["Subnets"]][:2]
    return program(regions={EAST: {"instances": instances}, WEST: {"subnet_ids": subnets}})


@pytest.fixture
def database(project, aws):
    """A global database of two regions."""
    project.write(regions(aws))
    project.up()
    return project


def follow(project, printed):
    """Run the `pulumi state untaint` command in a message."""
    (command,) = set(re.findall(r"`pulumi (state untaint [^`]*)`", " ".join(printed.split())))
    project.run(*shlex.split(command), "--yes")


@pytest.mark.parametrize("way", ["taint", "replace"])
@pytest.mark.parametrize(
    ("child", "text"),
    [
        ((GLOBAL, "orders"), "global_cluster_identifier: the global cluster would be replaced"),
        ((CLUSTER, "orders-us-east-1"), 'regions["us-east-1"]: its cluster would be replaced'),
        ((CLUSTER, "orders-eu-west-1"), 'regions["eu-west-1"]: its cluster would be replaced'),
        (("aws:neptune/subnetGroup:SubnetGroup", "orders-eu-west-1"), "the subnet group would be replaced"),
        ((INSTANCE, "orders-us-east-1-1"), "the only instance of the primary would be replaced"),
    ],
)
def test_what_can_not_be_replaced_fails_in_preview(database, aws, child, text, way):
    """The error has the command that removes the taint."""
    urn = database.resources()[child]["urn"]
    arguments = ["--replace", urn] if way == "replace" else []
    if way == "taint":
        database.run("state", "taint", urn, "--yes")
    before = len(aws.writes())
    printed = database.run("preview", *arguments, fails=True)
    assert text in printed
    database.run("up", "--yes", *arguments, fails=True)
    assert aws.writes()[before:] == []
    if way == "taint":
        follow(database, printed)
    database.run("preview", "--expect-no-changes")


@pytest.mark.parametrize("child", [(CLUSTER, "orders-eu-west-1"), (GLOBAL, "orders")])
def test_what_can_not_be_replaced_stays_without_a_preview(database, aws, child):
    """The update fails before its first write."""
    database.run("state", "taint", database.resources()[child]["urn"], "--yes")
    before = len(aws.writes())
    assert "would be replaced" in database.run("up", "--yes", "--skip-preview", fails=True)
    assert aws.writes()[before:] == []


def test_a_transform_does_not_delete_a_tainted_cluster_first(project, aws):
    """The update fails before its first write, also without a preview."""
    options = "pulumi.ResourceOptions(transforms=[transform])"
    project.write(program(EAST, WEST, options=options, before=DELETES_FIRST))
    project.up()
    project.run("state", "taint", project.resources()[CLUSTER, "orders-eu-west-1"]["urn"], "--yes")
    before = len(aws.writes())
    assert "would be replaced" in project.run("up", "--yes", "--skip-preview", fails=True)
    assert aws.writes()[before:] == []


@pytest.mark.parametrize("name", ["orders-eu-west-1-1", "orders-us-east-1-1"])
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

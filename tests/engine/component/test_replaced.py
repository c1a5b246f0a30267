"""A tainted resource, or one named in --replace: only an instance that AWS can delete is replaced."""

from __future__ import annotations

import re
import shlex

import pytest

EAST, WEST = "us-east-1", "eu-west-1"

PROGRAM = """
import pulumi
from neptune_global_component import GlobalCluster

member = {"instance_class": "db.r6g.large", "skip_final_snapshot": True}
GlobalCluster("orders", {
    "global_cluster_identifier": "orders",
    "primary_region": "us-east-1",
    "regions": {"us-east-1": {**member, "instances": 1}, "eu-west-1": {**member, "subnet_ids": SUBNETS}},
})
"""
GLOBAL = "aws:neptune/globalCluster:GlobalCluster"
CLUSTER = "aws:neptune/cluster:Cluster"
INSTANCE = "aws:neptune/clusterInstance:ClusterInstance"


@pytest.fixture
def made(project, aws):
    """A global database of two regions."""
    subnets = [one["SubnetId"] for one in aws.client("ec2", WEST).describe_subnets()["Subnets"]][:2]
    project.write(PROGRAM.replace("SUBNETS", str(subnets)))
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
def test_what_can_not_be_replaced_fails_in_preview(made, aws, child, text, way):
    """The error has the command that removes the taint."""
    urn = made.resources()[child]["urn"]
    arguments = ["--replace", urn] if way == "replace" else []
    if way == "taint":
        made.run("state", "taint", urn, "--yes")
    before = len(aws.writes())
    printed = made.run("preview", *arguments, fails=True)
    assert text in printed
    made.run("up", "--yes", *arguments, fails=True)
    assert aws.writes()[before:] == []
    if way == "taint":
        follow(made, printed)
    made.run("preview", "--expect-no-changes")


@pytest.mark.parametrize("child", [(CLUSTER, "orders-eu-west-1"), (GLOBAL, "orders")])
def test_what_can_not_be_replaced_stays_without_a_preview(made, aws, child):
    """The update fails before its first write."""
    made.run("state", "taint", made.resources()[child]["urn"], "--yes")
    before = len(aws.writes())
    assert "would be replaced" in made.run("up", "--yes", "--skip-preview", fails=True)
    assert aws.writes()[before:] == []


@pytest.mark.parametrize("name", ["orders-eu-west-1-1", "orders-us-east-1-1"])
def test_a_tainted_instance_is_replaced(made, aws, name):
    """An instance of a secondary, and an instance of the primary that is not its only one."""
    if "us-east-1" in name:
        made.write((made.folder / "__main__.py").read_text().replace('"instances": 1', '"instances": 2'))
        made.up()
    made.run("state", "taint", made.resources()[INSTANCE, name]["urn"], "--yes")
    before = len(aws.writes())
    made.run("up", "--yes")
    assert aws.writes()[before:] == ["DeleteDBInstance", "CreateDBInstance"]
    made.run("preview", "--expect-no-changes")

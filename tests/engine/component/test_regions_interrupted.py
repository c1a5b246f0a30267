"""An update of several regions that is cut off while AWS creates something: the next one goes on from there."""

from __future__ import annotations

import os

import pytest

PROGRAM = """
import pulumi
from neptune_global_component import GlobalCluster

member = {{"instance_class": "db.r6g.large", "skip_final_snapshot": True{more}}}
orders = GlobalCluster("orders", {{
    "global_cluster_identifier": "orders",
    "primary_region": "us-east-1",
    "regions": {{"us-east-1": member, "eu-west-1": {{**member, "subnet_ids": None}}}},
}})
pulumi.export("members", orders.global_cluster_members)
"""


CREATION_SECONDS = 3
"""More than the next update needs to look at it."""

LONG_CREATION_SECONDS = 60 if os.environ.get("NEPTUNE_GLOBAL_AWS_PLUGIN") else 7
"""More than Pulumi needs to end an update that failed, and the next to look at it; another plugin looks only after half
a minute."""


@pytest.mark.parametrize(
    ("operation", "region", "waits_for"),
    [
        ("CreateGlobalCluster", "us-east-1", "the global cluster (creating) to be available"),
        ("CreateDBSubnetGroup", "us-east-1", None),
        ("CreateDBInstance", "us-east-1", "orders-us-east-1-1 (creating) to be available"),
        ("CreateDBCluster", "eu-west-1", "orders-eu-west-1 (creating) to be available"),
    ],
)
def test_killed_while_aws_creates(project, aws, operation, region, waits_for):
    """What AWS has and the state has not is taken over once it is there; nothing is there twice."""
    if waits_for:
        aws.local.settings({"latency": {operation: CREATION_SECONDS}})
    project.write(PROGRAM.format(more=f', "subnet_ids": {subnets(aws)}'))

    def asked():
        return [call for call in aws.calls(operation) if call["region"] == region]

    project.kill_when(asked, "up", "--yes", "--skip-preview")
    aws.local.settings({"latency": {}})
    printed = project.run("up", "--yes", "--skip-preview")
    assert f"waiting for {waits_for}" in printed or not waits_for, printed
    it_ends_well(project, aws)


@pytest.mark.parametrize(
    ("operation", "region", "waits_for"),
    [
        ("CreateDBCluster", "us-east-1", "orders-us-east-1 (creating)"),
        ("CreateDBInstance", "us-east-1", "orders-us-east-1-1 (creating)"),
    ],
)
def test_pulumi_aws_gives_up_while_aws_creates(project, aws, operation, region, waits_for):
    """What the state has half is waited for too: AWS takes nothing that depends on it before it is there."""
    read = f"{operation.replace('Create', 'Describe')}s"
    refused = {"operation": read, "region": region, "errorCode": "AccessDenied"}
    aws.local.settings({"latency": {operation: LONG_CREATION_SECONDS}, "faults": [refused]})
    project.write(PROGRAM.format(more=f', "subnet_ids": {subnets(aws)}'))
    project.run("up", "--yes", "--skip-preview", fails=True)
    aws.local.settings({"latency": {}})
    printed = project.run("up", "--yes", "--skip-preview")
    assert f"waiting for {waits_for} to be available" in printed, printed
    it_ends_well(project, aws)


def subnets(aws):
    """Two subnets of us-east-1."""
    return [one["SubnetId"] for one in aws.client("ec2").describe_subnets()["Subnets"]][:2]


def it_ends_well(project, aws):
    """Check that all is there once and known to the state, and that a destroy leaves nothing."""
    assert [(one["region"], one["isWriter"]) for one in project.outputs()["members"]] == [
        ("us-east-1", True),
        ("eu-west-1", False),
    ]
    project.run("preview", "--expect-no-changes")
    creates = [name for name in aws.writes() if name.startswith("Create")]
    assert sorted(creates) == sorted(
        ["CreateGlobalCluster", "CreateDBSubnetGroup", *["CreateDBCluster"] * 2, *["CreateDBInstance"] * 2]
    )
    project.run("destroy", "--yes", "--skip-preview")
    assert aws.global_clusters() == []
    for place in ("us-east-1", "eu-west-1"):
        assert aws.neptune(place).describe_db_clusters()["DBClusters"] == []
        assert aws.subnet_groups(place) == []

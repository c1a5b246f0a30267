"""An update of several regions that is killed while AWS creates something: the next one goes on from there."""

from __future__ import annotations

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


@pytest.mark.parametrize(
    ("operation", "region"),
    [
        ("CreateDBSubnetGroup", "us-east-1"),
        ("CreateDBInstance", "us-east-1"),
        ("CreateDBCluster", "eu-west-1"),
    ],
)
def test_killed_while_aws_creates(project, aws, operation, region):
    """What AWS has and the state has not is taken over; nothing is there twice, and a destroy leaves nothing."""
    subnets = [one["SubnetId"] for one in aws.client("ec2").describe_subnets()["Subnets"]][:2]
    aws.local.settings({"latency": {"CreateDBCluster": 0.7, "CreateDBInstance": 0.7}})
    project.write(PROGRAM.format(more=f', "subnet_ids": {subnets}'))

    def asked():
        return [call for call in aws.calls(operation) if call["region"] == region]

    project.kill_when(asked, "up", "--yes", "--skip-preview")
    outputs = project.up()
    assert [(one["region"], one["isWriter"]) for one in outputs["members"]] == [
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

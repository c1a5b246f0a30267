"""An update is interrupted while AWS creates a resource of a region, and the next one resumes."""

from __future__ import annotations

import pytest
from programs import program

FOREVER = 24 * 3600
"""A latency that ends when the test settles it."""


@pytest.mark.parametrize(
    ("operation", "region", "waits_for"),
    [
        pytest.param(
            "CreateGlobalCluster", "us-east-1", "the global cluster (creating) to be available", marks=pytest.mark.long
        ),
        pytest.param("CreateDBSubnetGroup", "us-east-1", None, marks=pytest.mark.long),
        pytest.param(
            "CreateDBInstance", "us-east-1", "orders-us-east-1-1 (creating) to be available", marks=pytest.mark.long
        ),
        ("CreateDBCluster", "eu-west-1", "orders-eu-west-1 (creating) to be available"),
    ],
)
def test_killed_while_aws_creates(project, aws, operation, region, waits_for):
    """A resource in AWS but not in the state is imported when available; nothing is created twice."""
    project.write(with_subnets(aws))
    project.kill_when(asked(aws, operation, region), "up", "--yes", "--skip-preview")
    aws.local.settings({"latency": {}})
    if waits_for:
        said = f"waiting for {waits_for}"
        assert said in project.run_until(said, aws.local.settle, "up", "--yes", "--skip-preview")
    else:
        project.up()
    it_ends_well(project, aws)


def asked(aws, operation, region):
    """Make an operation in a region never complete, and return whether it was requested."""
    # The primary's first instance is created before the secondary's cluster, which has the same operation as the
    # primary's.
    held = operation if region == "us-east-1" else "CreateDBInstance"
    if operation != "CreateDBSubnetGroup":
        aws.local.settings({"latency": {held: FOREVER}})

    def happened():
        nonlocal held
        if held != operation and aws.calls(held):
            aws.local.settings({"latency": {operation: FOREVER}})
            aws.local.settle()
            held = operation
        return [call for call in aws.calls(operation) if call["region"] == region]

    return happened


@pytest.mark.parametrize(
    ("operation", "region", "waits_for"),
    [
        pytest.param("CreateDBCluster", "us-east-1", "orders-us-east-1 (creating)", marks=pytest.mark.long),
        ("CreateDBInstance", "us-east-1", "orders-us-east-1-1 (creating)"),
    ],
)
def test_pulumi_aws_gives_up_while_aws_creates(project, aws, operation, region, waits_for):
    """A resource that is still being created is awaited before its dependents are created."""
    read = f"{operation.replace('Create', 'Describe')}s"
    # The component reads a new cluster first, to check that its identifier is not in use.
    times = 2 if operation == "CreateDBCluster" else 1
    refused = {"operation": read, "region": region, "errorCode": "AccessDenied", "times": times}
    aws.local.settings({"latency": {operation: FOREVER}, "faults": [refused]})
    project.write(with_subnets(aws))
    project.run("up", "--yes", "--skip-preview", fails=True)
    aws.local.settings({"latency": {}})
    said = f"waiting for {waits_for} to be available"
    assert said in project.run_until(said, aws.local.settle, "up", "--yes", "--skip-preview")
    it_ends_well(project, aws)


def with_subnets(aws):
    """Return a program of two regions, with a subnet group in us-east-1."""
    subnets = aws.subnets()[:2]
    regions = {"us-east-1": {"subnet_ids": subnets}}
    return program("us-east-1", "eu-west-1", regions=regions, exports=["global_cluster_members"])


def it_ends_well(project, aws):
    """Check that everything exists once and is in the state, and that a destroy leaves nothing."""
    assert [(one["region"], one["isWriter"]) for one in project.outputs()["global_cluster_members"]] == [
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

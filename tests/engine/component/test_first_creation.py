"""A first creation that AWS rejects can be corrected, and dependent resources follow it."""

from __future__ import annotations

import pytest
from programs import program

EAST, WEST = "us-east-1", "eu-west-1"


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"regions": {EAST: {"neptune_subnet_group_name": "none"}}}, None),
        ({"global_cluster_identifier": "sales"}, "CreateGlobalCluster"),
        pytest.param({"storage_encrypted": True}, "CreateGlobalCluster", marks=pytest.mark.long),
        pytest.param({"regions": {EAST: {"cluster_identifier": "taken"}}}, None, marks=pytest.mark.long),
    ],
    ids=["subnet group", "identifier", "encryption", "cluster identifier"],
)
def test_what_was_wrong_can_be_set_right(project, aws, wrong, fault):
    """The argument can be corrected, because no resource exists that could be replaced."""
    aws.cluster("taken")
    if fault:
        aws.local.settings({"faults": [{"operation": fault, "errorCode": "AccessDenied"}]})
    project.write(program(EAST, **wrong))
    project.run("up", "--yes", "--skip-preview", fails=True)
    project.write(program(EAST))
    project.up()
    project.run("preview", "--expect-no-changes")
    assert [one["GlobalClusterIdentifier"] for one in aws.global_clusters()] == ["orders"]


def test_an_interrupted_creation_can_not_be_renamed(project, aws):
    """Another identifier is rejected: the resource of the interrupted update would be lost."""
    aws.local.settings({"latency": {"CreateGlobalCluster": 3600}})
    project.write(program(EAST, global_cluster_identifier="sales"))
    project.kill_when(lambda: aws.calls("CreateGlobalCluster"), "up", "--yes", "--skip-preview")
    project.write(program(EAST))
    printed = project.run("preview", fails=True)
    assert "global_cluster_identifier: can't change from 'sales' to 'orders'" in printed


OWN = """
aws.neptune.Cluster(
    "own",
    cluster_identifier="own",
    global_cluster_identifier=orders.global_cluster_identifier,
    skip_final_snapshot=True,
)
"""


def test_a_cluster_that_uses_the_identifier_is_created_after_the_global_cluster(project, aws):
    """A cluster of the program joins in the first update, and is deleted before the global cluster."""
    aws.local.settings({"latency": {"CreateGlobalCluster": 0.5}})
    project.write(program(after=OWN))
    project.run("up", "--yes", "--skip-preview")
    (found,) = aws.global_clusters()
    assert [one["DBClusterArn"].rpartition(":")[2] for one in found["GlobalClusterMembers"]] == ["own"]
    before = len(aws.writes())
    project.run("destroy", "--yes", "--skip-preview")
    assert aws.writes()[before:] == ["RemoveFromGlobalCluster", "DeleteDBCluster", "DeleteGlobalCluster"]

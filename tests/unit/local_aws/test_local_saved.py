"""Saved copies of the local AWS."""

from __future__ import annotations

import pytest
from neptune_calls import create_global, the_global

from neptune_global_component.core.errors import LocalAwsError


def test_saved_resources_are_restored(aws, neptune, client):
    """A restored copy has the resources and calls at the time of saving, as often as it is restored."""
    create_global(neptune)
    neptune().create_db_cluster(DBClusterIdentifier="a", Engine="neptune", GlobalClusterIdentifier="orders")
    neptune().create_db_instance(
        DBInstanceIdentifier="a-1", DBClusterIdentifier="a", DBInstanceClass="db.r6g.large", Engine="neptune"
    )
    west = neptune("eu-west-1")
    arn = west.create_db_cluster(DBClusterIdentifier="b", Engine="neptune", GlobalClusterIdentifier="orders")[
        "DBCluster"
    ]["DBClusterArn"]
    saved, calls = the_global(neptune), aws.calls()
    aws.save("two members")
    for _ in range(2):
        # A change of the restored resources shows in the resources of all regions, as before.
        west.remove_from_global_cluster(GlobalClusterIdentifier="orders", DbClusterIdentifier=arn)
        west.delete_db_cluster(DBClusterIdentifier="b", SkipFinalSnapshot=True)
        assert len(the_global(neptune)["GlobalClusterMembers"]) == 1
        client("ec2", "eu-west-1").create_vpc(CidrBlock="10.0.0.0/16")
        aws.settings({"faults": [{"operation": "DescribeGlobalClusters", "errorCode": "Throttling"}]})
        aws.restore("two members")
        assert [call["at"] for call in aws.calls()] == [call["at"] for call in calls]
        assert the_global(neptune) == saved
        assert [one["DBClusterArn"] for one in west.describe_db_clusters()["DBClusters"]] == [arn]
        assert [vpc["IsDefault"] for vpc in client("ec2", "eu-west-1").describe_vpcs()["Vpcs"]] == [True]


def test_a_copy_that_was_not_saved(aws):
    """The error has the names of the saved copies."""
    aws.reset()
    with pytest.raises(LocalAwsError, match="'nothing' is not saved"):
        aws.restore("nothing")


def test_resources_that_moto_can_not_copy(aws, client):
    """The error names the services in use."""
    client("ssm").put_parameter(Name="x", Value="y", Type="String")
    with pytest.raises(LocalAwsError, match=r"can't be saved: .* ssm"):
        aws.save("parameters")

"""Resources deleted outside Pulumi, and updates with a refresh: nothing is recreated by surprise."""

from __future__ import annotations

import pytest
from programs import program

EAST, WEST = "us-east-1", "eu-west-1"


def detach(aws, region):
    """Remove a cluster from the global cluster."""
    arn = f"arn:aws:rds:{region}:123456789012:cluster:orders-{region}"
    aws.neptune(region).remove_from_global_cluster(GlobalClusterIdentifier="orders", DbClusterIdentifier=arn)


def delete(aws, region):
    """Delete a cluster with its instance."""
    aws.neptune(region).delete_db_instance(DBInstanceIdentifier=f"orders-{region}-1")
    aws.neptune(region).delete_db_cluster(DBClusterIdentifier=f"orders-{region}", SkipFinalSnapshot=True)


@pytest.fixture
def database(project):
    """A global database of two regions."""
    project.write(program(EAST, WEST, exports=["global_cluster_members"]))
    project.up()
    return project


def regions(aws):
    """Return the members' regions, the writer first."""
    members = aws.global_clusters()[0]["GlobalClusterMembers"]
    return [one["DBClusterArn"].split(":")[3] for one in sorted(members, key=lambda one: not one["IsWriter"])]


def test_a_deleted_secondary_is_recreated_as_a_member(database, aws):
    """An update with a refresh recreates it as a member; any other update reports it and does nothing."""
    detach(aws, WEST)
    delete(aws, WEST)
    printed = database.run("preview", "--expect-no-changes")
    assert 'regions["eu-west-1"]: its cluster was deleted outside Pulumi. `pulumi up --refresh` recreates it' in printed
    database.run("up", "--yes", "--refresh", "--skip-preview")
    assert regions(aws) == [EAST, WEST]
    assert len(database.outputs()["global_cluster_members"]) == 2


def test_a_detached_secondary_stays_detached(database, aws):
    """An update with a refresh keeps it, because AWS can't attach it again."""
    detach(aws, WEST)
    with aws.no_writes():
        printed = database.run("up", "--yes", "--refresh", "--skip-preview")
        assert "cluster:orders-eu-west-1 was detached from the global cluster, and may be the only copy" in printed


@pytest.mark.parametrize("arguments", [["preview", "--refresh"], ["up", "--yes", "--refresh", "--skip-preview"]])
def test_a_deleted_global_database_is_not_recreated(database, aws, arguments):
    """It is not recreated: it would be empty, and the credentials may be another account's."""
    for region in (WEST, EAST):
        detach(aws, region)
        delete(aws, region)
    aws.neptune().delete_global_cluster(GlobalClusterIdentifier="orders")
    with aws.no_writes():
        printed = database.run(*arguments, fails=True)
        assert "'orders' was created by this stack but no longer exists" in printed
    database.run("destroy", "--yes", "--refresh")
    database.up()
    assert regions(aws) == [EAST, WEST]

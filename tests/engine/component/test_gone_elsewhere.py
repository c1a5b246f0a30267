"""Resources deleted outside Pulumi, and updates with a refresh: nothing is recreated by surprise."""

from __future__ import annotations

import pytest
from programs import program

EAST, WEST = "us-east-1", "eu-west-1"


@pytest.fixture
def database(project):
    """A global database of two regions."""
    project.write(program(EAST, WEST, exports=["global_cluster_members"]))
    project.up()
    return project


def test_a_deleted_secondary_is_recreated_as_a_member(database, aws):
    """An update with a refresh recreates it as a member; any other update reports it and does nothing."""
    aws.detach(WEST)
    aws.delete(WEST)
    printed = database.run("preview", "--expect-no-changes")
    assert 'regions["eu-west-1"]: its cluster was deleted outside Pulumi. `pulumi up --refresh` recreates it' in printed
    database.run("up", "--yes", "--refresh", "--skip-preview")
    assert aws.regions() == [EAST, WEST]
    assert len(database.outputs()["global_cluster_members"]) == 2


def test_a_detached_secondary_stays_detached(database, aws):
    """An update with a refresh keeps it, because AWS can't attach it again."""
    aws.detach(WEST)
    with aws.no_writes():
        printed = database.run("up", "--yes", "--refresh", "--skip-preview")
        assert "cluster:orders-eu-west-1 was detached from the global cluster, and may be the only copy" in printed


@pytest.mark.parametrize("arguments", [["preview", "--refresh"], ["up", "--yes", "--refresh", "--skip-preview"]])
def test_a_deleted_global_database_is_not_recreated(database, aws, arguments):
    """It is not recreated: it would be empty, and the credentials may be another account's."""
    for region in (WEST, EAST):
        aws.detach(region)
        aws.delete(region)
    aws.neptune().delete_global_cluster(GlobalClusterIdentifier="orders")
    with aws.no_writes():
        printed = database.run(*arguments, fails=True)
        assert "'orders' was created by this stack but no longer exists" in printed
    database.run("destroy", "--yes", "--refresh")
    database.up()
    assert aws.regions() == [EAST, WEST]

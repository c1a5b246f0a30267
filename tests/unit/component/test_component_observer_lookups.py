"""Reads of subnet groups, clusters and snapshots before the children."""

from __future__ import annotations

from observer_runs import MEMBERS, PRIMARY, SECONDARY

from neptune_global_component.core.facts.observed import Reading

GROUP = "arn:aws:rds:eu-west-1:123456789012:subgrp:orders-eu"


def test_subnet_groups_are_read_where_there_is_no_member(fake_neptune, read):
    """If a cluster exists, its subnet group is already in the state."""
    fake_neptune.add_global_cluster(members=MEMBERS[:1])
    fake_neptune.subnet_groups = {("us-east-1", "orders-us"), ("eu-west-1", "orders-eu")}
    reading = read.before(us_east_1="orders-us", eu_west_1="orders-eu", ap_south_1="orders-ap")
    assert reading.subnet_groups == {"eu-west-1": GROUP}
    assert sorted(call for call in fake_neptune.calls if call[0] == "DescribeDBSubnetGroups") == [
        ("DescribeDBSubnetGroups", "ap-south-1", "orders-ap"),
        ("DescribeDBSubnetGroups", "eu-west-1", "orders-eu"),
    ]


def test_subnet_groups_are_read_where_there_is_no_global_cluster(fake_neptune, read):
    """In a creation, no region has a member."""
    fake_neptune.subnet_groups = {("eu-west-1", "orders-eu")}
    assert read.before(eu_west_1="orders-eu") == Reading(None, {"eu-west-1": GROUP})


def test_subnet_groups_that_refuse_are_one_warning(fake_neptune, read, observed):
    """The global cluster that was read is used before and after the children."""
    fake_neptune.add_global_cluster(members=MEMBERS[:1])
    fake_neptune.faults["DescribeDBSubnetGroups"] = "AccessDenied"
    reading = read.before(eu_west_1="orders-eu")
    assert reading == Reading(read.after(observed(status=None)), is_complete=False)
    assert list(reading.observation.clusters) == [PRIMARY]
    assert len(read.warnings) == 1
    assert read.warnings[0].startswith("DescribeDBSubnetGroups was refused in eu-west-1 (AccessDenied). Allow rds:Desc")


def test_clusters_of_the_state_are_looked_at_where_they_are_no_members(fake_neptune, read):
    """A cluster detached outside Pulumi exists, and a deleted one does not."""
    fake_neptune.add_global_cluster(members=MEMBERS)
    fake_neptune.add_global_cluster(members=MEMBERS[:1])
    clusters = {"us-east-1": "orders-us", "eu-west-1": "orders-eu", "ap-south-1": "orders-ap"}
    reading = read.before(clusters)
    assert {region: one.arn for region, one in reading.detached.items()} == {"eu-west-1": SECONDARY}


def test_what_is_refused_of_one_region_hides_nothing_of_others(fake_neptune, read):
    """Failed reads of a snapshot and a cluster are warnings, and all other values are known."""
    fake_neptune.add_global_cluster(members=MEMBERS)
    fake_neptune.add_global_cluster()
    fake_neptune.faults["DescribeDBClusterSnapshots"] = "AccessDenied"
    fake_neptune.faults["DescribeDBClusters", "us-east-1"] = "Throttling"
    clusters = {"us-east-1": "orders-us", "eu-west-1": "orders-eu"}
    reading = read.before(clusters, snapshots={"eu-west-1": "last"})
    assert (list(reading.detached), reading.unread, reading.is_complete) == (["eu-west-1"], {"us-east-1"}, False)
    assert len(read.warnings) == 1


def test_snapshots_that_are_taken_are_told_apart_by_region(fake_neptune, read):
    """The name of a final snapshot may be in use in one region only."""
    fake_neptune.add_global_cluster(members=MEMBERS)
    fake_neptune.snapshots = {("eu-west-1", "last")}
    assert read.before(snapshots={"eu-west-1": "last", "us-east-1": "last"}).snapshots == {"eu-west-1"}


def test_another_problem_is_another_warning(fake_neptune, read, observed):
    """A failed subnet group does not hide that another account answered."""
    fake_neptune.add_global_cluster(GlobalClusterArn="arn:aws:rds::210987654321:global-cluster:orders")
    fake_neptune.faults["DescribeDBSubnetGroups"] = "AccessDenied"
    read.before(eu_west_1="orders-eu")
    read.after(observed(status=None))
    assert ["subnet" in one.lower() for one in read.warnings] == [True, False]
    assert "account 210987654321" in read.warnings[1]

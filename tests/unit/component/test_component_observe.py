"""Reads of AWS: the calls, and the parsed responses."""

from __future__ import annotations

import pytest
from botocore.exceptions import EndpointConnectionError

from neptune_global_component.aws.describe import read_clusters, read_global_cluster, read_subnet_groups
from neptune_global_component.core.errors import ReadError
from neptune_global_component.core.facts.observed import ObservedCluster, ObservedFailover

MEMBERS = (("us-east-1", "orders-us"), ("eu-west-1", "orders-eu"))
PRIMARY, SECONDARY = (f"arn:aws:rds:{region}:123456789012:cluster:{cluster}" for region, cluster in MEMBERS)
GROUP = "arn:aws:rds:eu-west-1:123456789012:subgrp:orders-eu"
DENIED = (
    "DescribeGlobalClusters was refused (AccessDenied). Allow rds:DescribeGlobalClusters, which "
    "`neptune-global iam-policy --read-only` includes."
)


def test_a_global_cluster_with_everything(fake_neptune, observed):
    """Each field of DescribeGlobalClusters is parsed."""
    failover = {"Status": "pending", "FromDbClusterArn": PRIMARY, "ToDbClusterArn": SECONDARY}
    fake_neptune.add_global_cluster(
        members=MEMBERS,
        Status="modifying",
        StorageEncrypted=True,
        DeletionProtection=True,
        FailoverState=failover | {"IsDataLossAllowed": True},
    )
    found = read_global_cluster(fake_neptune, "orders")
    assert found == observed(
        status="modifying",
        storage_encrypted=True,
        deletion_protection=True,
        members=found.members,
        failover=ObservedFailover("pending", PRIMARY, SECONDARY, data_loss_allowed=True),
    )
    assert [(one.arn, one.is_writer, one.readers) for one in found.members] == [
        (PRIMARY, True, (SECONDARY,)),
        (SECONDARY, False, ()),
    ]
    assert found.writer == found.members[0]


@pytest.mark.parametrize("state", [None, {}, {"Status": None}])
def test_no_failover(fake_neptune, state):
    """Outside a failover, AWS returns no failover state or an empty one."""
    fake_neptune.add_global_cluster(FailoverState=state)
    assert read_global_cluster(fake_neptune, "orders").failover is None


def test_an_answer_without_members(fake_neptune):
    """A missing list means no members."""
    fake_neptune.add_global_cluster()
    del fake_neptune.global_clusters["orders"]["GlobalClusterMembers"]
    found = read_global_cluster(fake_neptune, "orders")
    assert (found.members, found.writer) == ((), None)


def test_there_is_none(fake_neptune):
    """GlobalClusterNotFoundFault means that it does not exist."""
    assert read_global_cluster(fake_neptune, "orders") is None


def test_an_answer_about_others(fake_neptune):
    """An entry with another identifier is ignored."""
    fake_neptune.add_global_cluster(GlobalClusterIdentifier="other")
    assert read_global_cluster(fake_neptune, "orders") is None


def test_clusters_are_read_in_their_regions(fake_neptune):
    """Each member is described once, in its region."""
    fake_neptune.add_global_cluster(members=MEMBERS)
    members = read_global_cluster(fake_neptune, "orders").members
    clusters, problems = read_clusters(fake_neptune, members)
    assert clusters[PRIMARY] == ObservedCluster(
        PRIMARY,
        "orders-us",
        "cluster-us-east-1",
        "orders-us.us-east-1.example",
        "orders-us.ro.us-east-1.example",
        8182,
        status="available",
        engine_version="1.4.6.0",
    )
    assert (list(clusters), problems) == ([PRIMARY, SECONDARY], ())
    assert sorted(fake_neptune.calls[1:]) == [
        ("DescribeDBClusters", "eu-west-1", "orders-eu"),
        ("DescribeDBClusters", "us-east-1", "orders-us"),
    ]


def test_the_instances_of_a_cluster(fake_neptune):
    """The identifiers are in AWS's order; a missing list means no instances."""
    fake_neptune.add_global_cluster(members=MEMBERS)
    primary, secondary = (fake_neptune.clusters[member] for member in MEMBERS)
    primary["DBClusterMembers"] = [{"DBInstanceIdentifier": name} for name in ("orders-us-2", "orders-us-1")]
    del secondary["DBClusterMembers"]
    clusters, _ = read_clusters(fake_neptune, read_global_cluster(fake_neptune, "orders").members)
    assert [one.instances for one in clusters.values()] == [("orders-us-2", "orders-us-1"), ()]


def test_subnet_groups_are_read_in_their_regions(fake_neptune):
    """DBSubnetGroupNotFoundFault means that it does not exist; a group in another region does not count."""
    fake_neptune.subnet_groups = {("eu-west-1", "orders-eu"), ("eu-west-1", "orders-us")}
    names = {"us-east-1": "orders-us", "eu-west-1": "orders-eu"}
    assert read_subnet_groups(fake_neptune, names) == ({"eu-west-1": GROUP}, {})
    assert sorted(fake_neptune.calls) == [
        ("DescribeDBSubnetGroups", "eu-west-1", "orders-eu"),
        ("DescribeDBSubnetGroups", "us-east-1", "orders-us"),
    ]


def test_subnet_groups_that_are_refused(fake_neptune):
    """The problem names permission and region, and the other regions are read."""
    fake_neptune.subnet_groups = {("eu-west-1", "orders-eu")}
    fake_neptune.faults["DescribeDBSubnetGroups", "us-east-1"] = "AccessDenied"
    found, problems = read_subnet_groups(fake_neptune, {"us-east-1": "orders-us", "eu-west-1": "orders-eu"})
    assert (found, list(problems)) == ({"eu-west-1": GROUP}, ["us-east-1"])
    assert str(problems["us-east-1"]) == (
        "DescribeDBSubnetGroups was refused in us-east-1 (AccessDenied). Allow rds:DescribeDBSubnetGroups, which "
        "`neptune-global iam-policy --read-only` includes."
    )


def test_without_members_nothing_is_read(fake_neptune):
    """An empty global cluster needs no further call."""
    assert read_clusters(fake_neptune, []) == ({}, ())
    assert fake_neptune.calls == []


def test_a_region_that_refuses(fake_neptune):
    """A failed region is a problem, and the others are read; a deleted cluster is not a problem."""
    fake_neptune.add_global_cluster(members=(*MEMBERS, ("ap-south-1", "orders-ap")))
    members = read_global_cluster(fake_neptune, "orders").members
    fake_neptune.faults["DescribeDBClusters", "eu-west-1"] = "AccessDenied"
    del fake_neptune.clusters["ap-south-1", "orders-ap"]
    clusters, problems = read_clusters(fake_neptune, members)
    assert list(clusters) == [PRIMARY]
    (problem,) = problems
    assert str(problem) == (
        "DescribeDBClusters was refused in eu-west-1 (AccessDenied). Allow rds:DescribeDBClusters, which "
        "`neptune-global iam-policy --read-only` includes."
    )


def test_a_cluster_of_another_account(fake_neptune):
    """A cluster with the same identifier and another ARN is not the member."""
    fake_neptune.add_global_cluster(members=MEMBERS[:1])
    members = read_global_cluster(fake_neptune, "orders").members
    fake_neptune.clusters[MEMBERS[0]]["DBClusterArn"] = PRIMARY.replace("123456789012", "210987654321")
    assert read_clusters(fake_neptune, members) == ({}, ())


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        ("AccessDenied", DENIED),
        (
            EndpointConnectionError(endpoint_url="https://rds.example"),
            'DescribeGlobalClusters failed (Could not connect to the endpoint URL: "https://rds.example").',
        ),
    ],
)
def test_where_aws_does_not_answer(fake_neptune, fault, text):
    """A denied call names the permission; a failed call names the cause."""
    fake_neptune.faults["DescribeGlobalClusters"] = fault
    with pytest.raises(ReadError) as caught:
        read_global_cluster(fake_neptune, "orders")
    assert str(caught.value) == text

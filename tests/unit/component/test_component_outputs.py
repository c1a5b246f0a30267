"""The outputs, from the resources in AWS."""

from __future__ import annotations

import pytest
from observed_resources import arn, cluster

from neptune_global_component.core.facts.observed import Observation, ObservedFailover
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.outputs import outputs
from neptune_global_component.core.results import FailoverState, GlobalClusterMember, RegionalCluster

REGIONS = ("ap-south-1", "eu-west-1", "us-east-1")
ARNS = {region: arn(region) for region in REGIONS}


@pytest.fixture
def members(member):
    """Return a primary in eu-west-1 and two secondaries, in the order of the regions' names."""
    secondaries = [member(region).arn for region in ("us-east-1", "ap-south-1")]
    return (member("ap-south-1"), member("eu-west-1", *secondaries, is_writer=True), member("us-east-1"))


def clusters(members):
    """Return the clusters of members, by ARN."""
    return {member.arn: cluster(member.region) for member in members}


ALL_VALUES = {
    "global_cluster_identifier": "orders",
    "global_cluster_arn": "arn:aws:rds::123456789012:global-cluster:orders",
    "global_cluster_resource_id": "cluster-1",
    "status": "available",
    "engine": "neptune",
    "engine_version": "1.4.6.0",
    "storage_encrypted": True,
    "deletion_protection": True,
    "global_cluster_members": [
        {
            "dbClusterArn": ARNS["eu-west-1"],
            "isWriter": True,
            "readers": [ARNS["ap-south-1"], ARNS["us-east-1"]],
            "region": "eu-west-1",
        },
        {"dbClusterArn": ARNS["ap-south-1"], "isWriter": False, "readers": [], "region": "ap-south-1"},
        {"dbClusterArn": ARNS["us-east-1"], "isWriter": False, "readers": [], "region": "us-east-1"},
    ],
    "failover_state": {
        "status": "pending",
        "fromDbClusterArn": ARNS["eu-west-1"],
        "toDbClusterArn": ARNS["ap-south-1"],
        "isDataLossAllowed": False,
    },
    "primary_region": "eu-west-1",
    "primary_cluster_arn": ARNS["eu-west-1"],
    "endpoint": "w.eu-west-1.example",
    "clusters": {
        region: {
            "arn": ARNS[region],
            "identifier": "orders",
            "resourceId": f"cluster-{region}",
            "endpoint": f"w.{region}.example",
            "readerEndpoint": f"r.{region}.example",
            "port": 8182,
            "isWriter": region == "eu-west-1",
        }
        for region in REGIONS
    },
}


def test_all_values_of_aws(observed, members):
    """Every output has its value, and lists and maps begin with the writer."""
    failover = ObservedFailover("pending", members[1].arn, members[0].arn, data_loss_allowed=False)
    found = observed(members=members, deletion_protection=True, storage_encrypted=True, failover=failover)
    given = outputs(Observation(found, clusters(members)))
    assert given == ALL_VALUES
    assert list(given["clusters"]) == ["eu-west-1", "ap-south-1", "us-east-1"]


def test_an_empty_global_cluster(observed):
    """Without members there are no primary, endpoint and clusters."""
    given = outputs(Observation(observed()))
    empty = {key: value for key, value in given.items() if value in (None, [], {})}
    assert empty == {
        "global_cluster_members": [],
        "failover_state": None,
        "primary_region": None,
        "primary_cluster_arn": None,
        "endpoint": None,
        "clusters": {},
    }


def test_clusters_that_were_not_read_are_left_out(observed, members):
    """A member whose cluster was not read is listed, without an endpoint."""
    given = outputs(Observation(observed(members=members), clusters(members[:1])))
    assert list(given["clusters"]) == ["ap-south-1"]
    assert (given["primary_region"], given["endpoint"]) == ("eu-west-1", None)
    assert len(given["global_cluster_members"]) == 3


def test_endpoints_before_a_switchover_are_not_known(observed, members):
    """The roles are known; a secondary gets a writer endpoint when it becomes the primary."""
    before = Observation(observed(members=members), clusters(members))
    given = outputs(before.with_primary("us-east-1"))
    assert (given["endpoint"], given["clusters"], given["primary_region"]) == (UNKNOWN, UNKNOWN, "us-east-1")
    assert outputs(before.with_engine_version("1.4.7.0")) == outputs(before) | {"engine_version": "1.4.7.0"}


def test_members_without_a_writer(observed, member):
    """During a failover, AWS may return no writer."""
    given = outputs(Observation(observed(members=(member("us-east-1"), member("eu-west-1")))))
    assert [one["region"] for one in given["global_cluster_members"]] == ["eu-west-1", "us-east-1"]
    assert given["primary_region"] is None


def test_what_aws_does_not_say_about_a_failover_is_absent(observed):
    """A failover without regions has only a status."""
    given = outputs(Observation(observed(failover=ObservedFailover("cancelling"))))
    assert given["failover_state"] == {"status": "cancelling"}


@pytest.mark.parametrize(
    ("documented", "of"),
    [
        (GlobalClusterMember, lambda given: given["global_cluster_members"][0]),
        (RegionalCluster, lambda given: given["clusters"]["us-east-1"]),
        (FailoverState, lambda given: given["failover_state"]),
    ],
)
def test_values_have_the_documented_keys(observed, members, documented, of):
    """The types that the SDKs are made from name exactly what the outputs have."""
    failover = ObservedFailover("pending", members[1].arn, members[0].arn, data_loss_allowed=True)
    given = outputs(Observation(observed(members=members, failover=failover), clusters(members)))
    assert set(of(given)) == set(documented.__annotations__)


def test_a_cluster_knows_its_region(members):
    """The region of a cluster is in its ARN."""
    assert [cluster(member.region).region for member in members] == list(REGIONS)

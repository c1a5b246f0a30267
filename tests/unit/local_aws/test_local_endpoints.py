"""Built-in and custom endpoints of a cluster."""

from __future__ import annotations

import pytest
from neptune_calls import create_all, create_cluster, create_instance, refusal, the_cluster

CLUSTER = {"DBClusterIdentifier": "orders-us-east-1"}
NAMED = {"DBClusterEndpointIdentifier": "analysts"}
INSTANCE = "orders-us-east-1-1"


@pytest.fixture
def calls(neptune):
    """A client, with an instance in the cluster orders-us-east-1."""
    create_cluster(neptune)
    create_instance(neptune)
    return neptune()


def described(calls, **parameters):
    """Describe endpoints."""
    return calls.describe_db_cluster_endpoints(**parameters)["DBClusterEndpoints"]


def test_built_in_endpoints(neptune):
    """Each cluster has a writer and a reader endpoint. A secondary's writer endpoint is inactive."""
    create_all(neptune, "eu-west-1")
    for region, writer in (("us-east-1", "available"), ("eu-west-1", "inactive")):
        cluster = the_cluster(neptune, region)
        found = {one["EndpointType"]: (one["Endpoint"], one["Status"]) for one in described(neptune(region))}
        assert found == {
            "WRITER": (cluster["Endpoint"], writer),
            "READER": (cluster["ReaderEndpoint"], "available"),
        }


def test_custom_endpoint(calls):
    """A custom endpoint has its own ARN, tags and host name, and can be deleted separately."""
    tags = [{"Key": "team", "Value": "graph"}]
    created = calls.create_db_cluster_endpoint(**CLUSTER, **NAMED, EndpointType="reader", Tags=tags)
    arn = "arn:aws:rds:us-east-1:123456789012:cluster-endpoint:analysts"
    assert created["Endpoint"].startswith("analysts.cluster-custom-")
    assert (created["Status"], created["DBClusterEndpointArn"]) == ("creating", arn)
    assert calls.list_tags_for_resource(ResourceName=arn)["TagList"] == tags
    (found,) = described(calls, **NAMED)
    assert found["Status"] == "available"
    assert (found["EndpointType"], found["CustomEndpointType"]) == ("CUSTOM", "READER")
    assert found["StaticMembers"] == found["ExcludedMembers"] == []
    changed = calls.modify_db_cluster_endpoint(**NAMED, EndpointType="ANY", StaticMembers=[INSTANCE])
    assert (changed["CustomEndpointType"], changed["StaticMembers"]) == ("ANY", [INSTANCE])
    changed = calls.modify_db_cluster_endpoint(**NAMED, ExcludedMembers=[INSTANCE])
    assert (changed["StaticMembers"], changed["ExcludedMembers"]) == ([], [INSTANCE])
    assert calls.delete_db_cluster_endpoint(**NAMED)["Status"] == "deleting"
    assert described(calls, **NAMED) == []


def test_filters(calls):
    """Endpoints can be filtered by type, custom type, identifier and status."""
    calls.create_db_cluster_endpoint(**CLUSTER, **NAMED, EndpointType="ANY")
    for name, value, count in (
        ("db-cluster-endpoint-type", "custom", 1),
        ("db-cluster-endpoint-type", "reader", 1),
        ("db-cluster-endpoint-custom-type", "reader", 0),
        ("db-cluster-endpoint-id", "analysts", 1),
        ("db-cluster-endpoint-status", "available", 3),
    ):
        assert len(described(calls, **CLUSTER, Filters=[{"Name": name, "Values": [value]}])) == count, (name, value)


def test_endpoints_go_with_their_cluster(calls):
    """The custom endpoints of a cluster are deleted with it."""
    calls.create_db_cluster_endpoint(**CLUSTER, **NAMED, EndpointType="ANY")
    calls.delete_db_instance(DBInstanceIdentifier=INSTANCE)
    calls.delete_db_cluster(**CLUSTER, SkipFinalSnapshot=True)
    assert described(calls) == []


def test_rejected_endpoints(calls, aws):
    """Unknown types, members and identifiers are rejected with AWS's codes, and so is an endpoint in transition."""
    create, kind = calls.create_db_cluster_endpoint, {"EndpointType": "READER"}
    assert refusal(create, **CLUSTER, **NAMED, EndpointType="MASTER")[0] == "InvalidParameterValue"
    assert refusal(create, **CLUSTER, **NAMED, **kind, StaticMembers=["nobody"])[0] == "DBInstanceNotFound"
    both = {"StaticMembers": [INSTANCE], "ExcludedMembers": [INSTANCE]}
    assert refusal(create, **CLUSTER, **NAMED, **kind, **both)[0] == "InvalidParameterCombination"
    aws.settings({"latency": {"CreateDBClusterEndpoint": 600}})
    create(**CLUSTER, **NAMED, **kind)
    assert refusal(create, **CLUSTER, **NAMED, **kind)[0] == "DBClusterEndpointAlreadyExistsFault"
    assert refusal(calls.delete_db_cluster_endpoint, **NAMED)[0] == "InvalidDBClusterEndpointStateFault"
    aws.settle()
    calls.delete_db_cluster_endpoint(**NAMED)
    assert refusal(calls.delete_db_cluster_endpoint, **NAMED)[0] == "DBClusterEndpointNotFoundFault"

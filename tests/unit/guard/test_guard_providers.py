"""Neptune through other providers than pulumi-aws, and the keys that its graphs are encrypted with."""

from __future__ import annotations

import pytest
from guard_preview import CLUSTER, COMPONENT, STACK, judged, state, step

KEY = "arn:aws:kms:us-east-1:123456789012:key/0aa0"
KEYS = ["aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey", "aws-native:kms:Key", "aws:index/kmsKey:KmsKey"]


def rules(operation, token):
    """The findings of what happens to one resource of a type."""
    return judged(step(operation, f"{STACK}{token}::x", state(), state(), a="update-replace"))


@pytest.mark.parametrize(
    ("token", "deleted", "replaced"),
    [
        ("aws-native:neptune:DbCluster", "primary-deleted", "cluster-replaced"),
        ("aws-native:neptune:GlobalCluster", "global-cluster-deleted", "global-cluster-replaced"),
        ("aws-native:neptune:DbInstance", "failover", "failover"),
        ("aws:index/neptuneCluster:NeptuneCluster", "primary-deleted", "cluster-replaced"),
        ("tf-aws:index/neptuneGlobalCluster:NeptuneGlobalCluster", "global-cluster-deleted", "global-cluster-replaced"),
        ("aws:index/neptuneClusterInstance:NeptuneClusterInstance", "failover", "failover"),
        ("aws:neptunegraph/graph:Graph", "graph-deleted", "graph-deleted"),
        ("aws-native:neptunegraph:Graph", "graph-deleted", "graph-deleted"),
        ("aws:index/neptunegraphGraph:NeptunegraphGraph", "graph-deleted", "graph-deleted"),
    ],
)
def test_the_same_resource_of_another_provider(token, deleted, replaced):
    """To delete or to replace it costs the same."""
    assert rules("delete", token) == [("DANGER", deleted)]
    assert rules("replace", token) == [("DANGER", replaced)]


@pytest.mark.parametrize(
    "token",
    [
        *("aws:neptune/subnetGroup:SubnetGroup", "aws:neptune/parameterGroup:ParameterGroup"),
        *("aws-native:neptune:DbSubnetGroup", "aws-native:neptune:DbClusterParameterGroup"),
        *("aws-native:neptune:DbParameterGroup", "aws:index/neptuneSubnetGroup:NeptuneSubnetGroup"),
        "aws:index/neptuneClusterParameterGroup:NeptuneClusterParameterGroup",
        "aws:index/neptuneParameterGroup:NeptuneParameterGroup",
    ],
)
def test_a_deleted_group(token):
    """AWS does not delete a subnet group or a parameter group that is in use."""
    assert rules("delete", token) == [("REVIEW", "group-deleted")]


@pytest.mark.parametrize("token", ["acme:graphs:NeptuneThing", "x:NEPTUNE/y:Z", "aws:index/neptuneX:NeptuneX"])
def test_what_is_called_neptune(token):
    """Whatever its provider, it is for a person to look at."""
    assert rules("delete", token) == [("REVIEW", "unknown-change")]


def test_what_is_not_neptunes():
    """A component has nothing in AWS, however it is called; nor has a provider of the engine."""
    component = state(custom=False)
    assert judged(step("delete", f"{STACK}acme:graphs:NeptuneStack::x", component)) == []
    assert rules("delete", "pulumi:providers:neptune-global") == []


@pytest.mark.parametrize("token", KEYS)
@pytest.mark.parametrize("operation", ["delete", "replace"])
def test_a_key(token, operation):
    """It may be a cluster's; where the preview shows the cluster, it is."""
    key = step(operation, f"{STACK}{token}::k", state(outputs={"arn": KEY}, id="0aa0"), state(), a="update-replace")
    assert judged(key) == [("REVIEW", "key-deleted")]
    cluster = state({"kmsKeyArn": KEY}, {"kmsKeyArn": KEY})
    assert judged(key, step("refresh", CLUSTER, cluster, cluster)) == [("DANGER", "key-in-use-deleted")]
    memory = state({"input": {"regions": {"us-east-1": {"kmsKeyArn": KEY}}}})
    remembered = step("refresh", f"{COMPONENT}pulumi:index:Stash::orders-declared", memory, memory)
    assert judged(key, remembered) == [("DANGER", "key-in-use-deleted")]
    other = state({"kmsKeyArn": f"{KEY}1"})
    assert judged(key, step("refresh", CLUSTER, other, other)) == [("REVIEW", "key-deleted")]


@pytest.mark.parametrize("token", KEYS)
@pytest.mark.parametrize("operation", ["create", "update", "same"])
def test_a_key_that_stays(token, operation):
    """It is not Neptune's."""
    assert rules(operation, token) == []

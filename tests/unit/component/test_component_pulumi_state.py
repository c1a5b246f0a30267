"""The resources in the Pulumi state that concern this package."""

from __future__ import annotations

import pytest

from neptune_global_component.core.facts.pulumi_state import PulumiState, parse_pulumi_state

COMPONENT = "urn:pulumi:dev::test::neptune-global:index:GlobalCluster"
CLUSTER = f"{COMPONENT}$aws:neptune/cluster:Cluster::orders-eu-west-1"
ARN = "arn:aws:rds:eu-west-1:123456789012:cluster:orders"


def parsed(urn, outputs):
    """Return the state that has one resource."""
    kind = urn.split("::")[2].rpartition("$")[2]
    return parse_pulumi_state({urn: {"type": kind, "outputs": outputs}})


def test_a_resource_with_an_arn_has_outputs_and_a_region():
    """A cluster is recorded with its ARN, its region and its outputs."""
    state = parsed(CLUSTER, {"arn": ARN, "port": 8182})
    assert state == PulumiState({CLUSTER: ARN}, {}, outputs={CLUSTER: {"arn": ARN, "port": 8182}})
    assert state.regions == {CLUSTER: "eu-west-1"}


def test_a_global_cluster_has_no_region():
    """The region of a global cluster is empty, as in its ARN."""
    urn = f"{COMPONENT}$aws:neptune/globalCluster:GlobalCluster::orders"
    assert parsed(urn, {"arn": "arn:aws:rds::123456789012:global-cluster:orders"}).regions == {urn: ""}


@pytest.mark.parametrize(("outputs", "region"), [({"region": "eu-west-1"}, "eu-west-1"), ({"arn": 1.0}, "")])
def test_a_resource_without_an_arn_is_incomplete(outputs, region):
    """A cluster that was not read after its creation is in the state without an ARN."""
    state = parsed(CLUSTER, outputs)
    assert state == PulumiState({}, {}, incomplete={CLUSTER: region})
    assert state.has(CLUSTER)


def test_a_stash_has_its_value():
    """The value of a Stash is its input."""
    urn = f"{COMPONENT}$pulumi:index:Stash::orders-declared"
    state = parsed(urn, {"input": {"engine": "neptune"}, "output": {}})
    assert state == PulumiState({}, {urn: {"engine": "neptune"}})
    assert state.has(urn)
    assert state.has_component_stash("orders-declared")
    assert not state.has_component_stash("orders-tags")


def test_a_stash_of_the_program_is_not_a_components():
    """A Stash that the program creates itself may have the name of a component's Stash."""
    assert not parsed("urn:pulumi:dev::test::pulumi:index:Stash::orders-tags", {"input": 1}).has_component_stash(
        "orders-tags"
    )


def test_a_component_has_its_outputs():
    """The outputs of a component are recorded by its URN."""
    urn = f"{COMPONENT}::orders"
    assert parsed(urn, {"status": "available"}) == PulumiState({}, {}, components={urn: {"status": "available"}})


def test_other_resources_are_left_out():
    """A bucket and a snapshot do not concern the package."""
    bucket = "urn:pulumi:dev::test::aws:s3/bucket:Bucket::logs"
    assert parsed(bucket, {"arn": "arn:aws:s3:::logs"}) == PulumiState({}, {})
    snapshot = "urn:pulumi:dev::test::aws:neptune/clusterSnapshot:ClusterSnapshot::mine"
    assert not parsed(snapshot, {"dbClusterSnapshotArn": "arn"}).has(snapshot)


@pytest.mark.parametrize(
    ("urn", "arn", "lacks"),
    [(CLUSTER, ARN, False), (f"{CLUSTER}-2", ARN, False), (CLUSTER, "new", False), (f"{CLUSTER}-2", "new", True)],
)
def test_what_the_state_lacks(urn, arn, lacks):
    """A resource with the same URN or ARN is in the state, even under another name."""
    assert PulumiState({CLUSTER: ARN}, {}).lacks(urn, arn) is lacks


def test_an_incomplete_resource_of_the_same_type_may_be_any():
    """The state lacks no cluster if it has a cluster without an ARN; an instance without an ARN does not matter."""
    assert not PulumiState({}, {}, incomplete={CLUSTER: ""}).lacks(f"{CLUSTER}-2", "arn-2")
    instance = CLUSTER.replace("cluster:Cluster", "clusterInstance:ClusterInstance")
    assert PulumiState({}, {}, incomplete={instance: ""}).lacks(CLUSTER, ARN)

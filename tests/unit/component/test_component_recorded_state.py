"""The recorded state of a component, from the resources in the Pulumi state."""

from __future__ import annotations

from dataclasses import replace

import pytest

from neptune_global_component.core.facts.build_recorded_state import build_recorded_state
from neptune_global_component.core.facts.location import Location
from neptune_global_component.core.facts.pulumi_state import PulumiState
from neptune_global_component.core.facts.recorded_state import RecordedState
from neptune_global_component.core.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE, SUBNET_GROUP

COMPONENT = "urn:pulumi:dev::test::neptune-global:index:GlobalCluster"
ORDERS, SALES = Location(COMPONENT, "orders"), Location(COMPONENT, "sales")
ARN = "arn:aws:rds::123456789012:global-cluster:orders"
EU = "eu-west-1"
EU_ARN = f"arn:aws:rds:{EU}:123456789012:cluster:orders-{EU}"
GLOBAL = ORDERS.child_urn(GLOBAL_CLUSTER)
EU_URN, EU_GROUP = ORDERS.child_urn(CLUSTER, f"-{EU}"), ORDERS.child_urn(SUBNET_GROUP, f"-{EU}")
EU_FIRST = ORDERS.child_urn(INSTANCE, f"-{EU}-1")
STATE = PulumiState(
    {GLOBAL: ARN, EU_URN: EU_ARN, EU_FIRST: f"arn:aws:rds:{EU}:123456789012:db:first"},
    {
        ORDERS.stash_urn("declared"): {"port": 1.0, "setProperties": ["tags"], "regions": {EU: {"port": 8183.0}}},
        ORDERS.stash_urn("engine-version"): {"engineVersion": "1.4.6.0"},
        ORDERS.stash_urn("primary-region"): EU,
    },
    outputs={
        GLOBAL: {"globalClusterIdentifier": "orders", "globalClusterResourceId": "cluster-new"},
        EU_URN: {"globalClusterIdentifier": "orders", "clusterResourceId": "cluster-eu", "skipFinalSnapshot": True},
        EU_FIRST: {"instanceClass": "db.r6g.large", "availabilityZone": f"{EU}a"},
    },
    components={
        ORDERS.component_urn: {
            "globalClusterArn": f"{ARN}-before",
            "globalClusterResourceId": "cluster-before",
            "globalClusterMembers": [{"region": EU}, {"region": None}],
            "clusters": {EU: {"arn": "arn-before", "resourceId": "cluster-eu-before"}, "us-east-1": {"arn": "arn-us"}},
        }
    },
)


def recorded(**changes):
    """Return the recorded state of ``orders``."""
    return build_recorded_state(replace(STATE, **changes), ORDERS, ORDERS)


def test_the_stashes_have_the_last_arguments():
    """Numbers of the state are integers again."""
    state = recorded()
    assert (state.has_begun, state.engine_version, state.primary_region) == (True, "1.4.6.0", EU)
    assert (state.regions, state.inputs["regions"][EU]["port"]) == ({EU}, 8183)
    assert type(state.inputs["regions"][EU]["port"]) is int
    assert state.set_properties == {"": {"tags"}, EU: frozenset()}


def test_a_completed_update_has_recorded_the_members():
    """The component's outputs are those of the last update, also after a refresh of the global cluster."""
    state = recorded()
    assert (state.arn, state.resource_id, state.refreshed_id) == (f"{ARN}-before", "cluster-before", "cluster-new")
    assert (state.members, state.last_id) == ({EU}, "cluster-before")


def test_an_interrupted_first_update_has_recorded_no_members():
    """Without the last Stash, only the resources in the state count."""
    state = recorded(stashed={})
    assert (state.has_begun, state.arn, state.resource_id) == (False, ARN, "cluster-new")
    assert state.members == set()


def test_clusters_have_their_last_values():
    """A cluster that a refresh removed keeps the values of the last update."""
    state = recorded()
    assert state.clusters == {EU: EU_ARN}
    assert state.cluster_arns == {EU: EU_ARN, "us-east-1": "arn-us"}
    assert state.cluster_ids == {EU: "cluster-eu"}
    assert (state.without_snapshot, state.final_snapshots, state.protected) == ({EU}, {}, set())
    assert state.unlinked == set()


def test_a_detached_cluster_is_unlinked():
    """A cluster that belongs to no global cluster, or to another one, is unlinked."""
    assert recorded(outputs={**STATE.outputs, EU_URN: {"globalClusterIdentifier": ""}}).unlinked == {EU}


def test_a_final_snapshot_is_recorded_if_a_deletion_makes_one():
    """The name of the snapshot counts only if it is not skipped."""
    final = {"finalSnapshotIdentifier": "last", "deletionProtection": True}
    state = recorded(outputs={**STATE.outputs, EU_URN: final})
    assert (state.final_snapshots, state.without_snapshot, state.protected) == ({EU: "last"}, set(), {EU})
    assert recorded(outputs={**STATE.outputs, EU_URN: {**final, "skipFinalSnapshot": True}}).final_snapshots == {}


def test_a_region_begins_with_its_subnet_group():
    """All other resources of a region depend on its subnet group, or on the cluster if it has none."""
    assert recorded().roots == {EU: EU_URN}
    arns = {**STATE.arns, EU_GROUP: f"arn:aws:rds:{EU}:123456789012:subgrp:orders"}
    assert recorded(arns=arns, outputs={**STATE.outputs, EU_GROUP: {}}).roots == {EU: EU_GROUP}


def test_instances_are_recorded():
    """An instance has its identifier, its class and the arguments that AWS never changes."""
    state = recorded()
    assert state.instances == {f"orders-{EU}-1": "first"}
    assert state.instance_classes == {EU: {"db.r6g.large"}}
    assert state.instance_placements[f"orders-{EU}-1"]["availability_zone"] == f"{EU}a"


def test_a_renamed_component_has_its_current_names():
    """The instances have the names of the program, and the global cluster is where the state has it."""
    state = build_recorded_state(STATE, ORDERS, SALES)
    assert state.instances == {f"sales-{EU}-1": "first"}
    assert (state.moved_from, state.urn) == (GLOBAL, ORDERS.component_urn)
    assert recorded().moved_from is None


def test_other_resources_are_recorded_by_their_arns():
    """A resource of another component is neither a child of this one nor of its new name."""
    other = SALES.child_urn(CLUSTER, f"-{EU}")
    assert recorded(arns={**STATE.arns, other: "arn:aws:rds:eu-west-1:1:cluster:sales"}).other_urns == {
        "arn:aws:rds:eu-west-1:1:cluster:sales": other
    }
    assert build_recorded_state(replace(STATE, arns={other: EU_ARN}), ORDERS, SALES).other_urns == {}


@pytest.mark.parametrize(("urn", "region"), [(GLOBAL, ""), (EU_URN, EU)])
def test_an_incomplete_resource_is_recorded(urn, region):
    """A resource that was not read after its creation is in the state without an ARN."""
    state = build_recorded_state(PulumiState({}, {}, incomplete={urn: region}), ORDERS, ORDERS)
    assert (state.is_incomplete, state.incomplete_regions) == (urn == GLOBAL, {EU} if region else set())


def test_nothing_is_recorded_of_a_new_component():
    """A component that the state does not have has the values of an empty record."""
    state = build_recorded_state(PulumiState({}, {}), ORDERS, ORDERS)
    inputs = {**dict.fromkeys(state.inputs), "regions": {}}
    empty = RecordedState(urn=ORDERS.component_urn, inputs=inputs, set_properties={"": frozenset()})
    assert state == empty

"""Announcements of regions, instances and protection in a preview."""

from __future__ import annotations

import pytest

from neptune_global_component.core.facts.observed import Reading
from neptune_global_component.core.facts.recorded_state import RecordedState
from neptune_global_component.core.inputs.spec import RegionSpec, Spec
from neptune_global_component.core.messages import render
from neptune_global_component.core.plan.announcements import announcements
from neptune_global_component.core.plan.plan import Plan

US, EU, WEST = "us-east-1", "eu-west-1", "us-west-2"
ARN = "arn:aws:rds:{}:123456789012:cluster:orders"


def spec(*, adopt=False, deletion_protection=None, **instances):
    """Return a spec with this many instances per region; r1 is us-east-1, r2 eu-west-1 and r3 us-west-2."""
    names = {"r1": US, "r2": EU, "r3": WEST}
    regions = {names[key]: RegionSpec(names[key], "orders", count) for key, count in instances.items()}
    return Spec("orders", regions=regions, primary_region=US, adopt=adopt, deletion_protection=deletion_protection)


def state(*regions, instances=1, **values):
    """Return a state with clusters in these regions, and this many instances in each."""
    return RecordedState(
        arn="arn:aws:rds::123456789012:global-cluster:orders",
        has_begun=True,
        clusters={region: ARN.format(region) for region in regions},
        instances={
            f"x-{region}-{number}": f"orders-{number}" for region in regions for number in range(1, instances + 1)
        },
        **values,
    )


@pytest.fixture
def announced(reading, member, cluster):
    """Return the lines for a program and a state; AWS has members in these regions, the first is the primary."""

    def lines(wanted, declared, *regions, **values):
        members = tuple(member(region, is_writer=region == regions[0]) for region in regions)
        clusters = [cluster(region, "orders", "orders-1", "orders-2") for region in regions]
        plan = Plan("x", wanted, reading(clusters, members=members, **values), declared)
        return [render(one, wanted.secrets) for one in announcements(plan)]

    return lines


def test_nothing_is_announced_without_such_a_change(announced):
    """Without a change, a read or a global cluster, nothing is announced."""
    assert announced(spec(r1=1, r2=1), state(US, EU), US, EU) == []
    assert announcements(Plan("x", spec(r1=1), Reading(is_complete=False), state(US))) == []
    assert announcements(Plan("x", spec(r1=1), Reading(), RecordedState())) == []


def test_a_region_is_added(announced):
    """The line has its instances and the new number of secondaries."""
    assert announced(spec(r1=1, r2=1, r3=2), state(US, EU), US, EU) == [
        "us-west-2 is added as a secondary: its cluster and 2 instances; then there are 2 secondaries"
    ]
    assert announced(spec(r1=1, r2=0), state(US), US) == [
        "eu-west-1 is added as a secondary: its cluster, without instances; then there is 1 secondary"
    ]


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        ({"final_snapshots": {EU: "last"}}, ", the final snapshot 'last' is kept"),
        ({"without_snapshot": frozenset([EU])}, ", without a final snapshot"),
        ({}, ""),
    ],
)
def test_a_region_is_removed(announced, values, kept):
    """The line has the deleted resources, the final snapshot if the state shows it, and the remaining members."""
    assert announced(spec(r1=1, r3=1), state(US, EU, WEST, **values), US, EU, WEST) == [
        f"eu-west-1 is removed: 1 instance and its cluster are deleted{kept}; then there is 1 secondary"
    ]
    assert announced(spec(r1=1), state(US, EU, **values), US, EU) == [
        f"eu-west-1 is removed: 1 instance and its cluster are deleted{kept}; then there is no secondary"
    ]


def test_a_region_is_scaled(announced):
    """Deleted instances are named."""
    assert announced(spec(r1=3, r2=2), state(US, EU, instances=2), US, EU) == [
        "us-east-1 is scaled from 2 to 3 instances"
    ]
    assert announced(spec(r1=2, r2=1), state(US, EU, instances=2), US, EU) == [
        "eu-west-1 is scaled from 2 to 1 instance: orders-2 is deleted"
    ]


def test_an_instance_in_aws_is_imported_and_not_created(announced):
    """An instance that AWS has already is announced as an import, and only others as a change of scale."""
    imported = "us-east-1: orders-2 is imported"
    assert announced(spec(adopt=True, r1=2, r2=1), state(US, EU), US, EU) == [imported]
    assert announced(spec(adopt=True, r1=3, r2=1), state(US, EU), US, EU) == [
        imported,
        "us-east-1 is scaled from 2 to 3 instances",
    ]


def test_protection_is_turned_off(announced):
    """Protection that the state has and the program does not set is announced."""
    declared = state(US, EU, is_protected=True, protected=frozenset([US, EU]))
    assert announced(spec(r1=1, r2=1, deletion_protection=True), declared, US, EU) == []
    assert announced(spec(r1=1, r2=1, deletion_protection=False), declared, US, EU) == [
        (
            "deletion_protection is turned off for the global cluster, us-east-1, eu-west-1: a destroy is no longer "
            "rejected"
        )
    ]


def test_an_adoption_is_announced(announced):
    """Only resources that are not in the state are imported."""
    assert announced(spec(adopt=True, r1=2, r2=1), RecordedState(), US, EU) == [
        "the global cluster 'orders' is imported",
        "us-east-1 is imported: its cluster and 2 instances",
        "eu-west-1 is imported: its cluster and 1 instance",
    ]
    assert announced(spec(adopt=True, r1=1, r2=1), state(US, EU), US, EU) == []


def test_several_instances_are_deleted(announced):
    """The line names each instance."""
    assert announced(spec(r1=0, r2=1), state(US, EU, instances=2), US, EU)[0] == (
        "us-east-1 is scaled from 2 to 0 instances: orders-1, orders-2 are deleted"
    )

"""Checks of an update that switches over."""

from __future__ import annotations

import pytest
from argument_problems import finding_texts

from neptune_global_component.core.facts.recorded_state import RecordedState
from neptune_global_component.core.inputs.spec import RegionSpec, Spec
from neptune_global_component.core.plan.checks.operations import added_regions
from neptune_global_component.core.plan.plan import Plan


def switching(reading, member, *names):
    """Return a plan that moves the primary from us-east-1 to eu-west-1."""
    found = reading(members=(member("us-east-1", is_writer=True), member("eu-west-1")))
    regions = {name: RegionSpec(name, f"orders-{name}", 1) for name in names}
    spec = Spec("orders", regions=regions, primary_region="eu-west-1")
    return Plan("x", spec, found, RecordedState(primary_region="us-east-1"))


def test_a_switchover_adds_no_region(reading, member):
    """The error names each new region, because AWS makes one change at a time."""
    plan = switching(reading, member, "us-east-1", "ap-south-1", "eu-west-1", "us-west-2")
    assert finding_texts(added_regions, plan) == [
        (
            f"regions[\"{region}\"]: is new, and primary_region changes to 'eu-west-1' in the same update; AWS does "
            "one at a time. Add the region first, with the old primary_region, and switch over in the next update."
        )
        for region in ("ap-south-1", "us-west-2")
    ]


@pytest.mark.parametrize("names", [("us-east-1", "eu-west-1"), ("eu-west-1",)])
def test_a_switchover_among_members(reading, member, names):
    """A switchover may remove the old primary's region."""
    assert list(added_regions(switching(reading, member, *names))) == []

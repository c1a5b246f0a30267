"""Switchovers in a plan, and the primary after the update."""

from __future__ import annotations

import pytest
from argument_problems import SOURCE

from neptune_global_component.core.facts.observed import Reading
from neptune_global_component.core.facts.recorded_state import UNREAD_STATE, RecordedState
from neptune_global_component.core.inputs.spec import RegionSpec, Spec
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.plan.plan import Plan

US, EU, AP = "us-east-1", "eu-west-1", "ap-south-1"


@pytest.fixture
def make_plan(reading, member):
    """Return a plan with the declared region, the one declared before and the writer's."""

    def make(wanted, before, writer, names=(US, EU), **values):
        spec = Spec(
            "orders", regions={name: RegionSpec(name, name, 1) for name in names}, primary_region=wanted, **values
        )
        members = [member(region, is_writer=region == writer) for region in (US, EU, AP)]
        found = reading(members=members) if writer else Reading()
        return Plan("x", spec, found, RecordedState(primary_region=before) if before != "unread" else UNREAD_STATE)

    return make


def test_another_region_than_before_is_a_switchover(make_plan):
    """The primary moves to it before the rest of the update."""
    plan = make_plan(EU, US, US)
    assert (plan.promoted_region, plan.primary_region) == (EU, EU)


def test_it_moves_from_wherever_it_is(make_plan):
    """A changed declaration moves the primary from any region."""
    assert make_plan(EU, US, AP).promoted_region == EU


@pytest.mark.parametrize(
    ("wanted", "before", "writer"),
    [(US, US, EU), (EU, US, EU), (EU, None, US), (EU, "unread", US), (EU, US, None), (None, US, US)],
    ids=["moved outside Pulumi", "is there", "first declared", "no state", "not read", "nothing wanted"],
)
def test_it_stays(make_plan, wanted, before, writer):
    """A switchover outside Pulumi is not undone, a completed one is not repeated, and an unread primary stays."""
    plan = make_plan(wanted, before, writer)
    assert plan.promoted_region is None
    assert plan.primary_region == (writer or before)


def test_it_moves_back_to_the_source(make_plan):
    """Without another region, the source's is used."""
    plan = make_plan(None, US, US, names=(US,), source_db_cluster_identifier=SOURCE)
    assert (plan.spec.wanted_primary_region, plan.promoted_region, plan.primary_region) == (EU, EU, None)


@pytest.mark.parametrize(
    ("primary", "source", "wanted"),
    [(US, None, US), (US, SOURCE, US), (None, SOURCE, EU), (None, UNKNOWN, UNKNOWN), (US, UNKNOWN, US)],
)
def test_the_wanted_region(make_plan, primary, source, wanted):
    """It is the declared region, or else the source's, which a preview may not know."""
    assert make_plan(primary, US, US, source_db_cluster_identifier=source).spec.wanted_primary_region == wanted


def test_a_source_that_is_not_known_moves_nothing(make_plan):
    """A preview announces no switchover to an unknown region."""
    plan = make_plan(None, US, EU, source_db_cluster_identifier=UNKNOWN)
    assert (plan.promoted_region, plan.primary_region) == (None, EU)


def test_a_preview_shows_the_roles_after_the_switchover(make_plan):
    """The outputs show the new primary and its readers; the writer endpoints are unknown."""
    plan = make_plan(EU, US, US)
    members = plan.expected(plan.reading.observation).global_cluster.members
    assert [member.region for member in members if member.is_writer] == [EU]
    assert {member.region: len(member.readers) for member in members} == {US: 0, EU: 2, AP: 0}
    assert plan.expected(plan.reading.observation).before_switchover
    assert make_plan(EU, EU, EU).expected(plan.reading.observation) == plan.reading.observation

"""The declared region of the primary."""

from __future__ import annotations

import pytest

from neptune_global_component.core.facts.recorded_state import UNREAD_STATE, RecordedState
from neptune_global_component.core.inputs.spec import Spec, parse
from neptune_global_component.core.plan.primary import wanted_primary

US, EU, WEST = "us-east-1", "eu-west-1", "us-west-2"
MEMBER = {"instance_class": "db.r6g.large", "skip_final_snapshot": True}


def spec(*names, **args):
    """Return the wanted primary region."""
    return parse("x", {"global_cluster_identifier": "orders", "regions": dict.fromkeys(names, MEMBER), **args})


@pytest.mark.parametrize(
    ("wanted", "clusters", "primary"),
    [
        (spec(EU), (EU,), US),
        (spec(EU, WEST), (EU, WEST), US),
        (spec(EU, primary_region=EU), (EU,), EU),
        (spec(EU), (US, EU), EU),
        (spec(EU, US), (US, EU), US),
    ],
    ids=["source removed", "source of several removed", "named", "primary removed", "none named"],
)
def test_the_primary_of_an_existing_database_stays_where_it_is(observed, member, wanted, clusters, primary):
    """A program without a primary region does not move the primary; a removal of that region fails."""
    state = RecordedState(primary_region=US, clusters=dict.fromkeys(clusters, "arn"), has_begun=True)
    found = observed(members=(member(US, is_writer=True), member(EU)))
    assert wanted_primary(wanted, found, state) == primary
    assert wanted_primary(wanted, None, state) == primary


def test_the_first_primary_is_the_only_region():
    """No primary was declared before."""
    assert wanted_primary(spec(EU), None, RecordedState()) == EU
    assert wanted_primary(Spec("orders"), None, UNREAD_STATE) is None

"""Instance classes that are checked against AWS: those that an update is the first to use in a region."""

from __future__ import annotations

from dataclasses import replace

import pytest

from neptune_global_component.core.facts.observed import UNREAD, Observation, Reading
from neptune_global_component.core.facts.recorded_state import UNREAD_STATE, RecordedState
from neptune_global_component.core.inputs.spec import parse
from neptune_global_component.core.messages import Secrets, render
from neptune_global_component.core.plan import intended
from neptune_global_component.core.plan.checks import all_checks as checks
from neptune_global_component.core.plan.plan import Plan

REGION = "eu-west-1"
CLASS, OTHER = "db.r6g.large", "db.r5.large"
PATH = f'regions["{REGION}"].instance_class'


@pytest.fixture
def plan(cluster, observed):
    """Return a plan of one region with classes and instances in the state, and instances in AWS."""

    def make(before=None, in_state=0, in_aws=None, reading=None, secret=(), **region):
        args = {
            "global_cluster_identifier": "orders",
            "regions": {REGION: {"instance_class": CLASS, "skip_final_snapshot": True, **region}},
        }
        instances = {f"orders-{REGION}-{number + 1}": "any" for number in range(in_state)}
        declared = RecordedState(instances=instances, instance_classes={} if before is None else {REGION: before})
        if in_aws is not None:
            found = cluster(REGION, f"orders-{REGION}", *in_aws)
            reading = Reading(Observation(observed(), {found.arn: found}))
        return Plan("orders", parse("orders", args, secret), reading or Reading(), declared)

    return make


def test_a_class_is_new_with_the_first_instance_of_a_region(plan):
    """Later instances of the same class are not checked, nor is a region without instances."""
    assert intended.new_classes(plan()) == [(REGION, CLASS)]
    assert intended.new_classes(plan(before={CLASS}, in_state=1, instances=3)) == []
    assert intended.new_classes(plan(instances=0)) == []


def test_a_changed_class_is_new(plan):
    """A class that the state does not show does not count as changed."""
    assert intended.new_classes(plan(before={OTHER}, in_state=1)) == [(REGION, CLASS)]
    assert intended.new_classes(plan(before={OTHER}, in_state=1, instances=0)) == []
    assert intended.new_classes(plan(in_state=1)) == []


def test_imported_instances_keep_a_class_that_aws_no_longer_offers(plan):
    """Only new instances need a class that AWS offers."""
    first = f"orders-{REGION}-1"
    assert intended.new_classes(plan(in_aws=[first])) == []
    assert intended.new_classes(plan(in_aws=[first], instances=2)) == [(REGION, CLASS)]


def test_nothing_is_checked_where_aws_could_not_be_read(plan):
    """Without a read, no class is checked."""
    assert intended.new_classes(plan(reading=UNREAD)) == []


@pytest.mark.parametrize(
    ("offered", "shown"),
    [
        ({"db.r6g.xlarge", OTHER}, "db.r6g.xlarge"),
        ({OTHER, "db.r5.xlarge", "db.t3.large"}, OTHER),
        ({"db.r5.xlarge", "db.serverless"}, "db.r5.xlarge, db.serverless"),
    ],
)
def test_classes_that_are_near_are_shown(plan, offered, shown):
    """Classes of the same family come first, then those of the same size; a secret class is not shown."""
    reading = Reading(other_classes={(REGION, CLASS): frozenset(offered)})
    found = [one for one in checks.findings(plan(reading=reading)) if one.path == PATH]
    assert [one.problem.partition("for example ")[2] for one in found] == [f"{shown}."]
    (hidden,) = (one for one in checks.findings(plan(reading=reading, secret=[PATH])) if one.path == PATH)
    assert CLASS not in render(hidden, Secrets([PATH]))


def test_a_class_is_not_new_while_the_state_is_unread(plan):
    """Nor is it without instances."""
    unread = replace(plan(), state=UNREAD_STATE)
    assert intended.new_classes(unread) == []

"""Findings, warnings and children of plans, in many situations of AWS, state and program, against a golden file.

WRITE_GOLDEN=1 writes the file again. Each line begins with the number of plans that print it, so a changed
condition changes a number.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from argument_problems import documented
from plan_programs import KNOWN, MORE_PROGRAMS, MORE_STATES, PROGRAMS
from plan_readings import MORE_READINGS
from test_component_checks_table import creations

from neptune_global_component.core.errors import InvalidArgsError, RefusedError
from neptune_global_component.core.facts.observed import (
    UNREAD,
)
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.messages import render
from neptune_global_component.core.plan import intended
from neptune_global_component.core.plan.announcements import announcements
from neptune_global_component.core.plan.checks.all_checks import CHECKS, raise_findings, warnings
from neptune_global_component.core.plan.checks.operations import switchover_steps, upgrade_steps
from neptune_global_component.core.plan.checks.sources import absent_source
from neptune_global_component.core.plan.checks.states import foreign_findings
from neptune_global_component.core.plan.children import Place, plan_child
from neptune_global_component.core.plan.plan import Plan
from neptune_global_component.core.plan.unfinished import may_be_unfinished
from neptune_global_component.core.plan.unset import set_properties
from neptune_global_component.core.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE, SUBNET_GROUP

EXPECTED = Path(__file__).parent / "expected" / "plan_texts.txt"
RUN = (creations, *CHECKS, foreign_findings, warnings, absent_source)


def steps(function, plan):
    """Return the lines of an operation, or its findings."""
    try:
        return [f"{function.__name__}: {one if isinstance(one, str) else render(one)}" for one in function(plan)]
    except RefusedError as error:
        return [f"{function.__name__}: {one.code}" for one in error.findings]


def children(plan):
    """Yield the plan of each child, and what each region has."""
    regions = plan.spec.regions
    places = [Place(GLOBAL_CLUSTER), *(Place(kind, region) for kind in (CLUSTER, SUBNET_GROUP) for region in regions)]
    places += [Place(INSTANCE, region, number) for region in regions for number in (1, 2)]
    for place in places:
        one = plan_child(plan, place)
        there = one.existing.id if one.existing else "new"
        yield f"{place.name('x')}, {place.kind.rpartition(':')[2]}: {there}, {one.alias}, {one.protect}"
    for region in regions:
        names = (
            "may_have_cluster",
            "is_detached",
            "may_be_standalone",
            "is_deleted",
            "has_primary",
            "instances_in_state",
        )
        yield f"{region}: " + ", ".join(str(getattr(plan, name)(region)) for name in names)
        sets = set_properties(plan.spec, region, default_tags=True)
        yield f"{region} sets {sets}, {sorted(plan.new_instances(region))}"


def facts(plan):
    """Return the properties of the plan."""
    names = "engine source promoted_region primary_region engine_version protect is_absent is_unread is_new"
    more = "has_lost_primary has_another_identifier moved_from removed_regions wanted_primary_region"
    values = [f"{name} {getattr(plan, name)}" for name in f"{names} {more}".split()]
    values.append(f"may_be_unfinished {may_be_unfinished(plan)}")
    return [*values, f"upgrade {intended.upgrade(plan)}", f"switchover {intended.switchover(plan)}"]


def lines(plan):
    """Yield everything that a plan says and does."""
    for check in RUN:
        for finding in check(plan):
            yield f"{finding.code}: {documented(finding, plan.spec.secrets)}"
    yield from (render(line, plan.spec.secrets) for line in announcements(plan))
    for function in (upgrade_steps, switchover_steps):
        yield from steps(function, plan)
    yield from children(plan)
    yield from facts(plan)


def plans():
    """Yield a seventh of all combinations, which has every pair of a reading, a state, a program and adopt."""
    programs = {**PROGRAMS, **MORE_PROGRAMS}.values()
    axes = (MORE_READINGS.values(), MORE_STATES.values(), programs, (False, True))
    for combination in product(*(list(enumerate(axis)) for axis in axes)):
        if sum(number for number, _ in combination) % 7:
            continue
        (_, reading), (_, state), (_, program), (_, adopt) = combination
        # Without the identifier, AWS is not read; subnet groups are read in the program's regions.
        is_read = program.global_cluster_identifier is not UNKNOWN
        if reading is UNREAD or (is_read and reading.subnet_groups.keys() <= program.regions.keys()):
            yield Plan("x", replace(program, adopt=adopt), reading, state)


def test_all_that_plans_say():
    """Each text and each property of a plan is as expected, in as many plans as expected."""
    said = Counter(line for plan in plans() for line in lines(plan))
    written = "".join(f"{count:5} {text}\n" for text, count in sorted(said.items()))
    if os.environ.get("WRITE_GOLDEN"):
        EXPECTED.write_text(written, encoding="utf-8")
    assert written.splitlines() == EXPECTED.read_text(encoding="utf-8").splitlines()


def test_findings_are_raised_together():
    """One error has all findings of the plan."""
    plan = Plan("x", PROGRAMS["other name"], MORE_READINGS["same"], KNOWN)
    found = [one for check in CHECKS for one in check(plan)]
    with pytest.raises(InvalidArgsError) as caught:
        raise_findings(plan, found)
    assert list(caught.value.findings) == found
    assert str(caught.value).startswith("GlobalCluster 'x': ")
    assert raise_findings(plan, []) is None

"""Every check of a plan, in every combination of AWS, state and program."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import pytest
from plan_programs import PROGRAMS, STATES
from plan_readings import READINGS

from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.messages import Finding, render
from neptune_global_component.core.plan.announcements import announcements
from neptune_global_component.core.plan.checks.all_checks import CHECKS, findings, warnings
from neptune_global_component.core.plan.checks.creations import child_findings
from neptune_global_component.core.plan.checks.sources import absent_source
from neptune_global_component.core.plan.checks.states import foreign_findings
from neptune_global_component.core.plan.children import Place
from neptune_global_component.core.plan.plan import Plan
from neptune_global_component.core.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE, SUBNET_GROUP


def creations(plan):
    """Return the findings before the creation of each child, also for a replacement."""
    inputs = {"snapshotIdentifier": "last"}, {"clusterIdentifier": "orders", "globalClusterIdentifier": "orders"}
    places = [
        Place(GLOBAL_CLUSTER),
        *(Place(kind, region) for kind in (CLUSTER, SUBNET_GROUP) for region in plan.spec.regions),
    ]
    places += [Place(INSTANCE, region, 1) for region in plan.spec.regions]
    for place, one, is_replacement in product(places, inputs, (False, True)):
        region = {"region": place.region}
        yield from child_findings(plan, place, "urn", one | region, is_replacement=is_replacement)


RUN = (creations, *CHECKS, foreign_findings, findings, warnings, absent_source)
"""Every function that returns findings about a plan."""


def is_sentence(text):
    """Return whether a text is complete: it has no open field and no value that is missing, and ends."""
    return text.endswith((".", ")", "`")) and not re.search(r"\{\w+\}|\bNone\b|  |Unknown\.", text)


def plans(program):
    """Return the plans of a program in every situation that its reads allow."""
    spec = PROGRAMS[program]
    for (name, reading), state, adopt in product(READINGS.items(), STATES.values(), (False, True)):
        # Without the identifier, AWS is not read; subnet groups are read in the program's regions.
        is_read = spec.global_cluster_identifier is not UNKNOWN and reading.subnet_groups.keys() <= spec.regions.keys()
        if is_read or name == "unread":
            yield Plan("x", replace(spec, adopt=adopt), reading, state)


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_check_in_every_situation(program):
    """No check fails, and each finding has a code, the path of an argument, and whole sentences."""
    for plan in plans(program):
        assert all(render(line) for line in announcements(plan))
        for finding in (one for check in RUN for one in check(plan)):
            assert isinstance(finding, Finding)
            assert re.fullmatch(r"[a-z]+(-[a-z]+)*", finding.code)
            assert re.match(r'[a-z_]+(\["[\w-]+"\])?(\.[a-z_]+)?$', finding.path)
            assert is_sentence(finding.problem), finding.problem


def test_the_situations_reach_most_checks():
    """The table has findings of many codes, so that a check that returns nothing does not pass unseen."""
    all_plans = (plan for program in PROGRAMS for plan in plans(program))
    codes = {one.code for plan in all_plans for check in RUN for one in check(plan)}
    assert len(codes) >= 30, sorted(codes)

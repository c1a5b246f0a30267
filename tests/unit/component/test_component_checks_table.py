"""Every check of a plan, in every combination of AWS, state and program."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import pytest

from neptune_global_component.core.facts.observed import (
    UNREAD,
    Observation,
    ObservedFailover,
    ObservedInstance,
    Reading,
)
from neptune_global_component.core.facts.recorded_state import UNREAD_STATE, RecordedState
from neptune_global_component.core.inputs.spec import RegionSpec, Spec
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

US, EU = "us-east-1", "eu-west-1"
SOURCE = f"arn:aws:rds:{US}:123456789012:cluster:source"
GLOBAL = "arn:aws:rds::123456789012:global-cluster:orders"


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
STATES = {
    "known": RecordedState(
        "1.4.5.0",
        US,
        {region: f"arn:aws:rds:{region}:123456789012:cluster:orders" for region in (US, EU, "us-west-2")},
        instances={f"x-{region}-1": f"orders-{region}-1" for region in (US, EU)},
        instance_classes={US: {"db.r6g.large"}},
        instance_placements={f"x-{US}-1": {"availability_zone": f"{US}b", "publicly_accessible": True}},
        regions=frozenset([US, EU, "us-west-2"]),
        protected=frozenset([US]),
        arn=GLOBAL,
        resource_id="cluster-1",
        last_id="cluster-1",
        is_protected=True,
        has_begun=True,
        inputs={"global_cluster_identifier": "orders", "regions": {US: {"port": 8182}, EU: {}, "us-west-2": {}}},
    ),
    "partial": RecordedState(has_begun=True, regions=frozenset([US]), inputs={"regions": {US: {}}}),
    "empty": RecordedState(),
    "unread": UNREAD_STATE,
}
PROGRAMS = {
    "update": Spec(
        "orders",
        engine_version="1.4.6.0",
        storage_encrypted=True,
        deletion_protection=False,
        primary_region=EU,
        regions={
            US: RegionSpec(US, "orders", 0, {"port": 8183}),
            EU: RegionSpec(EU, "orders", 2, {"instance_class": "db.r8g.large", "subnet_ids": ["a", "b"]}),
            "ap-south-1": RegionSpec("ap-south-1", "orders", 1),
        },
    ),
    "preview": Spec(
        "orders",
        engine_version=UNKNOWN,
        deletion_protection=UNKNOWN,
        tags=UNKNOWN,
        primary_region=US,
        regions={US: RegionSpec(US, UNKNOWN, 1, {"port": UNKNOWN, "instance_class": UNKNOWN})},
    ),
    "source": Spec("orders", SOURCE, engine_version="1.4.6.0", primary_region=EU),
    "unknown source": Spec("orders", UNKNOWN, regions={EU: RegionSpec(EU, "orders", 1)}),
    "unknown name": Spec(UNKNOWN, adopt=True, regions={EU: RegionSpec(EU, UNKNOWN, 1)}),
    "other name": Spec("others", primary_region=US, regions={US: RegionSpec(US, "others", 1)}),
}


@pytest.fixture
def readings(observed, member, cluster):
    """Return what AWS may have: by name."""
    members = (member(US, member(EU).arn, is_writer=True), member(EU), member("eu-central-1"))
    whole = observed(members=members)
    clusters = {one.arn: one for one in (cluster(US, "orders", "orders-1"), cluster(EU, "orders", "mine"))}
    instances = {arn: (ObservedInstance("orders-1", is_writer=True, status="available"),) for arn in clusters}
    present = Observation(whole, clusters, instances)
    moving = replace(whole, failover=ObservedFailover("pending", members[0].arn, members[1].arn))
    without_answers = replace(whole, status=None, engine=None, engine_version=None, storage_encrypted=None)
    return {
        "present": Reading(present, database=present),
        "not available": Reading(replace(present, global_cluster=replace(moving, status="modifying"))),
        "without values": Reading(Observation(without_answers)),
        "clusters not read": Reading(Observation(whole), is_complete=False, unread=frozenset([EU])),
        "empty": Reading(Observation(observed()), detached={EU: cluster(EU)}),
        "absent": Reading(detached={US: cluster(US)}),
        "absent, with a subnet group": Reading(subnet_groups={EU: "arn:group"}),
        "renamed": Reading(renamed=replace(whole, identifier="new")),
        "unread": UNREAD,
    }


def is_sentence(text):
    """Return whether a text is complete: it has no open field and no value that is missing, and ends."""
    return text.endswith((".", ")", "`")) and not re.search(r"\{\w+\}|\bNone\b|  |Unknown\.", text)


def plans(readings, program):
    """Return the plans of a program in every situation that its reads allow."""
    spec = PROGRAMS[program]
    for (name, reading), state, adopt in product(readings.items(), STATES.values(), (False, True)):
        # Without the identifier, AWS is not read; subnet groups are read in the program's regions.
        is_read = spec.global_cluster_identifier is not UNKNOWN and reading.subnet_groups.keys() <= spec.regions.keys()
        if is_read or name == "unread":
            yield Plan("x", replace(spec, adopt=adopt), reading, state)


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_check_in_every_situation(readings, program):
    """No check fails, and each finding has a code, the path of an argument, and whole sentences."""
    for plan in plans(readings, program):
        assert all(render(line) for line in announcements(plan))
        for finding in (one for check in RUN for one in check(plan)):
            assert isinstance(finding, Finding)
            assert re.fullmatch(r"[a-z]+(-[a-z]+)*", finding.code)
            assert re.match(r'[a-z_]+(\["[\w-]+"\])?(\.[a-z_]+)?$', finding.path)
            assert is_sentence(finding.problem), finding.problem


def test_the_situations_reach_most_checks(readings):
    """The table has findings of many codes, so that a check that returns nothing does not pass unseen."""
    all_plans = (plan for program in PROGRAMS for plan in plans(readings, program))
    codes = {one.code for plan in all_plans for check in RUN for one in check(plan)}
    assert len(codes) >= 30, sorted(codes)

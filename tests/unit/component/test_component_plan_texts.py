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
from test_component_checks_table import (  # noqa: F401 - readings is a fixture
    EU,
    GLOBAL,
    PROGRAMS,
    SOURCE,
    STATES,
    US,
    creations,
    readings,
)

from neptune_global_component.core.errors import InvalidArgsError, RefusedError
from neptune_global_component.core.facts.observed import (
    UNREAD,
    Observation,
    ObservedFailover,
    ObservedInstance,
    ParameterGroup,
    Reading,
)
from neptune_global_component.core.facts.recorded_state import RecordedState
from neptune_global_component.core.inputs.spec import RegionSpec, Spec
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.messages import Finding, render
from neptune_global_component.core.names import TYPE_TOKEN
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
AP, CENTRAL = "ap-south-1", "eu-central-1"
KNOWN = STATES["known"]
RUN = (creations, *CHECKS, foreign_findings, warnings, absent_source)


def arn(region, kind="cluster", name="orders"):
    """Return an ARN."""
    return f"arn:aws:rds:{region}:123456789012:{kind}:{name}"


def plain(name):
    """Return the URN of a plain resource of the stack."""
    return f"urn:pulumi:dev::p::aws:neptune/cluster:Cluster::{name}"


OWN = f"urn:pulumi:dev::p::{TYPE_TOKEN}$aws:neptune/cluster:Cluster::old"
SECRET = frozenset(
    (
        *("global_cluster_identifier", "source_db_cluster_identifier", "engine_version", "storage_encrypted", "tags"),
        *(f'regions["{one}"].{key}' for one in (US, EU) for key in ("port", "cluster_identifier", "instance_class")),
    )
)
UNSETTLED = Finding(
    "identifier-required",
    "global_cluster_identifier",
    "is required: set the name of the global cluster, for example 'orders-global'.",
)
MORE_STATES = {
    **STATES,
    "with a URN": replace(
        KNOWN, urn=f"urn:pulumi:dev::p::{TYPE_TOKEN}::x", set_properties={"": ["deletionProtection"]}
    ),
    "under other names": RecordedState(
        has_begun=True,
        other_urns={
            GLOBAL: plain("global"),
            arn(US): OWN,
            arn(EU): plain("misnamed"),
            arn(US, "db", "orders-1"): plain("instance"),
            arn(US, "subgrp"): plain("group"),
        },
        misnamed=frozenset([plain("misnamed")]),
        regions=frozenset([US, EU]),
        inputs={"global_cluster_identifier": "orders", "regions": {US: {}, EU: {"cluster_identifier": "orders"}}},
    ),
    "of another database": replace(
        KNOWN,
        resource_id="cluster-9",
        refreshed_id="cluster-1",
        cluster_ids={US: "cluster-other", EU: "cluster-eu-west-1"},
        moved_from=OWN,
    ),
    "of another account": replace(KNOWN, arn=GLOBAL.replace("123456789012", "210987654321")),
    "interrupted": replace(
        KNOWN,
        primary_region=None,
        engine_version="1.4.4.0",
        clusters={EU: arn(EU)},
        incomplete_regions=frozenset([US]),
        unlinked=frozenset([EU]),
        is_incomplete=True,
        source=SOURCE,
        members=frozenset([US, EU, CENTRAL]),
        set_properties={"": ["deletionProtection"], US: ["port", "tags"], EU: ["deletionProtection"]},
    ),
    "new, beside others": RecordedState(
        other_urns={GLOBAL: OWN, arn(US): OWN, arn(EU): plain("misnamed")},
        misnamed=frozenset([plain("misnamed")]),
    ),
    "new, but misnamed": RecordedState(other_urns={arn(US): plain("misnamed"), arn(EU): plain("orders")}),
    "half removed": replace(KNOWN, regions=frozenset([US]), instances={"x-us-east-1-1": "orders-us-east-1-1"}),
    "without its clusters": RecordedState(
        has_begun=True,
        arn=GLOBAL,
        resource_id="cluster-1",
        regions=frozenset([US, EU]),
        inputs={
            "global_cluster_identifier": "orders",
            "regions": {one: {"cluster_identifier": "orders"} for one in (US, EU)},
        },
    ),
    "with snapshots": replace(
        KNOWN,
        final_snapshots={EU: "last", "us-west-2": "last"},
        without_snapshot=frozenset([US]),
        roots={EU: plain("root")},
        cluster_arns={US: arn(US), EU: arn(EU, name="old")},
        cluster_ids={US: "cluster-us-east-1", EU: "cluster-eu-west-1"},
        last_id="cluster-2",
        members=frozenset([US, EU]),
    ),
}
MORE_PROGRAMS = {
    "secret": replace(PROGRAMS["update"], secret=SECRET),
    "secret preview": replace(PROGRAMS["source"], secret=SECRET),
    "unsettled": replace(PROGRAMS["update"], unsettled=(UNSETTLED,)),
    "unsettled, without a change": replace(PROGRAMS["update"], primary_region=None, unsettled=(UNSETTLED,)),
    "past the repair": replace(PROGRAMS["update"], engine_version="1.4.8.0"),
    "major upgrade, not allowed": replace(PROGRAMS["update"], engine_version="1.5.0.0"),
    "placed": Spec(
        "orders",
        primary_region=US,
        regions={
            US: RegionSpec(US, "orders", 1, {}, ({"availability_zone": f"{US}a", "publicly_accessible": False},)),
            EU: RegionSpec(EU, "orders", 1, {"subnet_ids": ["a", "b"]}, ({"promotion_tier": 1, "tags": {"a": "b"}},)),
        },
    ),
    "same": Spec(
        "orders", primary_region=US, regions={US: RegionSpec(US, "orders", 1), EU: RegionSpec(EU, "orders", 1)}
    ),
    "upgrade and removal": Spec(
        "orders",
        engine_version="1.4.6.0",
        regions={
            EU: RegionSpec(
                EU,
                "orders",
                2,
                {
                    "neptune_cluster_parameter_group_name": "mine3",
                    "neptune_parameter_group_name": "mine3",
                    "instance_class": "db.r6g.large",
                    "availability_zones": ["eu-west-1a"],
                    "deletion_protection": True,
                },
                ({"neptune_parameter_group_name": "mine4", "instance_class": "db.x2g.large"}, {}),
            )
        },
    ),
    "major upgrade": Spec(
        "orders",
        engine_version="1.5.0.0",
        allow_major_version_upgrade=True,
        deletion_protection=True,
        primary_region=EU,
        regions={one: RegionSpec(one, "orders", 1, {"instance_class": "db.r6g.large"}) for one in (US, EU)},
    ),
    "without an instance": Spec(
        "orders",
        primary_region=CENTRAL,
        tags={"a": "b"},
        regions={
            US: RegionSpec(US, "orders", 0),
            EU: RegionSpec(EU, "old", 1),
            CENTRAL: RegionSpec(CENTRAL, "orders", 1),
        },
    ),
    "from a source": Spec("orders", SOURCE, engine_version="1.4.5.0", regions={EU: RegionSpec(EU, "orders", 1)}),
    "unknown": replace(PROGRAMS["preview"], source_db_cluster_identifier=UNKNOWN),
}


@pytest.fixture
def more_readings(observed, member, cluster, readings):  # noqa: F811 - the fixture
    """Return what AWS may have, by name."""
    members = (member(US, arn(EU), is_writer=True), member(EU), member(CENTRAL))
    whole = observed(members=members)

    def database(version, wanted=whole, statuses=("available",) * 3, **values):
        clusters = {
            arn(region): replace(
                cluster(region, "orders", "orders-1", "other"),
                engine_version=one,
                status=status,
                subnet_group="orders" if region == US else "theirs",
                **values,
            )
            for region, one, status in zip((US, EU, CENTRAL), version, statuses, strict=True)
        }
        instances = {
            one: (ObservedInstance("orders-1", one == arn(US), status=status),)
            for one, status in zip(clusters, statuses, strict=True)
        }
        return Observation(replace(wanted, engine_version=version[0]), clusters, instances)

    same, older, newer = ("1.4.6.0",) * 3, ("1.4.5.0", "1.4.4.0", "1.4.6.0"), ("1.4.7.0", "1.4.8.0", None)
    groups = {
        ParameterGroup(EU, name, is_of_cluster=is_of_cluster): f"neptune1.{name[-1]}"
        for name, is_of_cluster in product(("mine3", "mine4"), (True, False))
    }
    failover = ObservedFailover("failing-over", arn(US), arn(EU), data_loss_allowed=True)
    unmanaged = replace(
        whole, members=(replace(members[2], is_writer=True), *(replace(one, is_writer=False) for one in members[:2]))
    )
    without_writer = replace(whole, members=tuple(replace(one, is_writer=False) for one in members))
    plans = {
        "same": database(same, deletion_protection=True, parameter_group="default.neptune1.4"),
        "older": database(older, kms_key_arn="key", writer="orders-1"),
        "newer": database(newer),
        "busy": database(same, statuses=("upgrading", "available", "creating")),
        "failover": database(older, replace(whole, failover=failover)),
        "unmanaged primary": database(same, unmanaged),
        "without a writer": database(same, without_writer),
        "creating": database(same, replace(whole, status="creating", deletion_protection=True, members=members[:1])),
    }
    headless = {arn(EU): (), arn(CENTRAL): (ObservedInstance("orders-1", is_writer=False, status="rebooting"),)}
    without_instances = replace(plans["same"], instances={**plans["same"].instances, **headless})
    without_target = replace(
        plans["same"],
        clusters={one: value for one, value in plans["same"].clusters.items() if one != arn(EU)},
        instances={one: value for one, value in plans["same"].instances.items() if one != arn(EU)},
    )
    without_primary = replace(
        plans["same"],
        clusters={one: value for one, value in plans["same"].clusters.items() if one != arn(US)},
        instances={one: value for one, value in plans["same"].instances.items() if one != arn(US)},
    )
    source = cluster(US, "source")
    return {
        **readings,
        **{name: Reading(one, database=one) for name, one in plans.items()},
        "without instances": Reading(without_instances, database=without_instances),
        "without the target": Reading(without_target, database=without_target, is_complete=False),
        "without the primary": Reading(without_primary, database=without_primary, unread=frozenset([US])),
        "targets": Reading(plans["older"], database=plans["older"], upgrade_targets=frozenset(["1.4.5.1", "1.4.7.0"])),
        "groups": Reading(plans["older"], database=plans["older"], group_families=groups, snapshots=frozenset([EU])),
        "occupied": Reading(
            plans["same"], occupied={AP: cluster(AP), EU: replace(cluster(EU), global_cluster="others")}
        ),
        "empty": Reading(
            Observation(observed(deletion_protection=True)), detached={EU: cluster(EU, "orders", "other")}
        ),
        "detached": Reading(plans["creating"], detached={EU: cluster(EU)}),
        "being deleted": Reading(plans["creating"], detached={EU: replace(cluster(EU), status="deleting")}),
        "in another database": Reading(plans["creating"], detached={EU: replace(cluster(EU), global_cluster="others")}),
        "absent": Reading(
            other_versions=("1.4.5.0", "1.4.6.1"),
            other_classes={(EU, "db.r8g.large"): frozenset(["db.r6g.large"]), (US, "db.x"): frozenset()},
            snapshots=frozenset([EU]),
            has_former=True,
            source=replace(source, engine_version="1.1.1.0", global_cluster="others"),
        ),
        "old source": Reading(source=replace(source, engine_version="1.1.1.0")),
        "new source": Reading(source=replace(source, engine_version="1.4.6.0", status="creating")),
        "renamed": Reading(renamed=replace(whole, identifier="new"), unread=frozenset([EU]), has_former=True),
        "unread": UNREAD,
    }


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
    names = "engine source switchover primary_region engine_version protect is_absent is_unread is_new has_lost_primary"
    more = "has_another_identifier moved_from removed_regions wanted_primary_region"
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


def plans(readings):  # noqa: F811 - its value
    """Yield a seventh of all combinations, which has every pair of a reading, a state, a program and adopt."""
    programs = {**PROGRAMS, **MORE_PROGRAMS}.values()
    axes = (readings.values(), MORE_STATES.values(), programs, (False, True))
    for combination in product(*(list(enumerate(axis)) for axis in axes)):
        if sum(number for number, _ in combination) % 7:
            continue
        (_, reading), (_, state), (_, program), (_, adopt) = combination
        # Without the identifier, AWS is not read; subnet groups are read in the program's regions.
        is_read = program.global_cluster_identifier is not UNKNOWN
        if reading is UNREAD or (is_read and reading.subnet_groups.keys() <= program.regions.keys()):
            yield Plan("x", replace(program, adopt=adopt), reading, state)


def test_all_that_plans_say(more_readings):
    """Each text and each property of a plan is as expected, in as many plans as expected."""
    said = Counter(line for plan in plans(more_readings) for line in lines(plan))
    written = "".join(f"{count:5} {text}\n" for text, count in sorted(said.items()))
    if os.environ.get("WRITE_GOLDEN"):
        EXPECTED.write_text(written, encoding="utf-8")
    assert written.splitlines() == EXPECTED.read_text(encoding="utf-8").splitlines()


def test_findings_are_raised_together(more_readings):
    """One error has all findings of the plan."""
    plan = Plan("x", PROGRAMS["other name"], more_readings["same"], KNOWN)
    found = [one for check in CHECKS for one in check(plan)]
    with pytest.raises(InvalidArgsError) as caught:
        raise_findings(plan, found)
    assert list(caught.value.findings) == found
    assert raise_findings(plan, []) is None

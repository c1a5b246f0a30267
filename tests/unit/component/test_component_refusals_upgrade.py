"""Checks of the parameter groups in an update that upgrades."""

from __future__ import annotations

from dataclasses import replace

import pytest
from argument_problems import finding_texts

from neptune_global_component.core.facts.observed import ParameterGroup
from neptune_global_component.core.facts.recorded_state import RecordedState
from neptune_global_component.core.inputs.spec import RegionSpec, Spec
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.plan.checks.upgrades import upgrade_findings
from neptune_global_component.core.plan.plan import Plan

EU = "eu-west-1"
OF_CLUSTER, OF_INSTANCE = "neptune_cluster_parameter_group_name", "neptune_parameter_group_name"
FAMILIES = {
    ParameterGroup(EU, name, is_of_cluster=is_of_cluster): f"neptune1.{name[-1]}"
    for name in ("mine3", "mine4")
    for is_of_cluster in (True, False)
}


@pytest.fixture
def upgrading(reading, member, cluster):
    """Return a plan to upgrade a global database of one region with parameter groups."""

    def make(has, wanted, *settings, **groups):
        regions = {EU: RegionSpec(EU, "orders", 1, groups, settings)}
        spec = Spec("orders", engine_version=wanted, regions=regions)
        found = reading([cluster(EU)], members=(member(EU, is_writer=True),), engine_version=has)
        return Plan("x", spec, replace(found, group_families=FAMILIES), RecordedState(has_begun=True))

    return make


@pytest.mark.parametrize(
    ("key", "path"),
    [(OF_CLUSTER, OF_CLUSTER), (OF_INSTANCE, OF_INSTANCE), (OF_INSTANCE, f"instance_settings[0].{OF_INSTANCE}")],
)
def test_a_major_upgrade_keeps_no_parameter_group(upgrading, key, path):
    """AWS sets the default group, and rejects the old one afterwards, for clusters and instances."""
    is_own = path != key
    plan = upgrading("1.3.4.0", "1.4.6.0", *([{key: "mine3"}] * is_own), **({} if is_own else {key: "mine3"}))
    assert finding_texts(upgrade_findings, plan) == [
        (
            f"regions[\"eu-west-1\"].{path}: 'mine3' is a group of the family neptune1.3. A major upgrade replaces it "
            "with the default group, and AWS rejects it afterwards. Set a group of the family neptune1.4, or remove "
            f"{key}."
        )
    ]


@pytest.mark.parametrize(
    ("has", "wanted", "group"),
    [
        ("1.3.4.0", "1.4.6.0", "mine4"),
        ("1.3.4.0", "1.4.6.0", "created-later"),
        ("1.3.4.0", "1.4.6.0", UNKNOWN),
        ("1.4.5.0", "1.4.6.0", "mine3"),
        ("1.3.4.0.R2", "1.4.6.0", "mine3"),
        ("1.3.4.0", None, "mine3"),
    ],
    ids=["new family", "not in AWS", "unknown", "minor", "version of another kind", "no version"],
)
def test_groups_that_are_not_refused(upgrading, has, wanted, group):
    """Groups that a minor upgrade keeps, groups of the new family, and groups that are not known pass."""
    assert upgrade_findings(upgrading(has, wanted, **{OF_CLUSTER: group, OF_INSTANCE: group})) == []

"""Checks of an update that upgrades, before AWS's upgrade targets are read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from argument_problems import refused

from neptune_global_component.core.inputs.spec import RegionSpec, Spec
from neptune_global_component.core.plan.checks.existing import upgrade_findings
from neptune_global_component.core.plan.plan import Plan

EU = "eu-west-1"
KEY = "neptune_cluster_parameter_group_name"


@pytest.fixture
def upgrading(reading, member, cluster):
    """Return a plan to upgrade a global database of one region with a parameter group."""

    def make(has, wanted, group):
        found = replace(cluster(EU), parameter_group="mine13")
        regions = {EU: RegionSpec(EU, "orders", 1, {KEY: group} if group else {})}
        spec = Spec("orders", engine_version=wanted, regions=regions)
        return Plan("x", spec, reading([found], members=(member(EU, is_writer=True),), engine_version=has))

    return make


@pytest.mark.parametrize("group", ["mine13", "Mine13"])
def test_a_major_upgrade_keeps_no_parameter_group(upgrading, group):
    """AWS sets the default group, so the program could never restore the old one."""
    assert refused(upgrade_findings, upgrading("1.3.4.0", "1.4.6.0", group)) == [
        (
            f'regions["eu-west-1"].{KEY}: {group!r} is the cluster\'s group, of the family neptune1.3, and a major '
            "upgrade removes it. Set a group of the family neptune1.4, or remove "
            "neptune_cluster_parameter_group_name."
        )
    ]


@pytest.mark.parametrize(
    ("has", "wanted", "group"),
    [
        ("1.3.4.0", "1.4.6.0", "mine14"),
        ("1.3.4.0", "1.4.6.0", None),
        ("1.4.5.0", "1.4.6.0", "mine13"),
        ("1.3.4.0.R2", "1.4.6.0", "mine13"),
        ("1.3.4.0", None, "mine13"),
    ],
    ids=["another group", "none", "minor", "version of another kind", "no version"],
)
def test_groups_that_are_not_refused(upgrading, has, wanted, group):
    """Groups that a minor upgrade keeps, and groups of the new version's family, are accepted."""
    assert upgrade_findings(upgrading(has, wanted, group)) == []

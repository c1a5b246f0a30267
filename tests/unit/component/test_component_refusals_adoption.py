"""Checks of programs with ``adopt``."""

from __future__ import annotations

from dataclasses import replace

import pytest
from argument_problems import finding_texts, of_region
from check_inputs import declared, regions

from neptune_global_component.core.facts.observed import Reading
from neptune_global_component.core.inputs.spec import RegionSpec, Spec
from neptune_global_component.core.plan.checks.changes import change_findings
from neptune_global_component.core.plan.checks.existing import first_update_findings
from neptune_global_component.core.plan.plan import Plan

NOTHING = Reading()


@pytest.mark.parametrize("exists", [True, False])
def test_what_exists_is_imported(reading, exists):
    """With adopt, existing global clusters are imported and missing ones are created."""
    found = reading() if exists else NOTHING
    assert first_update_findings(Plan("x", Spec("orders", adopt=True, engine_version="1.4.6.0"), found)) == []


@pytest.mark.parametrize("adopt", [True, False])
def test_a_global_cluster_of_another_engine(reading, adopt):
    """A global cluster of Aurora is not imported, and the error does not advise it."""
    plan = Plan("x", Spec("orders", adopt=adopt), reading(engine="aurora-postgresql"))
    assert finding_texts(first_update_findings, plan) == [
        (
            "global_cluster_identifier: 'orders' is a global cluster of aurora-postgresql, not of Neptune. Choose "
            "another identifier."
        )
    ]


def test_a_global_cluster_that_differs_is_not_imported(reading):
    """The error lists the differences, and not that the global cluster exists."""
    plan = Plan("x", Spec("orders", adopt=True, engine_version="1.4.7.0", storage_encrypted=True), reading())
    assert [text.partition(": ")[0] for text in finding_texts(first_update_findings, plan)] == [
        "engine_version",
        "storage_encrypted",
    ]


def test_adopt_changes_nothing_of_what_was_declared(reading):
    """Later changes are checked as without adopt."""
    before = {"global_cluster_identifier": "orders"}
    plan = Plan("x", Spec("orders", adopt=True, storage_encrypted=True), reading())
    (finding,) = finding_texts(change_findings, plan, before)
    assert finding.startswith("storage_encrypted: can't change from False to True")
    upgrade = Plan("x", Spec("orders", adopt=True, engine_version="1.4.7.0"), reading())
    assert change_findings(upgrade, before) == []


def test_a_subnet_group_that_exists_is_imported(reading, member):
    """It is imported in a creation, and with an added region."""
    found = reading(subnet_groups=["eu-west-1"], members=(member("us-east-1", is_writer=True),))
    plan = Plan("x", regions("eu-west-1", adopt=True, subnet_ids=["subnet-1"]), Reading(None, found.subnet_groups))
    assert first_update_findings(plan) == []
    both = Plan("x", regions("us-east-1", "eu-west-1", adopt=True), found)
    assert change_findings(both, declared("us-east-1")) == []


def test_a_member_is_imported_if_it_matches_the_program(reading, member, cluster):
    """A member is imported if it matches, or else its differences are listed."""
    found = reading([cluster("eu-west-1")], members=(member("us-east-1", is_writer=True), member("eu-west-1")))
    spec = regions("us-east-1", adopt=True)
    same, another = (
        replace(spec, regions={**spec.regions, "eu-west-1": RegionSpec("eu-west-1", "orders", 1, {"port": port})})
        for port in (8182, 8183)
    )
    assert change_findings(Plan("x", same, found), declared("us-east-1")) == []
    assert finding_texts(change_findings, Plan("x", another, found), declared("us-east-1")) == of_region(
        "port", "8183 is not the value of the resource to import. Set 8182."
    )

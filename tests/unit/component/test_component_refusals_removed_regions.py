"""Checks of removed regions against the last update."""

from __future__ import annotations

from dataclasses import replace

import pytest
from argument_problems import finding_texts
from check_inputs import EU, declared, regions

from neptune_global_component.core.facts.observed import Reading
from neptune_global_component.core.facts.recorded_state import RecordedState
from neptune_global_component.core.plan.checks.changes import change_findings
from neptune_global_component.core.plan.plan import Plan

NOTHING = Reading()


def test_a_secondary_is_removed(reading, member):
    """Its cluster is deleted, and the rest of the global database stays."""
    found = reading(members=(member("us-east-1", is_writer=True), member("eu-west-1")))
    assert change_findings(Plan("x", regions("us-east-1"), found), declared("us-east-1", "eu-west-1")) == []


@pytest.mark.parametrize(
    ("left", "named"),
    [
        (("eu-west-1",), "'eu-west-1'"),
        (("eu-west-1", "ap-south-1"), "'eu-west-1' or 'ap-south-1'"),
        ((), "another region"),
    ],
)
def test_the_primary_is_not_removed(reading, member, left, named):
    """The error advises a switchover, because the global database would lose its primary."""
    primary = member("us-east-1", is_writer=True)
    found = reading(members=(primary, *map(member, left)))
    plan = Plan("x", regions(*left), found)
    assert finding_texts(change_findings, plan, declared("us-east-1", *left)) == [
        (
            f'regions["us-east-1"]: can\'t be removed: it has the primary now: {primary.arn}. Restore it and switch '
            f"over first: set primary_region: {named}, run `pulumi up`, then remove the region."
        )
    ]


def test_the_primary_of_aws_counts(reading, member):
    """After a switchover, the old primary's region can be removed and the new one's can't."""
    found = reading(members=(member("us-east-1"), member("eu-west-1", is_writer=True)))
    before = declared("us-east-1", "eu-west-1")
    assert change_findings(Plan("x", regions("eu-west-1"), found), before) == []
    assert len(finding_texts(change_findings, Plan("x", regions("us-east-1"), found), before)) == 1


def test_a_region_without_a_cluster_can_be_removed(reading):
    """A region without a cluster, or whose cluster was deleted outside Pulumi, can be removed."""
    assert change_findings(Plan("x", regions("us-east-1"), reading()), declared("us-east-1", "eu-west-1")) == []


def test_a_region_is_not_removed_without_a_read():
    """The region may have the primary if AWS can't be read, or belong to another account."""
    plan = Plan("x", regions("us-east-1"), replace(NOTHING, is_complete=False))
    assert finding_texts(change_findings, plan, declared("us-east-1", "eu-west-1")) == [
        (
            'regions["eu-west-1"]: can\'t be removed: AWS was not read, so the region may have the primary, whose '
            "deletion would lose the database. Restore the region in the program, or set observe: true and "
            "check that AWS can be read."
        )
    ]
    plan = Plan("x", regions("us-east-1"), NOTHING)
    assert finding_texts(change_findings, plan, declared("us-east-1", "eu-west-1")) == [
        (
            'regions["eu-west-1"]: can\'t be removed: the global cluster no longer exists in AWS. It was deleted '
            "outside Pulumi, or these are another account's credentials. Check the credentials first; then run `pulumi "
            "refresh`, which removes from the state what no longer exists, and remove the region."
        )
    ]


def test_a_region_whose_cluster_is_not_in_the_state_can_be_removed():
    """Nothing is deleted."""
    for found in (NOTHING, replace(NOTHING, is_complete=False)):
        plan = Plan("x", regions("us-east-1"), found, RecordedState(clusters={"us-east-1": "arn"}))
        assert change_findings(plan, declared("us-east-1", "eu-west-1")) == []


@pytest.mark.parametrize(
    ("has", "problem"),
    [
        ({"deletion_protection": True}, "AWS protects its cluster from deletion. Restore the region with"),
        (
            {"instances": ("orders-eu-west-1-1", "mine")},
            "its cluster has instances that are not managed by this stack: mine. AWS",
        ),
    ],
)
def test_a_region_that_aws_would_not_delete(reading, member, cluster, has, problem):
    """AWS would reject the deletion only after its member is detached and its instances are deleted."""
    found = replace(cluster(EU, "orders-eu-west-1"), **has)
    state = RecordedState(clusters={EU: found.arn}, instances={"x-eu-west-1-1": "orders-eu-west-1-1"})
    seen = reading([found], members=(member("us-east-1", is_writer=True), member(EU)))
    (text,) = finding_texts(change_findings, Plan("x", regions("us-east-1"), seen, state), declared("us-east-1", EU))
    assert text.startswith(f'regions["eu-west-1"]: can\'t be removed: {problem}')


def test_a_region_whose_final_snapshot_has_a_name_that_is_taken(reading, member, cluster):
    """AWS would reject the name only after the member is detached and its instances are deleted."""
    clusters = [cluster(EU, "orders-eu-west-1")]
    found = reading(clusters, members=(member("us-east-1", is_writer=True), member(EU)))
    state = RecordedState(clusters={EU: clusters[0].arn})
    plan = Plan("x", regions("us-east-1"), replace(found, snapshots=frozenset([EU])), state)
    assert finding_texts(change_findings, plan, declared("us-east-1", EU)) == [
        (
            'regions["eu-west-1"]: can\'t be removed: a snapshot with the name of its final snapshot already '
            "exists there. Restore the region with another final_snapshot_identifier, run `pulumi up`, then remove it."
        )
    ]


def test_a_stash_without_regions():
    """A state of the first releases has no regions."""
    assert change_findings(Plan("x", regions("us-east-1"), NOTHING), {"global_cluster_identifier": "orders"}) == []

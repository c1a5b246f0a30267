"""Checks before a region is removed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from neptune_global_component.core.facts.observed import ObservedFailover
from neptune_global_component.core.facts.recorded_state import RecordedState
from neptune_global_component.core.inputs.spec import RegionSpec, Spec
from neptune_global_component.core.plan.checks.removals import removal_findings
from neptune_global_component.core.plan.plan import Plan

US, EU = "us-east-1", "eu-west-1"
SPEC = Spec("orders", regions={US: RegionSpec(US, "orders", 1)}, primary_region=US)
COPY = (
    "can't be removed: its cluster arn:aws:rds:eu-west-1:123456789012:cluster:orders was detached from the global "
    "cluster, and may be the only copy of its data. To keep it, remove it from the state: `pulumi state delete --force "
    "--target-dependents 'urn:eu'`. It can then become the source_db_cluster_identifier of another global cluster. To "
    "delete it, delete its instances and the cluster in AWS, and run `pulumi up --refresh`."
)
UNREAD = (
    "can't be removed: its cluster could not be read, so what a deletion would lose is not known. Restore the region "
    "in the program until AWS can be read."
)


@pytest.fixture
def of_europe(reading, member, cluster):
    """Return the findings about a removal of eu-west-1, whose cluster is a secondary by default."""

    def texts(where="member", *, is_read=True, failover=None, snapshot=False, began=False, **has):
        found = replace(cluster(EU), **has)
        members = [member(US, is_writer=True), *([member(EU)] if where == "member" else [])]
        members = [] if where == "alone" else members
        where = "detached" if where == "alone" else where
        made = reading([found] if where == "member" and is_read else [], members=tuple(members), failover=failover)
        made = replace(
            made,
            detached={EU: found} if where == "detached" and is_read else {},
            unread=frozenset([EU] if where == "detached" and not is_read else ()),
            snapshots=frozenset([EU] if snapshot else ()),
        )
        state = RecordedState(
            regions=frozenset([US] if began else [US, EU]),
            clusters={EU: found.arn},
            roots={EU: "urn:eu"},
            instances={} if began else {"x-eu-west-1-1": "orders-1"},
        )
        return [(one.path, one.problem) for one in removal_findings(Plan("x", SPEC, made, state), EU)]

    return texts


def test_a_secondary_may_be_deleted(of_europe):
    """It was read, is not protected, and has only instances of the program."""
    assert of_europe(instances=("orders-1",)) == []


def test_the_coming_primary(of_europe, member):
    """A switchover outside Pulumi is making it the only writer."""
    arn = member(EU).arn
    ((path, problem),) = of_europe(failover=ObservedFailover("switching-over", member(US).arn, arn))
    assert path == 'regions["eu-west-1"]'
    assert problem == (
        f"can't be removed: it is about to become the primary: a switchover or failover to it is in progress: {arn}. "
        "Restore it and switch over first: set primary_region: 'us-east-1', run `pulumi up`, then remove the region."
    )
    assert of_europe(failover=ObservedFailover("switching-over", arn, member(US).arn)) == []


def test_one_that_could_not_be_read(of_europe):
    """It may be protected or the only copy, as a member or detached."""
    for where in ("member", "detached"):
        assert of_europe(where, is_read=False) == [('regions["eu-west-1"]', UNREAD)]


def test_a_deleted_cluster(of_europe):
    """The cluster does not exist, so its removal from the state loses nothing."""
    assert of_europe("gone", snapshot=True) == []


def test_an_interrupted_removal(of_europe):
    """AWS is deleting the cluster and has created its final snapshot."""
    assert of_europe("detached", snapshot=True, status="deleting", deletion_protection=True) == []


@pytest.mark.parametrize("where", ["detached", "alone"])
def test_a_detached_cluster_is_not_deleted(of_europe, where):
    """It may have been promoted, whether or not the global cluster has other members."""
    assert of_europe(where) == [('regions["eu-west-1"]', COPY)]


@pytest.mark.parametrize(
    ("where", "has", "is_kept"),
    [
        ("detached", {}, False),
        ("detached", {"instances": ("new",)}, True),
        ("detached", {"global_cluster": "other"}, True),
        ("alone", {}, True),
    ],
)
def test_a_removal_that_was_interrupted_after_the_detachment(of_europe, where, has, is_kept):
    """It continues unless the cluster is in use."""
    assert bool(of_europe(where, began=True, **{"instances": (), **has})) is is_kept


@pytest.mark.parametrize(
    ("has", "text"),
    [
        ({"deletion_protection": True}, "can't be removed: AWS protects its cluster from deletion."),
        (
            {"instances": ("orders-1", "mine")},
            "can't be removed: its cluster has instances that are not managed by this stack",
        ),
    ],
)
def test_what_aws_would_not_delete(of_europe, has, text):
    """A protected cluster, and one with unmanaged instances, can't be deleted."""
    ((_, problem),) = of_europe(**has)
    assert problem.startswith(text)

"""Why the cluster of a region that was taken out can't be deleted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from neptune_global_component.last_update import Declared
from neptune_global_component.observed import ObservedFailover
from neptune_global_component.plan import Plan
from neptune_global_component.refused_removals import removal
from neptune_global_component.spec import RegionSpec, Spec

US, EU = "us-east-1", "eu-west-1"
SPEC = Spec("orders", regions={US: RegionSpec(US, "orders", 1)}, primary_region=US)
ALONE = (
    "was taken out, but the global cluster has no members any more, and this cluster, which was detached elsewhere, "
    "may be the only copy: arn:aws:rds:eu-west-1:123456789012:cluster:orders. To keep it, take it out of the state "
    "(`pulumi state delete`, its instances first); to lose it, delete it in AWS, and run `pulumi refresh`."
)
UNREAD = (
    "was taken out, but its cluster could not be read, and whether AWS deletes it can't be told. Put it back, or see "
    "that AWS can be read."
)


@pytest.fixture
def of_europe(reading, member, cluster):
    """Gives what is said of a removal of eu-west-1, whose cluster is a secondary unless said otherwise."""

    def said(*, is_member=True, is_read=True, detached=None, failover=None, **has):
        found = replace(cluster(EU), **has)
        members = [member(US, is_writer=True), member(EU)] if is_member else []
        made = reading([found] if is_read else [], members=tuple(members), failover=failover)
        made = replace(made, detached={EU: found} if detached else {})
        state = Declared(clusters={EU: found.arn}, instances={"x-eu-west-1-1": "orders-1"})
        return [(one.path, one.problem) for one in removal(Plan("x", SPEC, made, state), EU)]

    return said


def test_a_secondary_may_be_deleted(of_europe):
    """It is read, not protected, and all of its instances are the program's."""
    assert of_europe(instances=("orders-1",)) == []


def test_the_coming_primary(of_europe, member):
    """A switchover under way elsewhere makes it the only one that writes."""
    arn = member(EU).arn
    ((path, problem),) = of_europe(failover=ObservedFailover("switching-over", member(US).arn, arn))
    assert path == 'regions["eu-west-1"]'
    assert problem == (
        f"was taken out, but it is about to have the primary, by a switchover or failover under way: {arn}. Put it "
        "back and switch over first: primary_region: 'us-east-1'."
    )
    assert of_europe(failover=ObservedFailover("switching-over", arn, member(US).arn)) == []


def test_one_that_could_not_be_read(of_europe):
    """It may be protected: AWS would say so when it is detached."""
    assert of_europe(is_read=False) == [('regions["eu-west-1"]', UNREAD)]


def test_the_last_one_that_was_detached(of_europe):
    """The global cluster is empty, so it may have the data."""
    assert of_europe(is_member=False, detached=True) == [('regions["eu-west-1"]', ALONE)]


@pytest.mark.parametrize(
    ("has", "text"),
    [
        ({"deletion_protection": True}, "was taken out, but AWS protects its cluster from deletion."),
        (
            {"instances": ("orders-1", "mine")},
            "was taken out, but its cluster has instances that are not the program's",
        ),
    ],
)
def test_what_aws_would_not_delete(of_europe, has, text):
    """Of a member and of one that was detached."""
    for found in (of_europe(**has), of_europe(is_member=False, detached=True, **has)[1:]):
        ((_, problem),) = found
        assert problem.startswith(text)

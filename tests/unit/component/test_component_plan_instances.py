"""The identifiers of instances, and the resources of a region that are imported."""

from __future__ import annotations

from dataclasses import replace

import pytest

from neptune_global_component.core.facts.observed import Reading
from neptune_global_component.core.facts.recorded_state import RecordedState
from neptune_global_component.core.inputs.spec import RegionSpec, Spec
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.plan.plan import Plan
from neptune_global_component.core.plan.resources import Existing
from neptune_global_component.core.plan.unfinished import may_be_unfinished, unfinished

EU = "eu-west-1"


@pytest.fixture
def names(reading, cluster):
    """Return the identifiers of the instances of ``orders`` in eu-west-1 by number."""

    def give(instances, has=(), kept=(), writer=None, *, adopt=True):
        found = replace(cluster(EU, "orders", *has), writer=writer)
        declared = RecordedState(instances=dict(kept))
        spec = Spec("orders", regions={EU: RegionSpec(EU, "orders", instances)}, adopt=adopt)
        plan = Plan("x", spec, reading(clusters=[found]), declared)
        return [plan.instance(EU, number) for number in range(1, instances + 1)]

    return give


def test_instances_have_standard_names(names):
    """Without adopt, other instances of the cluster do not matter."""
    assert names(2, ["mine-1", "mine-2"], adopt=False) == ["orders-1", "orders-2"]


def test_the_writer_is_imported_first(names):
    """The first instance is protected, because a cluster needs a writer; the others follow by name."""
    assert names(3, ["b", "c", "a"], writer="c") == ["c", "a", "b"]


@pytest.mark.parametrize("has", [["a", "b", "c"], ["c", "b", "a"], ["b", "a", "c"]])
def test_what_is_imported_does_not_depend_on_the_order_of_the_answer(names, has):
    """AWS does not guarantee an order."""
    assert names(3, has) == ["a", "b", "c"]


def test_an_instance_that_has_a_standard_name_keeps_its_number(names):
    """It is not imported under another number, even if it is the writer."""
    assert names(3, ["mine", "orders-2"], writer="orders-2") == ["mine", "orders-2", "orders-3"]


def test_more_instances_than_there_are(names):
    """Missing instances are created under their standard names."""
    assert names(3, ["mine"]) == ["mine", "orders-2", "orders-3"]


def test_fewer_instances_than_there_are(names):
    """The other instances are not imported."""
    assert names(1, ["a", "b"], writer="b") == ["b"]


@pytest.mark.parametrize("adopt", [True, False])
def test_what_the_state_has_keeps_its_identifier(names, adopt):
    """An imported instance keeps its number without adopt and after a failover."""
    kept = {"x-eu-west-1-1": "mine", "x-eu-west-1-2": "orders-2"}
    assert names(2, ["mine", "orders-2"], kept, writer="orders-2", adopt=adopt) == ["mine", "orders-2"]


def test_an_instance_of_the_state_that_is_gone_is_not_another_one(names):
    """Another identifier would replace it by an instance that exists already."""
    assert names(1, ["foreign"], {"x-eu-west-1-1": "orders-1"}) == ["orders-1"]


def test_an_instance_of_the_state_is_not_imported_twice(names):
    """It is not imported under a new number while the program removes its old number."""
    kept = {"x-eu-west-1-1": "orders-1", "x-eu-west-1-3": "orders-3"}
    assert names(2, ["orders-1", "orders-3"], kept) == ["orders-1", "orders-2"]


@pytest.mark.parametrize("adopt", [True, False])
def test_an_imported_standard_name_is_not_used_twice(names, adopt):
    """The other number gets another name."""
    given = names(2, ["orders-2"], {"x-eu-west-1-1": "orders-2"}, adopt=adopt)
    assert given == ["orders-2", "orders-18"]


def test_names_are_those_of_the_region_and_the_component(names):
    """Instances of another component or region do not match."""
    others = {"y-eu-west-1-1": "theirs", "x-eu-west-11-1": "theirs", "x-eu-west-1-a-1": "theirs", "x": "theirs"}
    assert names(1, [], others, adopt=False) == ["orders-1"]


def test_an_instance_is_imported_under_its_name(reading, cluster):
    """It is imported under its own name."""
    spec = Spec("orders", regions={EU: RegionSpec(EU, "orders", 2)}, adopt=True)
    plan = Plan("x", spec, reading(clusters=[cluster(EU, "orders", "mine")]))
    assert [plan.existing_instance(EU, number) for number in (1, 2)] == [
        Existing("mine@eu-west-1", "arn:aws:rds:eu-west-1:123456789012:db:mine"),
        None,
    ]


@pytest.mark.parametrize(("has", "exists"), [("orders", True), ("default", False), (None, False)])
def test_the_subnet_group_of_a_cluster_that_exists(reading, cluster, has, exists):
    """It belongs to the component if it has the cluster's name, without another read."""
    spec = Spec("orders", regions={EU: RegionSpec(EU, "orders", 1)})
    plan = Plan("x", spec, reading(clusters=[replace(cluster(EU), subnet_group=has)]))
    group = Existing("orders@eu-west-1", "arn:aws:rds:eu-west-1:123456789012:subgrp:orders")
    assert plan.existing_subnet_group(EU) == (group if exists else None)


def test_a_subnet_group_without_its_cluster():
    """The separate read of the subnet group is enough."""
    plan = Plan("x", Spec("orders", regions={EU: RegionSpec(EU, "orders", 1)}), Reading(None, {EU: "arn:group"}))
    assert plan.existing_subnet_group(EU) == Existing("orders@eu-west-1", "arn:group")


@pytest.mark.parametrize("adopt", [True, False])
def test_without_a_cluster_identifier_there_is_no_name(adopt):
    """A preview may not know the identifier yet."""
    spec = Spec(UNKNOWN, regions={EU: RegionSpec(EU, UNKNOWN, 1)}, adopt=adopt)
    assert Plan("x", spec, Reading()).instance(EU, 1) is None


@pytest.fixture
def interrupted(reading, cluster):
    """Return the plan of ``orders`` with an instance in eu-west-1, in AWS and in the state."""

    def make(*, status="available", whole="available", has=("orders-1",), kept=("orders-1",), is_read=True):
        found = replace(cluster(EU, "orders", *has), status=status)
        spec = Spec("orders", regions={EU: RegionSpec(EU, "orders", 1)})
        instances = {f"x-{EU}-{number}": one for number, one in enumerate(kept, 1)}
        return Plan("x", spec, reading([found], status=whole), RecordedState(instances=instances, is_read=is_read))

    return make


def test_where_all_is_there_nothing_is_unfinished(interrupted):
    """Otherwise each update would read the instances."""
    plan = interrupted()
    assert (may_be_unfinished(plan), unfinished(plan)) == (False, {})


@pytest.mark.parametrize(("status", "whole"), [("creating", "available"), ("available", "creating")])
def test_what_aws_is_creating_is_unfinished(interrupted, status, whole):
    """A cluster or a global cluster that AWS is creating is unfinished."""
    assert may_be_unfinished(interrupted(status=status, whole=whole))


def test_an_instance_that_the_state_lacks_may_be_unfinished(interrupted):
    """An interrupted update may have requested it; an instance that is not in the program is unmanaged."""
    plan = interrupted(has=("orders-1", "mine"), kept=())
    assert (may_be_unfinished(plan), unfinished(plan)) == (True, {EU: {"orders-1"}})


def test_without_the_state_nothing_is_known_to_be_unfinished(interrupted):
    """With Pulumi's mocks in unit tests, there is no state."""
    assert not may_be_unfinished(interrupted(kept=(), is_read=False))

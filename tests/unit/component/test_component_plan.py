"""The plan for a spec and the resources in AWS."""

from __future__ import annotations

import pytest
from argument_problems import SOURCE

from neptune_global_component.core.facts.observed import Reading
from neptune_global_component.core.facts.recorded_state import UNREAD_STATE, RecordedState
from neptune_global_component.core.inputs.spec import RegionSpec, Spec
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.plan.plan import Plan
from neptune_global_component.core.plan.resources import Existing

NOTHING = Reading()


@pytest.mark.parametrize("spec", [Spec("orders", engine_version="1.4.6.0"), Spec("orders", SOURCE), Spec(UNKNOWN)])
def test_where_aws_has_none_there_is_nothing_to_compare(spec):
    """Without a global cluster or a read, the plan follows the spec."""
    plan = Plan("x", spec, NOTHING)
    assert (plan.existing, plan.engine_version, plan.promoted_region) == (None, None, None)


@pytest.mark.parametrize(
    ("source", "exists", "engine", "child_source"),
    [
        (None, False, "neptune", None),
        (SOURCE, False, None, SOURCE),
        (UNKNOWN, False, None, UNKNOWN),
        (None, True, "neptune", None),
        (SOURCE, True, "neptune", None),
        (UNKNOWN, True, "neptune", None),
    ],
)
def test_the_engine_excludes_the_source(reading, source, exists, engine, child_source):
    """The engine is set only if the source is not."""
    plan = Plan("x", Spec("orders", source), reading() if exists else NOTHING)
    assert (plan.engine, plan.source) == (engine, child_source)


def test_what_was_not_read_after_its_creation_keeps_its_source(reading):
    """The source stays in the inputs, because its removal would replace the global cluster."""
    plan = Plan("x", Spec("orders", SOURCE), reading(), RecordedState(is_incomplete=True))
    assert (plan.engine, plan.source) == (None, SOURCE)


def test_a_global_cluster_that_exists(reading):
    """The import id has no region, because a global cluster is in none."""
    existing = Existing("orders", "arn:aws:rds::123456789012:global-cluster:orders")
    assert Plan("x", Spec("orders"), reading()).existing == existing


@pytest.mark.parametrize(("given", "protect"), [(True, True), (False, False), (None, False), (UNKNOWN, False)])
def test_deletion_protection_also_protects_in_the_engine(given, protect):
    """A destroy fails before anything is deleted."""
    assert Plan("x", Spec("orders", deletion_protection=given), NOTHING).protect is protect


def regions(*names, **values):
    """Return a spec of regions, the first one the primary; ``values`` are the global database's."""
    made = {name: RegionSpec(name, f"orders-{name}", 2) for name in names}
    return Spec("orders", regions=made, primary_region=next(iter(made), None), **values)


def region(values, **whole):
    """Return a spec of one region, eu-west-1, with these values."""
    return Spec("orders", regions={"eu-west-1": RegionSpec("eu-west-1", "orders-eu", 2, values)}, **whole)


def test_the_primary_is_where_it_is_declared_at_first():
    """The first primary is in the declared region."""
    assert Plan("x", regions("us-east-1", "eu-west-1"), NOTHING).primary_region == "us-east-1"


def test_the_primary_is_where_the_writer_is(reading, member):
    """After a switchover, the primary is in the region of the writer in AWS."""
    found = reading(members=(member("us-east-1"), member("eu-west-1", is_writer=True)))
    assert Plan("x", regions("us-east-1", "eu-west-1"), found).primary_region == "eu-west-1"


def test_an_empty_global_cluster_has_its_primary_in_the_declared_region(reading, member):
    """The declared region gets the primary, also if AWS returns no writer."""
    spec = regions("us-east-1", "eu-west-1")
    assert Plan("x", spec, reading()).primary_region == "us-east-1"
    assert Plan("x", spec, reading(members=(member("eu-west-1"),))).primary_region == "us-east-1"


def test_a_primary_outside_the_regions_of_the_program(reading, member):
    """No child waits for a source, or for a writer in another region."""
    source = Spec("orders", SOURCE, regions=regions("us-east-1").regions, primary_region="eu-west-1")
    assert Plan("x", source, NOTHING).primary_region is None
    found = reading(members=(member("ap-south-1", is_writer=True),))
    assert Plan("x", regions("us-east-1"), found).primary_region is None
    assert Plan("x", Spec("orders"), NOTHING).primary_region is None


def existing(plan, region="us-east-1"):
    """Return a region's cluster, its two instances and its subnet group in AWS."""
    instances = [plan.existing_instance(region, number) for number in (1, 2)]
    return [plan.existing_cluster(region), *instances, plan.existing_subnet_group(region)]


def in_us(kind, name):
    """Return the import id in us-east-1, which has the region because the provider has another one."""
    return Existing(f"{name}@us-east-1", f"arn:aws:rds:us-east-1:123456789012:{kind}:{name}")


def test_what_exists_in_a_region(reading, cluster):
    """The cluster, its instances and its subnet group exist; the other region is empty."""
    instances = ("orders-us-east-1-1", "orders-us-east-1-2")
    found = reading(clusters=[cluster("us-east-1", "orders-us-east-1", *instances)], subnet_groups=["us-east-1"])
    plan = Plan("x", regions("us-east-1", "eu-west-1"), found)
    assert existing(plan) == [
        in_us("cluster", "orders-us-east-1"),
        in_us("db", "orders-us-east-1-1"),
        in_us("db", "orders-us-east-1-2"),
        in_us("subgrp", "orders-us-east-1"),
    ]
    assert existing(plan, "eu-west-1") == [None] * 4


def test_instances_that_do_not_exist(reading, cluster):
    """An instance with another name is not the region's."""
    found = reading(clusters=[cluster("us-east-1", "orders-us-east-1", "orders-us-east-1-2", "mine-1")])
    plan = Plan("x", regions("us-east-1"), found)
    assert existing(plan) == [in_us("cluster", "orders-us-east-1"), None, in_us("db", "orders-us-east-1-2"), None]


@pytest.mark.parametrize(("where", "identifier"), [("us-east-1", "orders-eu-west-1"), ("us-east-1", "other")])
def test_a_cluster_of_another_name_or_region(reading, cluster, where, identifier):
    """A cluster of another identifier or region is not the component's: identifiers are unique per region only."""
    plan = Plan("x", regions("us-east-1", "eu-west-1"), reading(clusters=[cluster(where, identifier)]))
    assert [plan.cluster(region) for region in plan.spec.regions] == [None, None]
    assert existing(plan) == existing(plan, "eu-west-1") == [None] * 4


def test_what_has_no_name_yet(reading, cluster):
    """An unknown identifier matches no resource."""
    spec = Spec(UNKNOWN, regions={"eu-west-1": RegionSpec("eu-west-1", UNKNOWN, 1)})
    plan = Plan("x", spec, reading(clusters=[cluster("eu-west-1", "orders", "orders-1")]))
    assert existing(plan, "eu-west-1") == [None] * 4


def test_without_a_read_nothing_is_known_to_exist():
    """Without a read, no resource is known to exist."""
    assert existing(Plan("x", regions("us-east-1"), NOTHING)) == [None] * 4


@pytest.mark.parametrize(
    ("whole", "own", "protection"),
    [
        (True, {}, True),
        (True, {"deletion_protection": False}, False),
        (None, {"deletion_protection": True}, True),
        (False, {"deletion_protection": UNKNOWN}, UNKNOWN),
        (UNKNOWN, {}, UNKNOWN),
        (None, {}, None),
    ],
)
def test_deletion_protection_of_a_region(whole, own, protection):
    """A region's own value takes precedence over the global database's."""
    plan = Plan("x", region(own, deletion_protection=whole), NOTHING)
    assert plan.spec.value("deletion_protection", "eu-west-1") is protection


@pytest.mark.parametrize(
    ("whole", "own", "tags"),
    [
        (None, {}, None),
        ({}, {"tags": {}}, None),
        ({"a": "1", "b": "1"}, {}, {"a": "1", "b": "1"}),
        (None, {"tags": {"b": "2"}}, {"b": "2"}),
        ({"a": "1", "b": "1"}, {"tags": {"b": "2", "c": "2"}}, {"a": "1", "b": "2", "c": "2"}),
        (UNKNOWN, {"tags": {"b": "2"}}, None),
        ({"a": "1"}, {"tags": UNKNOWN}, None),
    ],
)
def test_tags_of_a_region(whole, own, tags):
    """A region's own tags override the global database's; unknown tags stay unknown."""
    assert Plan("x", region(own, tags=whole), NOTHING).spec.value("tags", "eu-west-1") == tags


@pytest.mark.parametrize(
    ("state", "given", "version"),
    [
        (UNREAD_STATE, None, "1.4.6.0"),
        (UNREAD_STATE, UNKNOWN, "1.4.6.0"),
        (UNREAD_STATE, "1.4.6.1", "1.4.6.1"),
        (RecordedState(), "1.4.6.1", "1.4.6.1"),
        (RecordedState("1.4.6.0"), "1.4.6.1", "1.4.6.1"),
        (RecordedState("1.4.6.1"), "1.4.6.1", "1.4.6.0"),
        (RecordedState("1.4.6.1"), None, "1.4.6.0"),
    ],
)
def test_the_engine_version_of_a_new_member(reading, member, state, given, version):
    """It is the version that this update upgrades to, or else the one that AWS runs."""
    found = reading(members=(member("us-east-1", is_writer=True),))
    assert Plan("x", Spec("orders", engine_version=given), found, state).engine_version == version


def test_the_first_member_has_the_version_of_its_global_cluster(reading):
    """An empty global cluster is not upgraded."""
    assert Plan("x", Spec("orders", engine_version="1.4.6.1"), reading()).engine_version == "1.4.6.0"


def test_a_preview_shows_the_protection_after_the_update(reading):
    """A protection that the program set and removed is off; one that it never set stays."""
    state = RecordedState(is_protected=True, set_properties={"": frozenset(["deletionProtection"])})
    found = reading(deletion_protection=True)
    removed = Plan("x", Spec("orders"), found, state)
    assert removed.expected(found.observation).global_cluster.deletion_protection is False
    kept = Plan("x", Spec("orders", deletion_protection=True), found, state)
    assert kept.expected(found.observation).global_cluster.deletion_protection is True
    unmanaged = Plan("x", Spec("orders"), found, RecordedState(is_protected=True))
    assert unmanaged.expected(found.observation).global_cluster.deletion_protection is True
    unknown = Plan("x", Spec("orders", deletion_protection=UNKNOWN), found, state)
    assert unknown.expected(found.observation).global_cluster.deletion_protection is True

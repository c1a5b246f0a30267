"""What is done for a spec, given what AWS has."""

from __future__ import annotations

import pytest
from argument_problems import SOURCE

from neptune_global_component.core.facts.last_update import Declared
from neptune_global_component.core.facts.observed import Reading
from neptune_global_component.core.inputs.spec import RegionSpec, Spec
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.plan.plan import Existing, Plan

NOTHING = Reading()


@pytest.mark.parametrize("spec", [Spec("orders", engine_version="1.4.6.0"), Spec("orders", SOURCE), Spec(UNKNOWN)])
def test_where_aws_has_none_there_is_nothing_to_compare(spec):
    """Without a global cluster, or without a read, the spec is what is done."""
    made = Plan("x", spec, NOTHING)
    assert (made.existing, made.engine_version, made.switchover) == (None, None, None)


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
    """A child has either: the source only while the global cluster does not exist."""
    made = Plan("x", Spec("orders", source), reading() if exists else NOTHING)
    assert (made.engine, made.source) == (engine, child_source)


def test_what_was_not_read_after_its_creation_keeps_its_source(reading):
    """Without it, the state's and the program's would differ, and pulumi-aws would replace the global cluster."""
    made = Plan("x", Spec("orders", SOURCE), reading(), Declared(is_half_made=True))
    assert (made.engine, made.source) == (None, SOURCE)


def test_a_global_cluster_that_exists(reading):
    """Its id is without a region, as it is in none."""
    existing = Existing("orders", "arn:aws:rds::123456789012:global-cluster:orders")
    assert Plan("x", Spec("orders"), reading()).existing == existing


@pytest.mark.parametrize(("given", "protect"), [(True, True), (False, False), (None, False), (UNKNOWN, False)])
def test_deletion_protection_also_protects_in_the_engine(given, protect):
    """A destroy is refused before anything is deleted, where protection is known to be wanted."""
    assert Plan("x", Spec("orders", deletion_protection=given), NOTHING).protect is protect


def regions(*names, **values):
    """A spec of regions, the first one the primary; ``values`` are those of the whole."""
    made = {name: RegionSpec(name, f"orders-{name}", 2) for name in names}
    return Spec("orders", regions=made, primary_region=next(iter(made), None), **values)


def region(values, **whole):
    """A spec of one region, eu-west-1, with these values."""
    return Spec("orders", regions={"eu-west-1": RegionSpec("eu-west-1", "orders-eu", 2, values)}, **whole)


def test_the_primary_is_where_it_is_declared_at_first():
    """Before there is anything, the program says where."""
    assert Plan("x", regions("us-east-1", "eu-west-1"), NOTHING).primary_region == "us-east-1"


def test_the_primary_is_where_the_writer_is(reading, member):
    """After a switchover it is where AWS says."""
    found = reading(members=(member("us-east-1"), member("eu-west-1", is_writer=True)))
    assert Plan("x", regions("us-east-1", "eu-west-1"), found).primary_region == "eu-west-1"


def test_an_empty_global_cluster_has_its_primary_where_it_is_declared(reading, member):
    """Also where AWS names no writer."""
    spec = regions("us-east-1", "eu-west-1")
    assert Plan("x", spec, reading()).primary_region == "us-east-1"
    assert Plan("x", spec, reading(members=(member("eu-west-1"),))).primary_region == "us-east-1"


def test_a_primary_that_is_elsewhere(reading, member):
    """A source, or a writer in a region that is none of the program's, is nothing to wait for."""
    source = Spec("orders", SOURCE, regions=regions("us-east-1").regions, primary_region="eu-west-1")
    assert Plan("x", source, NOTHING).primary_region is None
    found = reading(members=(member("ap-south-1", is_writer=True),))
    assert Plan("x", regions("us-east-1"), found).primary_region is None
    assert Plan("x", Spec("orders"), NOTHING).primary_region is None


def existing(made, region="us-east-1"):
    """What AWS has of a region's cluster, its two instances and its subnet group."""
    instances = [made.existing_instance(region, number) for number in (1, 2)]
    return [made.existing_cluster(region), *instances, made.existing_subnet_group(region)]


def in_us(kind, name):
    """A thing in us-east-1: its id names the region, as that is another one than the provider's."""
    return Existing(f"{name}@us-east-1", f"arn:aws:rds:us-east-1:123456789012:{kind}:{name}")


def test_what_exists_in_a_region(reading, cluster):
    """The cluster, its instances and its subnet group; nothing in the other region."""
    instances = ("orders-us-east-1-1", "orders-us-east-1-2")
    found = reading(clusters=[cluster("us-east-1", "orders-us-east-1", *instances)], subnet_groups=["us-east-1"])
    made = Plan("x", regions("us-east-1", "eu-west-1"), found)
    assert existing(made) == [
        in_us("cluster", "orders-us-east-1"),
        in_us("db", "orders-us-east-1-1"),
        in_us("db", "orders-us-east-1-2"),
        in_us("subgrp", "orders-us-east-1"),
    ]
    assert existing(made, "eu-west-1") == [None] * 4


def test_instances_that_do_not_exist(reading, cluster):
    """An instance of another name is not the region's."""
    found = reading(clusters=[cluster("us-east-1", "orders-us-east-1", "orders-us-east-1-2", "mine-1")])
    made = Plan("x", regions("us-east-1"), found)
    assert existing(made) == [in_us("cluster", "orders-us-east-1"), None, in_us("db", "orders-us-east-1-2"), None]


@pytest.mark.parametrize(("where", "identifier"), [("us-east-1", "orders-eu-west-1"), ("us-east-1", "other")])
def test_a_cluster_of_another_name_or_region(reading, cluster, where, identifier):
    """Two regions may have clusters of one identifier."""
    made = Plan("x", regions("us-east-1", "eu-west-1"), reading(clusters=[cluster(where, identifier)]))
    assert [made.cluster(region) for region in made.spec.regions] == [None, None]
    assert existing(made) == existing(made, "eu-west-1") == [None] * 4


def test_what_has_no_name_yet(reading, cluster):
    """An identifier that is not known yet is nobody's."""
    spec = Spec(UNKNOWN, regions={"eu-west-1": RegionSpec("eu-west-1", UNKNOWN, 1)})
    made = Plan("x", spec, reading(clusters=[cluster("eu-west-1", "orders", "orders-1")]))
    assert existing(made, "eu-west-1") == [None] * 4


def test_without_a_read_nothing_is_known_to_exist():
    """What AWS has is not guessed."""
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
    """Its own goes before that of the global database."""
    made = Plan("x", region(own, deletion_protection=whole), NOTHING)
    assert made.spec.protection_of("eu-west-1") is protection


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
    """Its own go before those of the global database; of what is not known yet nothing is said."""
    assert Plan("x", region(own, tags=whole), NOTHING).spec.tags_of("eu-west-1") == tags


@pytest.mark.parametrize(
    ("declared", "given", "version"),
    [
        (None, None, "1.4.6.0"),
        (None, UNKNOWN, "1.4.6.0"),
        (None, "1.4.6.1", "1.4.6.1"),
        (Declared(), "1.4.6.1", "1.4.6.1"),
        (Declared("1.4.6.0"), "1.4.6.1", "1.4.6.1"),
        (Declared("1.4.6.1"), "1.4.6.1", "1.4.6.0"),
        (Declared("1.4.6.1"), None, "1.4.6.0"),
    ],
)
def test_the_engine_version_of_a_new_member(reading, member, declared, given, version):
    """It is what this update upgrades to, which is only what was not declared before; else what AWS runs."""
    found = reading(members=(member("us-east-1", is_writer=True),))
    assert Plan("x", Spec("orders", engine_version=given), found, declared).engine_version == version


def test_the_first_member_has_the_version_of_its_global_cluster(reading):
    """An empty global cluster has nothing to upgrade."""
    assert Plan("x", Spec("orders", engine_version="1.4.6.1"), reading()).engine_version == "1.4.6.0"

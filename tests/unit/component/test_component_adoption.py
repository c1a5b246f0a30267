"""Checks before an import compare resources in AWS with the program, property by property."""

from __future__ import annotations

from dataclasses import replace

import pytest
from argument_problems import SOURCE

from neptune_global_component.core.inputs.spec import RegionSpec, Spec
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.messages import render
from neptune_global_component.core.plan.adoption import member_mismatches, mismatches
from neptune_global_component.core.plan.plan import Plan

US, EU = "us-east-1", "eu-west-1"
KEY = "arn:aws:kms:eu-west-1:123456789012:key/1"


def other(path, wanted, has):
    """Return the message about a property that differs in AWS."""
    return f"{path}: {wanted} is not the value of the resource to import. Set {has}."


@pytest.fixture
def whole(reading, member):
    """Return the findings about a global database with a primary in eu-west-1 and a secondary in us-east-1."""

    def give(*, empty=False, secret=(), **values):
        members = () if empty else (member(EU, is_writer=True), member(US))
        found = reading(members=members)
        plan = Plan("x", Spec("orders", adopt=True, secret=frozenset(secret), **values), found)
        return [render(one, plan.spec.secrets) for one in mismatches(plan, plan.observed)]

    return give


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"engine_version": "1.4.6.0", "storage_encrypted": False, "source_db_cluster_identifier": SOURCE},
        {"engine_version": UNKNOWN, "storage_encrypted": UNKNOWN, "source_db_cluster_identifier": UNKNOWN},
        {"source_db_cluster_identifier": SOURCE.replace(EU, US), "primary_region": EU},
        {"primary_region": EU, "deletion_protection": True},
        {"primary_region": US, "empty": True},
    ],
)
def test_a_matching_database(whole, values):
    """Equal, absent, unknown and updatable values have no finding, and any member can be the source."""
    assert whole(**values) == []


@pytest.mark.parametrize(
    ("key", "given", "wanted", "has"),
    [
        ("engine_version", "1.4.7.0", "'1.4.7.0'", "'1.4.6.0'"),
        ("engine_version", "1.4.5.0", "'1.4.5.0'", "'1.4.6.0'"),
        ("storage_encrypted", True, "True", "False"),
        ("primary_region", US, "'us-east-1'", "'eu-west-1'"),
    ],
)
def test_a_property_that_is_another_one(whole, key, given, wanted, has):
    """The finding has the program's value and the one to set."""
    assert whole(**{key: given}) == [other(key, wanted, has)]


def test_a_version_that_is_a_secret(whole):
    """A secret version is not shown."""
    assert whole(engine_version="1.4.7.0", secret=["engine_version"]) == [
        other("engine_version", "[secret]", "'1.4.6.0'")
    ]


def test_the_primary_is_where_the_source_is(whole):
    """A secondary is not the primary."""
    assert whole(source_db_cluster_identifier=SOURCE.replace(EU, US)) == [
        other("primary_region", "'us-east-1'", "'eu-west-1'")
    ]


@pytest.mark.parametrize(("secret", "shown"), [((), "'{}'"), (("source_db_cluster_identifier",), "[secret]")])
@pytest.mark.parametrize(("empty", "members"), [(False, f"{SOURCE}, {SOURCE.replace(EU, US)}"), (True, "none")])
def test_a_source_that_is_no_member(whole, secret, shown, empty, members):
    """The finding lists the members."""
    source = SOURCE.replace("orders", "another")
    assert whole(source_db_cluster_identifier=source, empty=empty, secret=secret) == [
        (
            f"source_db_cluster_identifier: {shown.format(source)} is not a member of the global cluster. Its "
            f"members: {members}."
        )
    ]


@pytest.fixture
def of_the_region(reading, cluster, member):
    """Return the findings about the cluster ``orders`` in eu-west-1."""

    def give(identifier="orders", secret=(), **values):
        found = replace(cluster(EU), subnet_group="default", kms_key_arn=KEY)
        spec = Spec("orders", regions={EU: RegionSpec(EU, identifier, 1, values)}, secret=frozenset(secret))
        return [render(one, spec.secrets) for one in member_mismatches(Plan("x", spec, reading([found])), member(EU))]

    return give


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"port": 8182, "neptune_subnet_group_name": "default", "kms_key_arn": KEY},
        {"port": UNKNOWN, "neptune_subnet_group_name": UNKNOWN, "kms_key_arn": UNKNOWN},
        {"identifier": UNKNOWN, "port": 1},
        {"backup_retention_period": 35, "instance_class": "db.r8g.large"},
    ],
)
def test_a_matching_cluster(of_the_region, values):
    """Equal, absent, unknown and updatable values have no finding."""
    assert of_the_region(**values) == []


@pytest.mark.parametrize(
    ("key", "given", "has"),
    [("port", 8183, 8182), ("neptune_subnet_group_name", "mine", "default"), ("kms_key_arn", f"{KEY}2", KEY)],
)
@pytest.mark.parametrize("secret", [False, True])
def test_a_property_of_a_cluster_that_is_another_one(of_the_region, key, given, has, secret):
    """A property that would replace the cluster is a finding."""
    path = f'regions["eu-west-1"].{key}'
    shown = "[secret]" if secret else repr(given)
    assert of_the_region(**{key: given}, secret=[path] if secret else []) == [other(path, shown, repr(has))]


def test_another_cluster_identifier(of_the_region):
    """Only the name is compared."""
    path = 'regions["eu-west-1"].cluster_identifier'
    assert of_the_region("orders-eu", port=1) == [other(path, "'orders-eu'", "'orders'")]


def test_subnets_for_a_cluster_that_is_in_another_subnet_group(of_the_region):
    """A new subnet group would not be used."""
    assert of_the_region(subnet_ids=["subnet-1", "subnet-2"]) == [
        (
            "regions[\"eu-west-1\"].subnet_ids: is set, but the cluster has the subnet group 'default', which AWS "
            "never changes. Set neptune_subnet_group_name: 'default' instead."
        )
    ]


def test_subnets_for_a_cluster_in_the_group_of_its_name(reading, cluster, member):
    """The subnet group is imported with the cluster."""
    spec = Spec("orders", regions={EU: RegionSpec(EU, "orders", 1, {"subnet_ids": UNKNOWN})})
    plan = Plan("x", spec, reading([replace(cluster(EU), subnet_group="orders")]))
    assert list(member_mismatches(plan, member(EU))) == []


def test_the_regions_of_the_program_are_looked_at(whole):
    """Regions with a member are compared; regions without one are added, and other members are ignored."""
    regions = {name: RegionSpec(name, "other", 1) for name in (EU, "ap-south-1")}
    assert whole(regions=regions, engine_version="1.4.7.0") == [
        other("engine_version", "'1.4.7.0'", "'1.4.6.0'"),
        other('regions["eu-west-1"].cluster_identifier', "'other'", "'orders'"),
    ]

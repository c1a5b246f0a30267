"""Normalized arguments."""

from __future__ import annotations

import dataclasses

import pytest
from argument_problems import REGION, SOURCE

from neptune_global_component.core.errors import InvalidArgsError
from neptune_global_component.core.inputs.spec import RegionSpec, Spec, known, parse
from neptune_global_component.core.inputs.table import ARGUMENTS
from neptune_global_component.core.inputs.unknown import UNKNOWN


def regions(regions, **args):
    """Return the regions of a spec with these arguments."""
    given = {"global_cluster_identifier": "Orders", "regions": regions, **args}
    return parse("x", given).regions


def test_the_identifier_is_in_lower_case():
    """AWS stores the identifier in lower case."""
    assert parse("x", {"global_cluster_identifier": "Orders-Global"}) == Spec("orders-global")


def test_a_spec_has_every_argument():
    """A spec has every argument, and the paths of the secret ones."""
    args = {
        "global_cluster_identifier": "orders",
        "engine": "neptune",
        "engine_version": "1.4.6.0",
        "deletion_protection": True,
        "storage_encrypted": False,
        "allow_major_version_upgrade": True,
        "adopt": True,
        "tags": {"team": "orders"},
        "observe": False,
    }
    spec = parse("x", args, ["engine"])
    none = {"source_db_cluster_identifier": None, "primary_region": None, "regions": {}}
    assert {key: getattr(spec, key) for key in ARGUMENTS} == {**args, **none}
    assert spec.secret == {"engine"}


def test_none_is_the_default():
    """None equals a missing argument: AWS is read by default."""
    assert parse("x", dict.fromkeys(ARGUMENTS) | {"global_cluster_identifier": "orders"}) == Spec("orders")
    assert Spec("orders").observe is True


def test_what_is_not_known_yet_stays_so():
    """An unknown identifier is not changed."""
    assert parse("x", {"global_cluster_identifier": UNKNOWN, "engine_version": UNKNOWN}) == Spec(
        UNKNOWN, engine_version=UNKNOWN
    )


@pytest.mark.parametrize(("source", "region"), [(SOURCE, "eu-west-1"), (UNKNOWN, None), (None, None)])
def test_the_region_of_the_source(source, region):
    """The region of the source is in its ARN."""
    assert Spec("orders", source).source_region == region


@pytest.mark.parametrize(("value", "result"), [(UNKNOWN, None), (None, None), (False, False), ("a", "a")])
def test_known(value, result):
    """Only an unknown value becomes None."""
    assert known(value) is result


def test_the_secrets_of_a_spec():
    """Identifiers and ARNs of secret arguments are secret, wherever messages have them."""
    regions = {"eu-west-1": RegionSpec("eu-west-1", "hush", 1)}
    source = "arn:aws:rds:us-east-1:123456789012:cluster:source"
    paths = frozenset({'regions["eu-west-1"].cluster_identifier', "source_db_cluster_identifier", "engine_version"})
    secrets = Spec("orders", source, engine_version="1.4.6.0", regions=regions, secret=paths).secrets
    assert (secrets.paths, sorted(secrets.identifiers), secrets.arns) == (paths, ["hush", "source"], [source])
    assert secrets.version == "1.4.6.0"


def test_a_spec_does_not_change():
    """A spec can't change after the checks."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        Spec("orders").engine = "neptune"


def test_the_error_names_the_component():
    """The name is the one in the program."""
    with pytest.raises(
        InvalidArgsError, match=r"^GlobalCluster 'mine': 1 problem; nothing was changed\.\n  - "
    ) as caught:
        parse("mine", {})
    assert caught.value.name == "mine"


def test_defaults_of_a_region():
    """The default cluster name is the global cluster's with the region, and there is one instance."""
    given = {"regions": {"eu-west-1": {**REGION, "port": None}}, "global_cluster_identifier": "Orders"}
    spec = parse("x", given)
    region = RegionSpec("eu-west-1", "orders-eu-west-1", 1, REGION)
    assert spec == Spec("orders", regions={"eu-west-1": region}, primary_region="eu-west-1")
    assert (region.cluster, region.instance(1), region.instance(12)) == (
        "orders-eu-west-1",
        "orders-eu-west-1-1",
        "orders-eu-west-1-12",
    )


@pytest.mark.parametrize(
    ("given", "whole", "identifier"),
    [
        ({"cluster_identifier": "Mine-EU"}, "Orders", "mine-eu"),
        ({"cluster_identifier": "Mine-EU"}, UNKNOWN, "mine-eu"),
        ({"cluster_identifier": None}, "Orders", "orders-eu-west-1"),
        ({"cluster_identifier": UNKNOWN}, "Orders", UNKNOWN),
        ({}, UNKNOWN, UNKNOWN),
    ],
)
def test_the_identifier_of_a_cluster(given, whole, identifier):
    """It is in lower case, and known when its parts are."""
    found = regions({"eu-west-1": {**REGION, **given}}, global_cluster_identifier=whole)["eu-west-1"]
    assert found.cluster_identifier == identifier
    assert (found.cluster, found.instance(2)) == (
        (None, None) if identifier is UNKNOWN else (identifier, f"{identifier}-2")
    )


@pytest.mark.parametrize(
    ("given", "instances"), [({}, 1), ({"instances": None}, 1), ({"instances": 0}, 0), ({"instances": 3.0}, 3)]
)
def test_the_number_of_instances(given, instances):
    """The default is one, and the number is always an integer."""
    found = regions({"eu-west-1": {**REGION, **given}})["eu-west-1"].instances
    assert (found, type(found)) == (instances, int)


def test_integers_of_other_languages_are_integers():
    """Floats become integers, except values that AWS defines as fractions."""
    scaling = {"min_capacity": 2.5, "max_capacity": 8.0}
    given = {"port": 8182.0, "backup_retention_period": 7.0, "serverless_v2_scaling_configuration": scaling}
    values = regions({"eu-west-1": {**REGION, **given}})["eu-west-1"].values
    assert {key: repr(values[key]) for key in given} == {
        "port": "8182",
        "backup_retention_period": "7",
        "serverless_v2_scaling_configuration": repr(scaling),
    }


@pytest.mark.parametrize(
    ("names", "args", "primary"),
    [
        (["eu-west-1"], {}, "eu-west-1"),
        (["eu-west-1", "us-east-1"], {"primary_region": "us-east-1"}, "us-east-1"),
        (["us-east-1"], {"source_db_cluster_identifier": SOURCE}, None),
        (["us-east-1"], {"source_db_cluster_identifier": UNKNOWN}, None),
        (["us-east-1"], {"source_db_cluster_identifier": SOURCE, "primary_region": "eu-west-1"}, "eu-west-1"),
    ],
)
def test_the_primary_region(names, args, primary):
    """It is the only region, or else the source's."""
    given = {"global_cluster_identifier": "orders", "regions": dict.fromkeys(names, REGION), **args}
    assert parse("x", given).primary_region == primary


def test_what_a_region_has_is_not_in_the_arguments_of_the_program():
    """The program's own maps are not changed."""
    mine = {**REGION, "cluster_identifier": "Mine", "instances": 2.0, "port": 8182.0}
    given = {"global_cluster_identifier": "Orders", "regions": {"eu-west-1": mine}}
    before = {**given, "regions": {"eu-west-1": dict(mine)}}
    parse("x", given)
    assert given == before

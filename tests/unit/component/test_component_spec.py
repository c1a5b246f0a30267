"""Arguments in AWS's form."""

from __future__ import annotations

import dataclasses

import pytest

from neptune_global_component.errors import InvalidArgsError
from neptune_global_component.rules import UNKNOWN
from neptune_global_component.spec import KEYS, Spec, known, parse

SOURCE = "arn:aws:rds:eu-west-1:123456789012:cluster:orders"


def test_the_identifier_is_in_lower_case():
    """AWS stores it so."""
    assert parse("x", {"global_cluster_identifier": "Orders-Global"}) == Spec("orders-global")


def test_values_are_taken_over():
    """A spec has every argument that was given, and which of them are secret."""
    args = {
        "global_cluster_identifier": "orders",
        "engine": "neptune",
        "engine_version": "1.4.6.0",
        "deletion_protection": True,
        "storage_encrypted": False,
        "observe": False,
    }
    spec = parse("x", args, ["engine"])
    assert {key: getattr(spec, key) for key in KEYS} == {**args, "source_db_cluster_identifier": None}
    assert spec.secret == {"engine"}


def test_none_is_the_default():
    """An argument of None is one that is not given: AWS is read by default."""
    assert parse("x", dict.fromkeys(KEYS) | {"global_cluster_identifier": "orders"}) == Spec("orders")
    assert Spec("orders").observe is True


def test_what_is_not_known_yet_stays_so():
    """An identifier that is not known yet is not lower-cased."""
    assert parse("x", {"global_cluster_identifier": UNKNOWN, "engine_version": UNKNOWN}) == Spec(
        UNKNOWN, engine_version=UNKNOWN
    )


@pytest.mark.parametrize(("source", "region"), [(SOURCE, "eu-west-1"), (UNKNOWN, None), (None, None)])
def test_the_region_of_the_source(source, region):
    """The region of the source is in its ARN."""
    assert Spec("orders", source).source_region == region


@pytest.mark.parametrize(("value", "result"), [(UNKNOWN, None), (None, None), (False, False), ("a", "a")])
def test_known(value, result):
    """Only what is not known yet becomes None."""
    assert known(value) is result


def test_a_secret_is_not_shown():
    """A spec quotes values for messages, but for secrets."""
    spec = Spec("orders", secret=frozenset({"engine"}))
    assert (spec.shown("engine", "x"), spec.shown("observe", "x")) == ("[secret]", "'x'")


def test_a_spec_does_not_change():
    """What was checked is what is used."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        Spec("orders").engine = "neptune"


def test_the_error_names_the_component():
    """The name is the one in the program."""
    with pytest.raises(
        InvalidArgsError, match=r"^GlobalCluster 'mine': 1 problem; nothing was changed\.\n  - "
    ) as caught:
        parse("mine", {})
    assert caught.value.name == "mine"

"""One fault has one finding: a value of the wrong kind breaks no other rule."""

from __future__ import annotations

import pytest
from argument_problems import REGION, SOURCE, problems

from neptune_global_component.core.inputs.table import ARGUMENTS, INSTANCE_ARGUMENTS, REGION_ARGUMENTS
from neptune_global_component.core.inputs.unknown import UNKNOWN

REGIONS = ("us-east-1", "eu-west-1")
DATABASE = {
    "global_cluster_identifier": "orders",
    "primary_region": "us-east-1",
    "regions": dict.fromkeys(REGIONS, REGION),
}
FROM_SOURCE = {"global_cluster_identifier": "orders", "source_db_cluster_identifier": SOURCE}
WRONG = (UNKNOWN, 1, 2.5, True, "yes", ["a"], [1], {"a": 1}, {})


def wrong_values(row):
    """Return values that are not of an argument's kind; an output only if the argument does not allow one."""
    return [one for one in WRONG if (row.plain if one is UNKNOWN else not row.kind.fits(one))]


def of_database(key, value):
    """Return valid arguments, except for one."""
    return DATABASE | {key: value}


def of_source(key, value):
    """Return valid arguments with a source cluster, except for one."""
    return FROM_SOURCE | {key: value}


def of_region(key, value):
    """Return valid arguments, except for one of a region."""
    regions = DATABASE["regions"] | {REGIONS[1]: REGION | {key: value}}
    return DATABASE | {"storage_encrypted": True, "regions": regions}


def of_instance(key, value):
    """Return valid arguments, except for one of an instance."""
    return of_region("instance_settings", [{key: value}])


PLACES = (
    (of_database, ARGUMENTS),
    (of_source, {key: row for key, row in ARGUMENTS.items() if key not in {"engine", "storage_encrypted"}}),
    (of_region, REGION_ARGUMENTS),
    (of_instance, INSTANCE_ARGUMENTS),
)
CASES = [
    pytest.param(place(key, value), key, id=f"{place.__name__}-{key}-{value!r}")
    for place, table in PLACES
    for key, row in table.items()
    for value in wrong_values(row)
]


@pytest.mark.parametrize(("args", "key"), CASES)
def test_a_value_of_the_wrong_kind_has_one_finding(args, key):
    """It names the argument, and no other rule reports the same value."""
    found = problems(args)
    assert len(found) == 1, found
    assert key in found[0]


@pytest.mark.parametrize("primary", [None, "us-east-1"])
def test_no_regions_have_one_finding(primary):
    """An empty map of regions is reported once, also beside a primary region."""
    found = problems({"global_cluster_identifier": "orders", "primary_region": primary, "regions": {}})
    assert found == ["regions: has 0 regions. Set 1 to 6, or remove regions."]

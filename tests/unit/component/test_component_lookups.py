"""The resources outside the global cluster that are read for a plan."""

from __future__ import annotations

from neptune_global_component.core.facts.recorded_state import UNREAD_STATE, RecordedState
from neptune_global_component.core.inputs.spec import RegionSpec, Spec
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.plan.lookups import Lookups, lookups

US, EU, AP = "us-east-1", "eu-west-1", "ap-south-1"
SOURCE = f"arn:aws:rds:{US}:123456789012:cluster:source"
STATE = RecordedState(
    arn="arn:aws:rds::123456789012:global-cluster:orders",
    clusters={US: f"arn:aws:rds:{US}:123456789012:cluster:old", AP: f"arn:aws:rds:{AP}:123456789012:cluster:gone"},
    regions=frozenset([US, AP]),
    final_snapshots={US: "last-us", AP: "last-ap"},
)


def spec(**regions):
    """Return arguments with a source; keywords are the arguments of a region, with underscores for hyphens."""
    names = {region.replace("_", "-"): values for region, values in regions.items()}
    return Spec("orders", SOURCE, regions={name: RegionSpec(name, "own", 1, values) for name, values in names.items()})


def test_a_first_update():
    """The identifiers of all clusters, the names of subnet groups and the source are looked up."""
    assert lookups(spec(us_east_1={}, eu_west_1={"subnet_ids": ["a", "b"]}), RecordedState()) == Lookups(
        subnet_groups={EU: "own"}, new_clusters={US: "own", EU: "own"}, source=SOURCE
    )


def test_a_later_update():
    """Clusters of the state, a new cluster, and the final snapshot of a removed region are looked up."""
    assert lookups(spec(us_east_1={}, eu_west_1={}), STATE) == Lookups(
        clusters={US: "old", AP: "gone"}, new_clusters={EU: "own"}, snapshots={AP: "last-ap"}
    )


def test_values_that_are_not_known():
    """Without the state no cluster is known to be new, and an unknown identifier or source is not looked up."""
    assert lookups(spec(eu_west_1={}), UNREAD_STATE) == Lookups(source=SOURCE)
    unknown = Spec("orders", UNKNOWN, regions={EU: RegionSpec(EU, UNKNOWN, 1, {"subnet_ids": ["a", "b"]})})
    assert lookups(unknown, RecordedState()) == Lookups()


def test_the_source_of_an_existing_database():
    """It is not looked up, as it matters only at the creation."""
    assert lookups(spec(us_east_1={}), STATE).source is None
    assert lookups(spec(us_east_1={}), RecordedState()).source == SOURCE

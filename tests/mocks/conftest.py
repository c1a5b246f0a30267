"""An engine of mocks, an AWS that is a table, and programs of one component."""

from __future__ import annotations

import gc

import pytest
from mock_engine import Engine
from mock_regions import NAMES, REGION, called

from neptune_global_component import GlobalCluster

# The modules of the SDK stay for good: a third of the tests' time is spent where each collection looks at them again.
gc.freeze()


@pytest.fixture
def engine(fake_neptune):
    """Run programs on an empty state; only the fake AWS, which has source clusters, can be read."""
    for region in ("eu-west-1", "us-west-2"):
        fake_neptune.add_cluster(region, "orders")
    return Engine(fake_neptune)


@pytest.fixture
def program():
    """Make a program with one component; an argument that is a function is called when the program runs."""

    def make(opts=None, name="x", **args):
        def run():
            given = {key: value() if callable(value) else value for key, value in args.items()}
            return GlobalCluster(
                name, {"global_cluster_identifier": "Orders-Global", **given}, opts() if callable(opts) else opts
            )

        return run

    return make


@pytest.fixture
def database(program):
    """Make a program with three regions, us-east-1 the primary; ``given`` has arguments of regions by region."""

    def make(given=None, /, names=NAMES, primary="us-east-1", opts=None, **args):
        regions = {name: {**REGION, **(given or {}).get(name, {})} for name in names}
        return program(
            opts=opts,
            regions=lambda: {name: called(values) for name, values in regions.items()},
            primary_region=primary,
            **args,
        )

    return make


@pytest.fixture
def one(database):
    """Make a program with one region, eu-west-1; the first argument has the region's arguments."""
    return lambda given=None, /, **args: database({"eu-west-1": given or {}}, names=["eu-west-1"], primary=None, **args)

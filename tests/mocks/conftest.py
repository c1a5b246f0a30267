"""An engine of mocks, an AWS that is a table, and programs of one component."""

from __future__ import annotations

import pytest
from mock_engine import Engine

from neptune_global_component import GlobalCluster


@pytest.fixture
def engine(fake_neptune):
    """An engine with an empty state; nothing but the fake AWS can be read."""
    return Engine(fake_neptune)


@pytest.fixture
def program():
    """Makes a program of one component ``x``; an argument that is a function is called when the program runs."""

    def make(opts=None, **args):
        def run():
            given = {key: value() if callable(value) else value for key, value in args.items()}
            return GlobalCluster(
                "x", {"global_cluster_identifier": "Orders-Global", **given}, opts() if callable(opts) else opts
            )

        return run

    return make

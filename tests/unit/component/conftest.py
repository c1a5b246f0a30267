"""Hypothesis settings, and factories for resources in AWS."""

from __future__ import annotations

import observed_resources
import pytest
from hypothesis import HealthCheck, settings
from observed_resources import arn, global_cluster
from observer_runs import Read

from neptune_global_component.core.facts.observed import Observation, Reading

# Tests may run on a slow shared machine, so examples have no time limit.
settings.register_profile("component", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("component")


@pytest.fixture
def member():
    """Return a factory for a region's member, a reader by default."""
    return observed_resources.member


@pytest.fixture
def observed():
    """Return a factory for the global cluster ``orders`` in AWS."""
    return global_cluster


@pytest.fixture
def cluster():
    """Return a factory for a region's cluster with these instances."""
    return observed_resources.cluster


@pytest.fixture
def reading():
    """Return a factory for a reading: the global cluster ``orders``, clusters and subnet groups."""

    def make(clusters=(), subnet_groups=(), **values):
        groups = {region: arn(region, "subgrp", f"orders-{region}") for region in subnet_groups}
        return Reading(Observation(global_cluster(**values), {one.arn: one for one in clusters}), groups)

    return make


@pytest.fixture
def read(fake_neptune):
    """Return an observer of the fake AWS."""
    del fake_neptune
    return Read()

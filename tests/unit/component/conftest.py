"""Hypothesis settings, and factories for resources in AWS."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from neptune_global_component.core.facts.observed import (
    Observation,
    ObservedCluster,
    ObservedGlobalCluster,
    ObservedMember,
    Reading,
)

# Tests may run on a slow shared machine, so examples have no time limit.
settings.register_profile("component", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("component")


@pytest.fixture
def member():
    """Return a factory for a region's member, a reader by default."""

    def make(region, *readers, is_writer=False):
        return ObservedMember(f"arn:aws:rds:{region}:123456789012:cluster:orders", is_writer, readers)

    return make


@pytest.fixture
def observed():
    """Return a factory for the global cluster ``orders`` in AWS."""

    def make(**values):
        given = {
            "identifier": "orders",
            "arn": "arn:aws:rds::123456789012:global-cluster:orders",
            "resource_id": "cluster-1",
            "status": "available",
            "engine": "neptune",
            "engine_version": "1.4.6.0",
            "storage_encrypted": False,
            "deletion_protection": False,
        }
        return ObservedGlobalCluster(**given | values)

    return make


@pytest.fixture
def cluster():
    """Return a factory for a region's cluster with these instances."""

    def make(region, identifier="orders", *instances):
        arn = f"arn:aws:rds:{region}:123456789012:cluster:{identifier}"
        host = f"{region}.example"
        return ObservedCluster(arn, identifier, f"cluster-{region}", f"w.{host}", f"r.{host}", 8182, instances)

    return make


@pytest.fixture
def reading(observed):
    """Return a factory for a reading: the global cluster ``orders``, clusters and subnet groups."""

    def make(clusters=(), subnet_groups=(), **values):
        groups = {region: f"arn:aws:rds:{region}:123456789012:subgrp:orders-{region}" for region in subnet_groups}
        return Reading(Observation(observed(**values), {one.arn: one for one in clusters}), groups)

    return make

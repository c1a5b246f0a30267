"""Property tests without a stopwatch, and names for what AWS has."""

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

# A shared machine is slow now and then, which is no property of the code.
settings.register_profile("component", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("component")


@pytest.fixture
def member():
    """Makes a member of a region, a reader if not said otherwise."""

    def make(region, *readers, is_writer=False):
        return ObservedMember(f"arn:aws:rds:{region}:123456789012:cluster:orders", is_writer, readers)

    return make


@pytest.fixture
def observed():
    """Makes the global cluster ``orders`` as AWS has it."""

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
    """Makes a cluster of a region, with these instances."""

    def make(region, identifier="orders", *instances):
        arn = f"arn:aws:rds:{region}:123456789012:cluster:{identifier}"
        host = f"{region}.example"
        return ObservedCluster(arn, identifier, f"cluster-{region}", f"w.{host}", f"r.{host}", 8182, instances)

    return make


@pytest.fixture
def reading(observed):
    """Makes what a read gave: the global cluster ``orders``, clusters, and the regions with a subnet group."""

    def make(clusters=(), subnet_groups=(), **values):
        groups = {region: f"arn:aws:rds:{region}:123456789012:subgrp:orders-{region}" for region in subnet_groups}
        return Reading(Observation(observed(**values), {one.arn: one for one in clusters}), groups)

    return make

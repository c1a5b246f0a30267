"""Property tests without a stopwatch, and names for what AWS has."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from neptune_global_component.observed import ObservedGlobalCluster, ObservedMember

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

"""The overlay's response class for the RDS API, which also serves Neptune's calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moto.rds import urls

from neptune_global_component.local.neptune import versions
from neptune_global_component.local.neptune.operations.base import Operations
from neptune_global_component.local.neptune.operations.clusters import ClusterOperations
from neptune_global_component.local.neptune.operations.endpoints import EndpointOperations
from neptune_global_component.local.neptune.operations.engine_versions import EngineVersionOperations
from neptune_global_component.local.neptune.operations.events import EventOperations
from neptune_global_component.local.neptune.operations.failover import FailoverOperations
from neptune_global_component.local.neptune.operations.global_clusters import GlobalClusterOperations
from neptune_global_component.local.neptune.operations.instances import InstanceOperations
from neptune_global_component.local.neptune.operations.maintenance import MaintenanceOperations
from neptune_global_component.local.neptune.operations.parameter_groups import ParameterGroupOperations
from neptune_global_component.local.neptune.operations.roles import RoleOperations
from neptune_global_component.local.neptune.operations.snapshots import SnapshotOperations
from neptune_global_component.local.neptune.operations.stopping import StopOperations
from neptune_global_component.local.neptune.operations.subnet_groups import SubnetGroupOperations
from neptune_global_component.local.neptune.operations.subscriptions import SubscriptionOperations
from neptune_global_component.local.neptune.operations.tags import TagOperations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class NeptuneResponse(
    GlobalClusterOperations,
    FailoverOperations,
    ClusterOperations,
    StopOperations,
    RoleOperations,
    SnapshotOperations,
    MaintenanceOperations,
    EndpointOperations,
    InstanceOperations,
    SubnetGroupOperations,
    ParameterGroupOperations,
    EngineVersionOperations,
    SubscriptionOperations,
    EventOperations,
    TagOperations,
):
    """All operations: the overlay's, and moto's where they match Neptune."""


def install(latency: Callable[[str], float], later_versions: Callable[[], Iterable[str]]) -> None:
    """Make moto serve the overlay instead of its own RDS API. Call it before the first request.

    Args:
        latency: returns the seconds that an AWS operation lasts.
        later_versions: returns engine versions to accept in addition to the released ones.
    """
    versions.install(later_versions)
    Operations.latency = staticmethod(latency)
    urls.url_paths["{0}/$"] = NeptuneResponse.dispatch

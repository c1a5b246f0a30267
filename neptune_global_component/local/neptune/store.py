"""Storage of the overlay's resources, in moto's state of each account and region."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from moto.rds.exceptions import DBClusterNotFoundError, DBInstanceNotFoundError, InvalidParameterValue
from moto.rds.models import RDSBackend, rds_backends
from moto.utilities.utils import CaseInsensitiveDict

from neptune_global_component.core.names import partition
from neptune_global_component.local.neptune.endpoint import ClusterEndpoint
from neptune_global_component.local.neptune.exceptions import GlobalClusterNotFoundFault

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from neptune_global_component.local.neptune.cluster import NeptuneCluster
    from neptune_global_component.local.neptune.global_cluster import GlobalCluster
    from neptune_global_component.local.neptune.instance import NeptuneInstance
    from neptune_global_component.local.neptune.lifecycle import Lifecycle

_PARTS_OF_CLUSTER_ARN = 7


def global_backend(account: str, region: str) -> RDSBackend:
    """Return the backend that stores the global clusters of an account in a partition.

    Args:
        account: the account's id.
        region: any region of the partition.
    """
    of_partition = partition(region)
    first = next(name for name in ("us-east-1", *rds_backends[account].regions) if partition(name) == of_partition)
    return rds_backends[account][first]


def global_clusters(account: str, region: str) -> MutableMapping[str, GlobalCluster]:
    """Return the global clusters of an account in a partition, by case-insensitive identifier.

    Args:
        account: the account's id.
        region: any region of the partition.
    """
    return cast("MutableMapping[str, GlobalCluster]", global_backend(account, region).global_clusters)


def find_global_cluster(account: str, region: str, identifier: str) -> GlobalCluster:
    """Return a global cluster.

    Args:
        account: the account's id.
        region: any region of the partition.
        identifier: the identifier, in any case.

    Raises:
        GlobalClusterNotFoundFault: it does not exist.
    """
    global_cluster = global_clusters(account, region).get(identifier)
    if global_cluster is None:
        raise GlobalClusterNotFoundFault(identifier)
    return global_cluster


def find_cluster(backend: RDSBackend, identifier: str) -> NeptuneCluster:
    """Return a cluster of a region.

    Args:
        backend: the region's state.
        identifier: the cluster's identifier, in any case, or its ARN.

    Raises:
        DBClusterNotFoundError: it does not exist.
    """
    cluster = backend.clusters.get(identifier)
    if cluster is None and identifier.startswith("arn:"):
        cluster = next((cluster for cluster in backend.clusters.values() if cluster.arn == identifier), None)
    if cluster is None:
        raise DBClusterNotFoundError(identifier)
    return cast("NeptuneCluster", cluster)


def find_cluster_anywhere(account: str, arn: str) -> NeptuneCluster:
    """Return a cluster of any region.

    Args:
        account: the account's id.
        arn: the cluster's ARN.

    Raises:
        InvalidParameterValue: it is not the ARN of a cluster (AWS's message, as in moto).
        DBClusterNotFoundError: it does not exist.
    """
    parts = arn.split(":")
    if len(parts) != _PARTS_OF_CLUSTER_ARN or parts[2] != "rds" or parts[5] != "cluster":
        raise InvalidParameterValue("Malformed db cluster arn dbci")
    if parts[3] not in rds_backends[account]:
        raise DBClusterNotFoundError(arn)
    return find_cluster(rds_backends[account][parts[3]], arn)


def find_instance(backend: RDSBackend, identifier: str) -> NeptuneInstance:
    """Return an instance of a region.

    Args:
        backend: the region's state.
        identifier: the instance's identifier, in any case.

    Raises:
        DBInstanceNotFoundError: it does not exist.
    """
    instance = backend.databases.get(identifier)
    if instance is None:
        raise DBInstanceNotFoundError(identifier)
    return cast("NeptuneInstance", instance)


def clusters(backend: RDSBackend) -> list[NeptuneCluster]:
    """Return the clusters of a region.

    Args:
        backend: the region's state.
    """
    return cast("list[NeptuneCluster]", list(backend.clusters.values()))


def endpoints(backend: RDSBackend) -> MutableMapping[str, ClusterEndpoint]:
    """Return the custom endpoints of a region by identifier. A reset of moto deletes them with all other resources.

    Args:
        backend: the region's state.
    """
    resources = cast("dict[type, MutableMapping[str, ClusterEndpoint]]", backend.resource_map)
    return resources.setdefault(ClusterEndpoint, CaseInsensitiveDict())


def sweep(account: str) -> None:
    """Apply the phases and deletions that have ended.

    Args:
        account: the account's id.
    """
    for resources in _all_resources(account):
        for name, resource in list(resources.items()):
            resource.settle()
            if resource.is_gone:
                del resources[name]


def finish(account: str) -> None:
    """End every phase now, including phases that begin with the end of another one.

    Args:
        account: the account's id.
    """
    while any(one.finish() for resources in _all_resources(account) for one in list(resources.values())):
        sweep(account)


def _all_resources(account: str) -> list[MutableMapping[str, Lifecycle]]:
    return [
        cast("MutableMapping[str, Lifecycle]", resources)
        for backend in list(rds_backends[account].values())
        for resources in (
            backend.databases,
            backend.clusters,
            backend.global_clusters,
            endpoints(backend),
            backend.cluster_snapshots,
            backend.event_subscriptions,
        )
    ]

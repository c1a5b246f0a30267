"""Where the overlay's resources are: moto's state of each account and region."""

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
    """Return the one backend that keeps the global clusters of an account in a partition.

    Args:
        account: the account's id.
        region: any region of the partition.
    """
    of_partition = partition(region)
    first = next(name for name in ("us-east-1", *rds_backends[account].regions) if partition(name) == of_partition)
    return rds_backends[account][first]


def global_clusters(account: str, region: str) -> MutableMapping[str, GlobalCluster]:
    """Return the global clusters of an account in a partition by identifier, whatever its case.

    Args:
        account: the account's id.
        region: any region of the partition.
    """
    return cast("MutableMapping[str, GlobalCluster]", global_backend(account, region).global_clusters)


def find_global_cluster(account: str, region: str, identifier: str) -> GlobalCluster:
    """Find a global cluster.

    Args:
        account: the account's id.
        region: any region of its partition.
        identifier: its identifier, in any case.

    Raises:
        GlobalClusterNotFoundFault: there is none.
    """
    found = global_clusters(account, region).get(identifier)
    if found is None:
        raise GlobalClusterNotFoundFault(identifier)
    return found


def find_cluster(backend: RDSBackend, identifier: str) -> NeptuneCluster:
    """Find a cluster by its identifier in a region.

    Args:
        backend: the region's state.
        identifier: the cluster's identifier, in any case, or its ARN.

    Raises:
        DBClusterNotFoundError: there is none.
    """
    found = backend.clusters.get(identifier)
    if found is None and identifier.startswith("arn:"):
        found = next((cluster for cluster in backend.clusters.values() if cluster.arn == identifier), None)
    if found is None:
        raise DBClusterNotFoundError(identifier)
    return cast("NeptuneCluster", found)


def find_cluster_anywhere(account: str, arn: str) -> NeptuneCluster:
    """Find a cluster by its ARN in any region.

    Args:
        account: the account's id.
        arn: the cluster's ARN.

    Raises:
        InvalidParameterValue: it is no ARN of a cluster; words of AWS, as moto has them.
        DBClusterNotFoundError: there is none.
    """
    parts = arn.split(":")
    if len(parts) != _PARTS_OF_CLUSTER_ARN or parts[2] != "rds" or parts[5] != "cluster":
        raise InvalidParameterValue("Malformed db cluster arn dbci")
    if parts[3] not in rds_backends[account]:
        raise DBClusterNotFoundError(arn)
    return find_cluster(rds_backends[account][parts[3]], arn)


def find_instance(backend: RDSBackend, identifier: str) -> NeptuneInstance:
    """Find an instance of a region.

    Args:
        backend: the region's state.
        identifier: the instance's identifier, in any case.

    Raises:
        DBInstanceNotFoundError: there is none.
    """
    found = backend.databases.get(identifier)
    if found is None:
        raise DBInstanceNotFoundError(identifier)
    return cast("NeptuneInstance", found)


def clusters(backend: RDSBackend) -> list[NeptuneCluster]:
    """Return the clusters of a region.

    Args:
        backend: the region's state.
    """
    return cast("list[NeptuneCluster]", list(backend.clusters.values()))


def endpoints(backend: RDSBackend) -> MutableMapping[str, ClusterEndpoint]:
    """Return the custom endpoints of a region by identifier: moto forgets them with all other resources.

    Args:
        backend: the region's state.
    """
    kept = cast("dict[type, MutableMapping[str, ClusterEndpoint]]", backend.resource_map)
    return kept.setdefault(ClusterEndpoint, CaseInsensitiveDict())


def sweep(account: str) -> None:
    """Bring about what the clock has brought: ends of phases, and of deletions.

    Args:
        account: the account's id.
    """
    for resources in _kept(account):
        for name, resource in list(resources.items()):
            resource.settle()
            if resource.is_gone:
                del resources[name]


def finish(account: str) -> None:
    """End every phase now, those too that begin with the end of another one.

    Args:
        account: the account's id.
    """
    while any(one.finish() for resources in _kept(account) for one in list(resources.values())):
        sweep(account)


def _kept(account: str) -> list[MutableMapping[str, Lifecycle]]:
    return [
        cast("MutableMapping[str, Lifecycle]", kept)
        for backend in list(rds_backends[account].values())
        for kept in (
            backend.databases,
            backend.clusters,
            backend.global_clusters,
            endpoints(backend),
            backend.cluster_snapshots,
            backend.event_subscriptions,
        )
    ]

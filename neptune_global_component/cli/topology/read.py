"""Read the status of a global database from AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.aws.describe import read_clusters, read_instances
from neptune_global_component.aws.operations.read import read_existing
from neptune_global_component.cli.topology.model import GlobalStatus, global_status
from neptune_global_component.core.facts.observed import Observation

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from neptune_global_component.aws.clients import Connect
    from neptune_global_component.core.errors import ReadError
    from neptune_global_component.core.facts.observed import ObservedGlobalCluster


def read_status(connect: Connect, identifier: str) -> GlobalStatus:
    """Read a global cluster, its members' clusters and their instances.

    Args:
        connect: returns the boto3 client for a service and a region.
        identifier: the identifier of the global cluster, in lower case.

    Raises:
        ReadError: the global cluster does not exist, or AWS did not answer or rejected the request.
    """
    found = read_existing(connect, identifier)
    clusters, unread = read_clusters(connect, found.members)
    instances, unread_instances = read_instances(connect, clusters.values())
    moved = [str(connect.move)] if connect.move else []
    problems = [*moved, *(str(one) for one in (*unread, *unread_instances)), *_deleted(found, clusters, unread)]
    return global_status(Observation(found, clusters), instances, problems)


def _deleted(found: ObservedGlobalCluster, clusters: Container[str], unread: Iterable[ReadError]) -> Iterator[str]:
    """Yield a warning for each member whose region answered without its cluster; an error has its own warning."""
    regions = {one.region for one in unread}
    for member in found.members:
        # An error without a region, such as one of the credentials, may be about any member.
        if member.arn not in clusters and regions.isdisjoint({member.region, None}):
            yield f"{member.region}: the member {member.identifier} no longer exists: its cluster was deleted."

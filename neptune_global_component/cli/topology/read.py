"""Read the status of a global database from AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.aws.describe import read_clusters, read_instances
from neptune_global_component.aws.operations.read import read_existing
from neptune_global_component.cli.topology.model import GlobalStatus, global_status
from neptune_global_component.core.facts.observed import Observation

if TYPE_CHECKING:
    from neptune_global_component.aws.clients import Connect


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
    problems = [str(one) for one in (*unread, *unread_instances)]
    return global_status(Observation(found, clusters), instances, [*moved, *problems])

"""Reads the status of a global database from AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.errors import ReadError
from neptune_global_component.observe import read_caller, read_clusters, read_global_cluster, read_instances
from neptune_global_component.observed import Observation
from neptune_global_component.status.model import GlobalStatus, global_status

if TYPE_CHECKING:
    from neptune_global_component.observe import Connect


def read_status(connect: Connect, identifier: str) -> GlobalStatus:
    """Read a global cluster, its members' clusters and their instances.

    Args:
        connect: gives the boto3 client of a service and a region.
        identifier: of the global cluster, in lower case.

    Raises:
        ReadError: AWS has no such global cluster, did not answer, or refused.
    """
    found = read_global_cluster(connect, identifier)
    if found is None:
        raise ReadError(
            f"There is no global cluster {identifier!r} in {read_caller(connect)}. Check the identifier "
            "(`aws neptune describe-global-clusters` lists them), name one of its regions with --region, or another "
            "account with --profile."
        )
    clusters, unread = read_clusters(connect, found.members)
    instances, unread_instances = read_instances(connect, clusters.values())
    return global_status(Observation(found, clusters), instances, (*unread, *unread_instances))

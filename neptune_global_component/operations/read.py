"""Reads a whole global database for an operation: what can't be read is an error, as nothing is decided without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.describe import read_caller, read_clusters, read_global_cluster, read_instances
from neptune_global_component.errors import ReadError
from neptune_global_component.observed import Observation
from neptune_global_component.rules.global_cluster import ENGINE

if TYPE_CHECKING:
    from collections.abc import Collection

    from neptune_global_component.aws import Connect
    from neptune_global_component.observed import ObservedGlobalCluster


def read_database(connect: Connect, identifier: str, regions: Collection[str] | None = None) -> Observation:
    """Read a global cluster, its members' clusters and their instances.

    Args:
        connect: gives the boto3 client of a service and a region.
        identifier: of the global cluster, in lower case.
        regions: read only the clusters in these; in all where not given.

    Raises:
        ReadError: AWS has no such global cluster, did not answer, or refused.
    """
    found = read_existing(connect, identifier)
    members = [one for one in found.members if regions is None or one.region in regions]
    clusters, unread = read_clusters(connect, members)
    instances, unread_instances = read_instances(connect, clusters.values())
    problems = (*unread, *unread_instances)
    if problems:
        transient = all(one.transient for one in problems)
        raise ReadError(" ".join(str(one) for one in problems), transient=transient)
    return Observation(found, clusters, instances)


def read_existing(connect: Connect, identifier: str) -> ObservedGlobalCluster:
    """Read a global cluster that is to be there.

    Args:
        connect: gives the boto3 client of a service and a region.
        identifier: of the global cluster, in lower case.

    Raises:
        ReadError: AWS has no such global cluster, or one of another engine; it did not answer, or refused.
    """
    found = read_global_cluster(connect, identifier)
    if found is None:
        raise ReadError(
            f"There is no global cluster {identifier!r} in {read_caller(connect)}. Check the identifier "
            "(`aws neptune describe-global-clusters` lists them), name one of its regions with --region, or another "
            "account with --profile."
        )
    if found.engine not in {None, ENGINE}:
        raise ReadError(f"{identifier!r} is a global cluster of {found.engine}, not of Neptune. Check the identifier.")
    return found

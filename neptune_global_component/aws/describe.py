"""Read global clusters, clusters and instances with AWS's Describe operations.

A read of a global database is one DescribeGlobalClusters, and one DescribeDBClusters for each member. The status of a
global database needs one more DescribeDBInstances for each member.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from neptune_global_component.aws.calls import call_pages
from neptune_global_component.aws.clients import Move
from neptune_global_component.aws.remedies import unknown_region
from neptune_global_component.aws.threads import first_answer
from neptune_global_component.core.errors import CallError, ReadError
from neptune_global_component.core.facts import answers
from neptune_global_component.core.facts.observed import (
    ObservedCluster,
    ObservedGlobalCluster,
    ObservedInstance,
    ObservedMember,
)
from neptune_global_component.core.names import ClusterArn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from neptune_global_component.aws.clients import Connect

T = TypeVar("T")
Item = TypeVar("Item")

_FEW = 5
_NOT_FOUND = frozenset(
    (
        "GlobalClusterNotFoundFault",
        "DBClusterNotFoundFault",
        "DBParameterGroupNotFound",
        "DBSubnetGroupNotFoundFault",
        "DBClusterSnapshotNotFoundFault",
    )
)


def read_global_cluster(connect: Connect, identifier: str) -> ObservedGlobalCluster | None:
    """Return the global cluster with this identifier, or None (DescribeGlobalClusters).

    If the provider's region is down, the regions in ``connect.others`` are queried.

    Args:
        connect: returns the boto3 client of a service and a region.
        identifier: the identifier of the global cluster.

    Raises:
        ReadError: AWS did not answer, or returned an error.
    """
    try:
        return _read_global_cluster(connect, identifier, None)
    except ReadError as error:
        if not error.down:
            raise
        return _read_in_others(connect, identifier, error)


def _read_global_cluster(connect: Connect, identifier: str, region: str | None) -> ObservedGlobalCluster | None:
    entries = describe_entries(connect, region, "GlobalClusters", GlobalClusterIdentifier=identifier)
    found = [answers.global_cluster(one) for one in entries]
    return next((one for one in found if one.identifier == identifier), None)


def _read_in_others(connect: Connect, identifier: str, error: ReadError) -> ObservedGlobalCluster:
    """Query the other regions while the provider's is down; the first that has the global cluster replaces it.

    Raises:
        ReadError: no region returned it, which does not prove that it does not exist.
    """
    if not connect.others:
        raise error
    home = connect("neptune").meta.region_name
    others = [region for region in connect.others if region != home]
    answer = first_answer(partial(_read_global_cluster, connect, identifier), others)
    if answer is None:
        tried = ", ".join(others) if len(others) <= _FEW else f"{len(others)} other regions"
        text = (
            f"{home} is not available: {error} The global cluster can't be read in {tried or 'other regions'} either."
        )
        raise ReadError(text, transient=True, down=True, region=home) from error
    region, found = answer
    connect.move = Move(str(error), home, region)
    return found


def read_global_clusters(connect: Connect, region: str | None = None) -> list[ObservedGlobalCluster]:
    """Return all global clusters (DescribeGlobalClusters).

    Args:
        connect: returns the boto3 client of a service and a region.
        region: the region to call; the provider's if None.

    Raises:
        ReadError: AWS did not answer, or returned an error.
    """
    return [answers.global_cluster(one) for one in describe_entries(connect, region, "GlobalClusters")]


def read_clusters(
    connect: Connect, members: Iterable[ObservedMember]
) -> tuple[dict[str, ObservedCluster], tuple[ReadError, ...]]:
    """Return the cluster of each member, read from its region concurrently (DescribeDBClusters).

    Args:
        connect: returns the boto3 client of a service and a region.
        members: the members of a global cluster.

    Returns:
        The clusters by ARN, and the errors of those that can't be read.
    """
    found = read_each(partial(_read_cluster, connect), members)
    clusters = {one.arn: one for one in found if isinstance(one, ObservedCluster)}
    return clusters, tuple(one for one in found if isinstance(one, ReadError))


def _read_cluster(connect: Connect, member: ObservedMember) -> ObservedCluster | ReadError | None:
    try:
        return read_cluster(connect, member.arn)
    except ReadError as error:
        return error


def read_cluster(connect: Connect, arn: str) -> ObservedCluster | None:
    """Return the cluster with this ARN, or None (DescribeDBClusters).

    Args:
        connect: returns the boto3 client of a service and a region.
        arn: the cluster's ARN.

    Raises:
        ReadError: AWS did not answer, or returned an error.
    """
    parts = ClusterArn.parse(arn)
    entries = describe_entries(connect, parts.region, "DBClusters", DBClusterIdentifier=parts.identifier)
    found = [answers.cluster(one) for one in entries]
    return next((one for one in found if one.arn == arn), None)


def read_standalone(
    connect: Connect, identifiers: Mapping[str, str]
) -> tuple[dict[str, ObservedCluster], dict[str, ReadError]]:
    """Return the clusters with these identifiers, one in each region (DescribeDBClusters).

    Args:
        connect: returns the boto3 client of a service and a region.
        identifiers: the identifiers of the clusters, by region.

    Returns:
        The clusters that exist, and the errors, by region.
    """
    return _by_region(connect, "DBClusters", "DBClusterIdentifier", identifiers, answers.cluster)


def read_instances(
    connect: Connect, clusters: Iterable[ObservedCluster]
) -> tuple[dict[str, tuple[ObservedInstance, ...]], tuple[ReadError, ...]]:
    """Return the instances of each cluster, read from its region concurrently (DescribeDBInstances).

    Args:
        connect: returns the boto3 client of a service and a region.
        clusters: the clusters of a global cluster.

    Returns:
        The instances by their cluster's ARN, and the errors of those that can't be read.
    """
    items = list(clusters)
    found = dict(zip((one.arn for one in items), read_each(partial(_read_instances, connect), items), strict=True))
    instances = {arn: some for arn, some in found.items() if not isinstance(some, ReadError)}
    return instances, tuple(one for one in found.values() if isinstance(one, ReadError))


def _read_instances(connect: Connect, cluster: ObservedCluster) -> tuple[ObservedInstance, ...] | ReadError:
    of_the_cluster = [{"Name": "db-cluster-id", "Values": [cluster.identifier]}]
    try:
        entries = describe_entries(connect, cluster.region, "DBInstances", Filters=of_the_cluster)
        return tuple(answers.instance(one, cluster.writer) for one in entries)
    except ReadError as error:
        return error


def read_caller(connect: Connect) -> str:
    """Describe the region and the account that are queried (GetCallerIdentity, which needs no permission).

    Args:
        connect: returns the boto3 client of a service and a region.

    Raises:
        ReadError: no region is set.
    """
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - a quarter of a second, for reads only

    region = connect("neptune").meta.region_name
    try:
        account = connect("sts").get_caller_identity().get("Account")
    except (BotoCoreError, ClientError) as error:
        return f"{region} of an unknown account ({error})"
    return f"{region} of account {account or 'unknown'}"


def read_subnet_groups(connect: Connect, names: Mapping[str, str]) -> tuple[dict[str, str], dict[str, ReadError]]:
    """Return the ARNs of the subnet groups with these names, one in each region (DescribeDBSubnetGroups).

    Args:
        connect: returns the boto3 client of a service and a region.
        names: the names of the subnet groups, by region.

    Returns:
        The ARNs of the subnet groups that exist, and the errors, by region.
    """
    return _by_region(connect, "DBSubnetGroups", "DBSubnetGroupName", names, _subnet_group_arn)


def _subnet_group_arn(entry: Mapping[str, Any]) -> str:
    arn: str = answers.required(entry, "DBSubnetGroupArn")
    return arn


def read_snapshots(connect: Connect, identifiers: Mapping[str, str]) -> tuple[dict[str, bool], dict[str, ReadError]]:
    """Return the regions that have a snapshot with this identifier (DescribeDBClusterSnapshots in each region).

    Args:
        connect: returns the boto3 client of a service and a region.
        identifiers: the identifiers of the snapshots, by region.

    Returns:
        True for each region that has the snapshot, and the errors, by region.
    """
    return _by_region(connect, "DBClusterSnapshots", "DBClusterSnapshotIdentifier", identifiers, bool)


def _by_region(
    connect: Connect, noun: str, parameter: str, identifiers: Mapping[str, str], parse: Callable[[dict[str, Any]], T]
) -> tuple[dict[str, T], dict[str, ReadError]]:
    """Describe one resource in each region; return those that exist, and the errors."""

    def read(region: str) -> list[T] | ReadError:
        try:
            return [parse(one) for one in describe_entries(connect, region, noun, **{parameter: identifiers[region]})]
        except ReadError as error:
            return error

    results = dict(zip(identifiers, read_each(read, identifiers), strict=True))
    found = {region: one[0] for region, one in results.items() if not isinstance(one, ReadError) and one}
    return found, {region: one for region, one in results.items() if isinstance(one, ReadError)}


def read_each(read: Callable[[Item], T], items: Iterable[Item]) -> list[T]:
    """Call ``read`` for each item concurrently, one thread for each.

    Args:
        read: reads one item.
        items: the items to read.

    Returns:
        The return values of ``read``, in the same order.
    """
    values = list(items)
    with ThreadPoolExecutor(max(1, len(values))) as threads:
        return list(threads.map(read, values))


def describe_entries(connect: Connect, region: str | None, noun: str, **parameters: object) -> list[dict[str, Any]]:
    """Describe one resource by its identifier, or several by a filter, with all pages.

    Args:
        connect: returns the boto3 client of a service and a region.
        region: the region to call; the provider's if None.
        noun: the operation's name without ``Describe``, which is also the key of the entries in its response.
        parameters: the parameters of the operation.

    Returns:
        The entries; empty if the resource does not exist.

    Raises:
        ReadError: AWS did not answer, or returned an error.
    """
    operation = f"Describe{noun}"
    try:
        return call_pages(connect, region, operation, noun, **parameters)
    except CallError as error:
        if error.code in _NOT_FOUND:
            return []
        place = f" in {region}" if region else ""
        # AWS's message may contain the identifier, which may be a secret in the program.
        text = f"{operation} was refused{place} ({error.code}). {error.allow}".rstrip() if error.code else str(error)
        text += unknown_region(region)
        denied = bool(error.allow)
        raise ReadError(text, transient=error.transient, denied=denied, down=error.down, region=region) from error

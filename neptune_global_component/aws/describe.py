"""What AWS has, as it describes it: one DescribeGlobalClusters, and for each member one DescribeDBClusters.

The status of a global database needs one DescribeDBInstances more for each member.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from neptune_global_component.aws.calls import call
from neptune_global_component.aws.clients import Move
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
Asked = TypeVar("Asked")

_FEW = 5
_NOT_FOUND = frozenset(
    (
        "GlobalClusterNotFoundFault",
        "DBClusterNotFoundFault",
        "DBSubnetGroupNotFoundFault",
        "DBClusterSnapshotNotFoundFault",
    )
)


def read_global_cluster(connect: Connect, identifier: str) -> ObservedGlobalCluster | None:
    """DescribeGlobalClusters of one identifier; None where there is none.

    Where the provider's region is down, the regions in ``connect.others`` are asked.

    Args:
        connect: gives the boto3 client of a service and a region.
        identifier: of the global cluster.

    Raises:
        ReadError: AWS did not answer, or refused.
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
    """Ask the other regions, where the provider's is down; the first that has it stands in for the provider's.

    Raises:
        ReadError: none of them has it, which is no sign that there is none.
    """
    if not connect.others:
        raise error
    home = connect("neptune").meta.region_name
    others = [region for region in connect.others if region != home]
    answer = first_answer(partial(_read_global_cluster, connect, identifier), others)
    if answer is None:
        tried = ", ".join(others) if len(others) <= _FEW else f"{len(others)} other regions"
        text = f"{home} is not available: {error} Nor could it be read in {tried or 'another region'}."
        raise ReadError(text, transient=True, down=True, region=home) from error
    region, found = answer
    connect.move = Move(str(error), home, region)
    return found


def read_global_clusters(connect: Connect) -> list[ObservedGlobalCluster]:
    """DescribeGlobalClusters of all.

    Args:
        connect: gives the boto3 client of a service and a region.

    Raises:
        ReadError: AWS did not answer, or refused.
    """
    return [answers.global_cluster(one) for one in describe_entries(connect, None, "GlobalClusters")]


def read_clusters(
    connect: Connect, members: Iterable[ObservedMember]
) -> tuple[dict[str, ObservedCluster], tuple[ReadError, ...]]:
    """DescribeDBClusters of each member in its region, all at once.

    Args:
        connect: gives the boto3 client of a service and a region.
        members: of a global cluster.

    Returns:
        The clusters by ARN as far as they could be read, and what went wrong with the others.
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
    """DescribeDBClusters of one ARN; None where there is none.

    Args:
        connect: gives the boto3 client of a service and a region.
        arn: of the cluster.

    Raises:
        ReadError: AWS did not answer, or refused.
    """
    parts = ClusterArn.parse(arn)
    entries = describe_entries(connect, parts.region, "DBClusters", DBClusterIdentifier=parts.identifier)
    found = [answers.cluster(one) for one in entries]
    return next((one for one in found if one.arn == arn), None)


def read_standalone(
    connect: Connect, identifiers: Mapping[str, str]
) -> tuple[dict[str, ObservedCluster], dict[str, ReadError]]:
    """DescribeDBClusters of one identifier in each region.

    Args:
        connect: gives the boto3 client of a service and a region.
        identifiers: of the clusters, by region.

    Returns:
        The clusters by region, as far as there are any, and what went wrong by region.
    """
    return _by_region(connect, "DBClusters", "DBClusterIdentifier", identifiers, answers.cluster)


def read_instances(
    connect: Connect, clusters: Iterable[ObservedCluster]
) -> tuple[dict[str, tuple[ObservedInstance, ...]], tuple[ReadError, ...]]:
    """DescribeDBInstances of each cluster in its region, all at once.

    Args:
        connect: gives the boto3 client of a service and a region.
        clusters: of a global cluster.

    Returns:
        The instances by their cluster's ARN as far as they could be read, and what went wrong with the others.
    """
    asked = list(clusters)
    found = dict(zip((one.arn for one in asked), read_each(partial(_read_instances, connect), asked), strict=True))
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
    """Say which region of which account is asked, in words: GetCallerIdentity, which needs no permission.

    Args:
        connect: gives the boto3 client of a service and a region.

    Raises:
        ReadError: there is no region to ask.
    """
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - a quarter of a second, for reads only

    region = connect("neptune").meta.region_name
    try:
        account = connect("sts").get_caller_identity().get("Account")
    except (BotoCoreError, ClientError) as error:
        return f"{region} of an account that STS does not tell ({error})"
    return f"{region} of account {account or 'unknown'}"


def read_subnet_groups(connect: Connect, names: Mapping[str, str]) -> tuple[dict[str, str], dict[str, ReadError]]:
    """DescribeDBSubnetGroups of one name in each region.

    Args:
        connect: gives the boto3 client of a service and a region.
        names: of the subnet groups, by region.

    Returns:
        The ARNs by region, as far as there are such subnet groups, and what went wrong by region.
    """
    return _by_region(connect, "DBSubnetGroups", "DBSubnetGroupName", names, _subnet_group_arn)


def _subnet_group_arn(entry: Mapping[str, Any]) -> str:
    arn: str = answers.required(entry, "DBSubnetGroupArn")
    return arn


def read_snapshots(connect: Connect, identifiers: Mapping[str, str]) -> tuple[frozenset[str], dict[str, ReadError]]:
    """DescribeDBClusterSnapshots of one identifier in each region.

    Args:
        connect: gives the boto3 client of a service and a region.
        identifiers: of the snapshots, by region.

    Returns:
        The regions in which there is such a snapshot, and what went wrong by region.
    """
    found, problems = _by_region(connect, "DBClusterSnapshots", "DBClusterSnapshotIdentifier", identifiers, bool)
    return frozenset(found), problems


def _by_region(
    connect: Connect, noun: str, parameter: str, identifiers: Mapping[str, str], parse: Callable[[dict[str, Any]], T]
) -> tuple[dict[str, T], dict[str, ReadError]]:
    """Describe one thing in each region: what is there, and what went wrong."""

    def read(region: str) -> list[T] | ReadError:
        try:
            return [parse(one) for one in describe_entries(connect, region, noun, **{parameter: identifiers[region]})]
        except ReadError as error:
            return error

    answered = dict(zip(identifiers, read_each(read, identifiers), strict=True))
    found = {region: one[0] for region, one in answered.items() if not isinstance(one, ReadError) and one}
    return found, {region: one for region, one in answered.items() if isinstance(one, ReadError)}


def read_each(read: Callable[[Asked], T], asked: Iterable[Asked]) -> list[T]:
    """Read all at once, in as many threads.

    Args:
        read: reads one.
        asked: what to read.

    Returns:
        What ``read`` returned, in the same order.
    """
    some = list(asked)
    with ThreadPoolExecutor(max(1, len(some))) as threads:
        return list(threads.map(read, some))


def describe_entries(connect: Connect, region: str | None, noun: str, **parameters: object) -> list[dict[str, Any]]:
    """Describe one thing by its identifier, or some by a filter.

    Args:
        connect: gives the boto3 client of a service and a region.
        region: where; the provider's region where it is None.
        noun: the operation without ``Describe``, under which its answer has the entries.
        parameters: of the call.

    Returns:
        The entries; none where AWS has no such thing.

    Raises:
        ReadError: AWS did not answer, or refused.
    """
    operation = f"Describe{noun}"
    try:
        entries: list[dict[str, Any]] = answers.required(call(connect, region, operation, **parameters), noun)
    except CallError as error:
        if error.code in _NOT_FOUND:
            return []
        place = f" in {region}" if region else ""
        # AWS's own message may have the identifier, which may be a secret of the program's.
        text = f"{operation} was refused{place} ({error.code}). {error.allow}".rstrip() if error.code else str(error)
        denied = bool(error.allow)
        raise ReadError(text, transient=error.transient, denied=denied, down=error.down, region=region) from error
    return entries

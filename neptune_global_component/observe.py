"""The only reader of what AWS really has: one DescribeGlobalClusters, and for each member one DescribeDBClusters.

The status of a global database needs one DescribeDBInstances more for each member.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from neptune_global_component import answers
from neptune_global_component.aws import Configuration, is_transient, shared_clients
from neptune_global_component.errors import ReadError
from neptune_global_component.names import ClusterArn
from neptune_global_component.observed import (
    Observation,
    ObservedCluster,
    ObservedGlobalCluster,
    ObservedInstance,
    ObservedMember,
    Reading,
)
from neptune_global_component.threads import in_thread

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from neptune_global_component.aws import Clients

    Connect = Callable[..., Any]

T = TypeVar("T")
Asked = TypeVar("Asked")

_NOT_FOUND = {"GlobalClusterNotFoundFault", "DBClusterNotFoundFault", "DBSubnetGroupNotFoundFault"}


class Observer:
    """Reads AWS before the children and, in an update, after them; what can't be read is a warning, once.

    Args:
        configuration: gives the pulumi-aws provider's configuration, and is asked once.
        warn: takes a warning for the user.
    """

    def __init__(
        self, configuration: Callable[[], Awaitable[Mapping[str, object]]], warn: Callable[[str], None]
    ) -> None:
        self._configuration = configuration
        self._warn = warn
        self._settings: asyncio.Future[Mapping[str, object]] | None = None
        self._connect: Clients | None = None
        self._warned = False
        self._before: Observation | None = None

    async def before(self, identifier: str, subnet_groups: Mapping[str, str]) -> Reading:
        """Read what AWS has already.

        Args:
            identifier: of the global cluster.
            subnet_groups: the names of the subnet groups that the component makes, by region.
        """
        try:
            found = await self._read(read_global_cluster, identifier)
            self._before = await self._observe(found, {}) if found else None
            # A subnet group comes before its cluster, so a region that has a member needs no look at it.
            members = {member.region for member in found.members} if found else set()
            missing = {region: name for region, name in subnet_groups.items() if region not in members}
            groups = await self._read(read_subnet_groups, missing)
        except ReadError as error:
            self._warn_once(f"{error} Preview and outputs go on with what the Pulumi state knows.")
            return Reading(self._before, is_complete=False)
        return Reading(self._before, groups)

    async def after(
        self, state: ObservedGlobalCluster, created: Iterable[ObservedCluster] = (), *, preview: bool = False
    ) -> Observation:
        """Read the global cluster and its members' clusters.

        Args:
            state: the global cluster as the Pulumi state has it: the answer where AWS can't be read.
            created: clusters that pulumi-aws has just created and read: they are not read once more.
            preview: whether nothing has changed since the read before, which is not made once more then.
        """
        try:
            if preview and self._before:
                found = _same(state, self._before.global_cluster)
            else:
                found = _same(state, await self._read(read_global_cluster, state.identifier))
            if self._before and self._before.global_cluster.members == found.members:
                # The clusters are the same, in the same roles: so are their endpoints.
                return Observation(found, self._before.clusters)
            return await self._observe(found, {one.arn: one for one in created})
        except ReadError as error:
            self._warn_once(f"{error} The outputs are what the Pulumi state knows.")
            return Observation(state)

    async def _observe(self, found: ObservedGlobalCluster, read: Mapping[str, ObservedCluster]) -> Observation:
        clusters, problems = await self._read(read_clusters, [one for one in found.members if one.arn not in read])
        if problems:
            self._warn_once(f"{' '.join(map(str, problems))} The outputs are without these clusters.")
        return Observation(found, {**read, **clusters})

    async def ask_configuration(self) -> None:
        """Ask for the provider's configuration while the SDK has threads to ask with: a hook may find none left.

        What is wrong with it is told to whoever needs the clients.
        """
        with suppress(ReadError):
            await self._asked()

    async def clients(self) -> Clients:
        """Give the maker of boto3 clients that have the provider's configuration.

        Raises:
            ReadError: it is not known yet, or can't be followed.
        """
        if self._connect is None:
            self._connect = shared_clients(Configuration.parse(await self._asked()))
        return self._connect

    def _asked(self) -> asyncio.Future[Mapping[str, object]]:
        if self._settings is None:
            self._settings = asyncio.ensure_future(self._configuration())
        return self._settings

    async def _read(self, read: Callable[..., T], *args: object) -> T:
        return await in_thread(read, await self.clients(), *args)

    def _warn_once(self, text: str) -> None:
        if not self._warned:
            self._warned = True
            self._warn(text)


def _same(state: ObservedGlobalCluster, found: ObservedGlobalCluster | None) -> ObservedGlobalCluster:
    """Pass on an answer, unless it is not about the stack's own global cluster.

    Raises:
        ReadError: AWS has none, or another one under the same identifier.
    """
    # The identifier, which is in the ARN too, may be a secret of the program's: neither is shown.
    if found is None:
        raise ReadError(
            "AWS has no such global cluster, though the Pulumi state has: it was deleted elsewhere, or the read went "
            "to another account or region than the provider. See `pulumi refresh --preview-only`."
        )
    if (found.arn, found.resource_id) != (state.arn, state.resource_id):
        raise ReadError(
            f"AWS answered for {_place(found)}, but the stack's global cluster is {_place(state)}: the read used other "
            "credentials than the provider. Give both the same."
        )
    return found


def _place(one: ObservedGlobalCluster) -> str:
    account = one.arn.split(":")[4]
    return f"{one.resource_id} in account {account}"


def read_global_cluster(connect: Connect, identifier: str) -> ObservedGlobalCluster | None:
    """DescribeGlobalClusters of one identifier; None where there is none.

    Args:
        connect: gives the boto3 client of a service and a region.
        identifier: of the global cluster.

    Raises:
        ReadError: AWS did not answer, or refused.
    """
    entries = _describe(connect, None, "GlobalClusters", GlobalClusterIdentifier=identifier)
    return next((answers.global_cluster(one) for one in entries if one["GlobalClusterIdentifier"] == identifier), None)


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
    found = _each(partial(_read_cluster, connect), members)
    clusters = {one.arn: one for one in found if isinstance(one, ObservedCluster)}
    return clusters, tuple(one for one in found if isinstance(one, ReadError))


def _read_cluster(connect: Connect, member: ObservedMember) -> ObservedCluster | ReadError | None:
    arn = ClusterArn.parse(member.arn)
    try:
        entries = _describe(connect, arn.region, "DBClusters", DBClusterIdentifier=arn.identifier)
    except ReadError as error:
        return error
    return next((answers.cluster(one) for one in entries if one["DBClusterArn"] == member.arn), None)


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
    found = dict(zip((one.arn for one in asked), _each(partial(_read_instances, connect), asked), strict=True))
    instances = {arn: some for arn, some in found.items() if not isinstance(some, ReadError)}
    return instances, tuple(one for one in found.values() if isinstance(one, ReadError))


def _read_instances(connect: Connect, cluster: ObservedCluster) -> tuple[ObservedInstance, ...] | ReadError:
    of_the_cluster = [{"Name": "db-cluster-id", "Values": [cluster.identifier]}]
    try:
        entries = _describe(connect, cluster.region, "DBInstances", Filters=of_the_cluster)
    except ReadError as error:
        return error
    return tuple(answers.instance(one, cluster.writer) for one in entries)


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
        return f"{region} of account {connect('sts').get_caller_identity()['Account']}"
    except (BotoCoreError, ClientError) as error:
        return f"{region} of an account that STS does not tell ({error})"


def read_subnet_groups(connect: Connect, names: Mapping[str, str]) -> dict[str, str]:
    """DescribeDBSubnetGroups of one name in each region.

    Args:
        connect: gives the boto3 client of a service and a region.
        names: of the subnet groups, by region.

    Returns:
        The ARNs by region, as far as there are such subnet groups.

    Raises:
        ReadError: AWS did not answer, or refused.
    """
    found = {
        region: _describe(connect, region, "DBSubnetGroups", DBSubnetGroupName=name) for region, name in names.items()
    }
    return {region: entries[0]["DBSubnetGroupArn"] for region, entries in found.items() if entries}


def read_upgrade_targets(connect: Connect, version: str) -> frozenset[str]:
    """DescribeDBEngineVersions of one version: what a cluster that runs it can be upgraded to.

    Args:
        connect: gives the boto3 client of a service and a region.
        version: an engine version.

    Raises:
        ReadError: AWS does not know the version, did not answer, or refused.
    """
    entries = _describe(connect, None, "DBEngineVersions", Engine="neptune", EngineVersion=version)
    if not entries:
        raise ReadError(f"DescribeDBEngineVersions does not know {version}.")
    return frozenset(target["EngineVersion"] for one in entries for target in one["ValidUpgradeTarget"])


def _each(read: Callable[[Asked], T], asked: Iterable[Asked]) -> list[T]:
    """Read all at once, in as many threads."""
    some = list(asked)
    with ThreadPoolExecutor(max(1, len(some))) as threads:
        return list(threads.map(read, some))


def _describe(connect: Connect, region: str | None, noun: str, **parameters: object) -> list[dict[str, Any]]:
    """Describe one thing by its identifier, or some by a filter; an empty list where there is none."""
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - a quarter of a second, for reads only

    operation = f"Describe{noun}"
    place = f" in {region}" if region else ""
    methods = {
        "GlobalClusters": "describe_global_clusters",
        "DBClusters": "describe_db_clusters",
        "DBEngineVersions": "describe_db_engine_versions",
        "DBInstances": "describe_db_instances",
        "DBSubnetGroups": "describe_db_subnet_groups",
    }
    try:
        answer = getattr(connect("neptune", region), methods[noun])(**parameters)
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code in _NOT_FOUND:
            return []
        raise ReadError(
            f"{operation} was refused{place} ({code}): allow rds:{operation}, which "
            "`neptune-global iam-policy --read-only` has, or set observe to false.",
            transient=is_transient(error),
        ) from error
    except BotoCoreError as error:
        raise ReadError(f"{operation} failed{place} ({error}).", transient=is_transient(error)) from error
    entries: list[dict[str, Any]] = answer[noun]
    return entries

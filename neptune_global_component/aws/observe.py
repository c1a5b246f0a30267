"""Read AWS before and after the children are registered; a failed read is a warning, never an error."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from neptune_global_component.aws.clients import shared_clients
from neptune_global_component.aws.describe import (
    read_cluster,
    read_clusters,
    read_global_cluster,
    read_global_clusters,
    read_instances,
    read_snapshots,
    read_standalone,
    read_subnet_groups,
)
from neptune_global_component.aws.offers import read_group_families, read_other_classes, read_other_versions
from neptune_global_component.aws.settings import DEFAULT_TAGS, Configuration, default_tags
from neptune_global_component.aws.threads import in_thread
from neptune_global_component.aws.verify import verify
from neptune_global_component.core.errors import ReadError
from neptune_global_component.core.facts.observed import Observation, Reading
from neptune_global_component.core.messages import sentences

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping

    from neptune_global_component.aws.clients import Clients
    from neptune_global_component.core.facts.observed import ObservedCluster, ObservedGlobalCluster, ParameterGroup
    from neptune_global_component.core.messages import Message
    from neptune_global_component.core.plan.lookups import Lookups

K = TypeVar("K")
T = TypeVar("T")

_STATE_IS_USED = "Preview and outputs use the values in the Pulumi state."


class Observer:
    """Reads AWS before the children are registered and, in an update, after them. Each problem is one warning.

    Args:
        configuration: returns the pulumi-aws provider's configuration; called once.
        warn: shows a warning to the user.
        shared: the clients that other components of the program have created.
    """

    def __init__(
        self,
        configuration: Callable[[], Awaitable[Mapping[str, object]]],
        warn: Callable[[Message], None],
        shared: list[Clients],
    ) -> None:
        self._shared = shared
        self._configuration = configuration
        self._warn = warn
        self._settings: asyncio.Future[Mapping[str, object]] | None = None
        self._clients: Clients | None = None
        self._warned: set[str] = set()
        self._before: Observation | None = None

    async def before(self, identifier: str, regions: Iterable[str] = ()) -> Reading:
        """Read the global cluster and its members' clusters, before the children are registered.

        Args:
            identifier: the identifier of the global cluster.
            regions: the regions that have, or will have, a cluster of the global database: they are queried if the
                provider's region does not answer.
        """
        try:
            (await self.clients()).know(regions)
            found = await self._read(read_global_cluster, identifier)
            self._before = await self._observe(found, {}) if found else None
        except ReadError as error:
            return self._unread(error)
        return Reading(self._before)

    async def look_up(self, lookups: Lookups) -> Reading:
        """Read the resources outside the global cluster, after `before`.

        Args:
            lookups: the resources to look up.
        """
        # A subnet group is created before its cluster: in a region that has a member it exists.
        members = {member.region for member in self._before.global_cluster.members} if self._before else set()
        identifiers = {**lookups.new_clusters, **lookups.clusters}
        try:
            groups, group_errors = await self._look_up(read_subnet_groups, _without(lookups.subnet_groups, members))
            clusters, cluster_errors = await self._look_up(read_standalone, _without(identifiers, members))
            snapshots, snapshot_errors = await self._look_up(read_snapshots, lookups.snapshots)
            is_source_needed = lookups.source and self._before is None
            source = await self._read(read_cluster, lookups.source) if is_source_needed else None
        except ReadError as error:
            return self._unread(error)
        # Whether the identifier of a new cluster is in use is an early check of what AWS checks too.
        unread = _without(cluster_errors, lookups.new_clusters)
        problems = [*group_errors.values(), *unread.values(), *snapshot_errors.values()]
        self._warn_once(problems, _STATE_IS_USED)
        return Reading(
            self._before,
            subnet_groups=groups,
            detached=_without(clusters, lookups.new_clusters),
            occupied=_without(clusters, lookups.clusters),
            snapshots=frozenset(snapshots),
            source=source,
            unread=frozenset(unread),
            is_complete=not problems,
        )

    async def database(self) -> Observation | None:
        """Read the instances too, for an upgrade or a switchover; warn about each that can't be read.

        Returns:
            The global database, or None if it does not exist or was not read.
        """
        if self._before is None:
            return None
        instances, problems = await self._read(read_instances, self._before.clusters.values())
        self._warn_once(problems, "What the update would do is not checked.")
        return Observation(self._before.global_cluster, self._before.clusters, instances)

    async def has_global_cluster(self, identifier: str) -> bool:
        """Return whether a global cluster exists; True if AWS can't be read.

        Args:
            identifier: the identifier of the global cluster.
        """
        try:
            return await self._read(read_global_cluster, identifier) is not None
        except ReadError as error:
            self._warn_once([error], _STATE_IS_USED)
            return True

    async def other_versions(self, version: str) -> tuple[str, ...]:
        """Return the engine versions that AWS offers, if it does not offer this one; empty if they can't be read.

        Args:
            version: the engine version of a global cluster that will be created.
        """
        try:
            return await self._read(read_other_versions, version)
        except ReadError as error:
            self._warn_once([error], "Whether AWS has the engine version is not checked.")
            return ()

    async def other_classes(
        self, classes: Iterable[tuple[str, str]], version: str | None
    ) -> Mapping[tuple[str, str], frozenset[str]]:
        """Return the instance classes that AWS offers in each region that does not offer the wanted one.

        Args:
            classes: regions, each with an instance class that is wanted there.
            version: the engine version that the instances run; None if it is not known.
        """
        effect = "Whether AWS offers the instance class is not checked."
        return await self._read_some(effect, read_other_classes, classes, version)

    async def group_families(self, groups: Collection[ParameterGroup]) -> Mapping[ParameterGroup, str]:
        """Return the families of parameter groups; without those that do not exist or can't be read.

        Args:
            groups: the groups that the program sets in a major upgrade.
        """
        effect = "Whether the parameter groups fit the new engine version is not checked."
        return await self._read_some(effect, read_group_families, groups)

    async def global_clusters(self) -> list[ObservedGlobalCluster]:
        """Return all global clusters; empty if AWS does not allow listing them."""
        try:
            return await self._read(read_global_clusters)
        except ReadError as error:
            self._warn_once([error], _STATE_IS_USED)
            return []

    def _unread(self, error: ReadError) -> Reading:
        self._warn_once([error], _STATE_IS_USED)
        return Reading(self._before, is_complete=False)

    async def after(
        self,
        in_state: ObservedGlobalCluster,
        state: Callable[[], Awaitable[Observation]],
        created: Iterable[ObservedCluster] = (),
        *,
        preview: bool = False,
    ) -> Observation:
        """Read the global cluster and its members' clusters, after the children are registered.

        Args:
            in_state: the global cluster in the Pulumi state.
            state: returns the global database in the Pulumi state, for the parts that can't be read from AWS.
            created: clusters that pulumi-aws has just created and read: they are not read again.
            preview: whether this is a preview: nothing has changed since the first read, so the global cluster is not
                read again.
        """
        try:
            read = await self._after(in_state, {one.arn: one for one in created}, preview=preview)
        except ReadError as error:
            self._warn_once([error], "The outputs are the values in the Pulumi state.")
            return await state()
        if all(member.arn in read.clusters for member in read.global_cluster.members):
            return read
        return Observation(read.global_cluster, {**(await state()).clusters, **read.clusters})

    async def _after(
        self, in_state: ObservedGlobalCluster, created: Mapping[str, ObservedCluster], *, preview: bool
    ) -> Observation:
        if preview and self._before:
            found = verify(in_state, self._before.global_cluster)
        else:
            found = verify(in_state, await self._read(read_global_cluster, in_state.identifier))
        if self._before and self._before.global_cluster.members == found.members:
            # The same clusters have the same roles, so their endpoints are the same.
            return Observation(found, self._before.clusters)
        return await self._observe(found, created)

    async def _observe(self, found: ObservedGlobalCluster, read: Mapping[str, ObservedCluster]) -> Observation:
        clients = await self.clients()
        clients.know(member.region for member in found.members)
        clusters, problems = await self._read(read_clusters, [one for one in found.members if one.arn not in read])
        move = clients.move
        moved = [ReadError(str(move), down=True, region=move.origin)] if move else []
        regions = ", ".join(sorted({str(one.region) for one in problems}))
        state = f"The outputs of the cluster in {regions} are the values in the Pulumi state." if problems else ""
        self._warn_once([*moved, *problems], state)
        return Observation(found, {**read, **clusters})

    async def load_configuration(self) -> None:
        """Request the provider's configuration while the SDK still has free threads: a hook may find none.

        An error in it is raised later, when the clients are needed.
        """
        with suppress(ReadError):
            await self._provider_settings()

    async def has_default_tags(self) -> bool:
        """Return whether the provider adds default tags to every resource; False if its settings are unknown."""
        with suppress(ReadError):
            tags = (await self._provider_settings()).get(DEFAULT_TAGS)
            # True stands for tags that are unknown in this preview.
            return tags is True or bool(default_tags(tags))
        return False

    async def clients(self) -> Clients:
        """Return the boto3 clients that use the provider's configuration.

        Raises:
            ReadError: the configuration is not known yet, or has a setting that is not supported.
        """
        if self._clients is None:
            self._clients = shared_clients(Configuration.parse(await self._provider_settings()), self._shared)
        return self._clients

    def _provider_settings(self) -> asyncio.Future[Mapping[str, object]]:
        if self._settings is None:
            self._settings = asyncio.ensure_future(self._configuration())
        return self._settings

    async def _read(self, read: Callable[..., T], *args: object) -> T:
        return await in_thread(read, await self.clients(), *args)

    async def _look_up(
        self, read: Callable[..., tuple[dict[str, T], dict[str, ReadError]]], names: Mapping[str, str]
    ) -> tuple[dict[str, T], dict[str, ReadError]]:
        """Read a resource in each region; return those that exist, and the errors, by region."""
        return await self._read(read, names) if names else ({}, {})

    async def _read_some(
        self, effect: str, read: Callable[..., tuple[dict[K, T], tuple[ReadError, ...]]], *args: object
    ) -> dict[K, T]:
        """Return what can be read, and warn about the rest with its effect."""
        try:
            found, problems = await self._read(read, *args)
        except ReadError as error:
            found, problems = {}, (error,)
        self._warn_once(problems, effect)
        return found

    def _warn_once(self, problems: Iterable[ReadError], effect: str) -> None:
        new = {_key(error): error for error in reversed([*problems]) if _key(error) not in self._warned}
        self._warned |= new.keys()
        if new:
            without = ["To skip these reads, set observe to false."] if any(one.denied for one in new.values()) else []
            texts = [error.message for error in reversed(new.values())]
            self._warn(sentences([*texts, *without, *([effect] if effect else [])]))


def _key(error: ReadError) -> str:
    """Return a problem's identity: all problems of a region that is down are one."""
    return error.region if error.down and error.region else str(error)


def _without(of: Mapping[str, T], regions: Collection[str]) -> dict[str, T]:
    return {region: value for region, value in of.items() if region not in regions}

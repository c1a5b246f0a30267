"""The component's look at AWS: before its children and after them, and never an error where AWS can't be read."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
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
from neptune_global_component.aws.offers import read_other_classes, read_other_versions
from neptune_global_component.aws.settings import DEFAULT_TAGS, Configuration, default_tags
from neptune_global_component.aws.threads import in_thread
from neptune_global_component.core.errors import ReadError
from neptune_global_component.core.facts.observed import Observation, ObservedCluster, ObservedGlobalCluster, Reading
from neptune_global_component.core.names import account_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping

    from neptune_global_component.aws.clients import Clients

T = TypeVar("T")

_ALWAYS = ("resource_id", "engine", "engine_version", "storage_encrypted", "deletion_protection")
_GOES_ON = "Preview and outputs go on with what the Pulumi state knows."


class Observer:
    """Reads AWS before the children and, in an update, after them; each problem is a warning, once.

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
        self._told: set[str] = set()
        self._before: Observation | None = None

    async def before(self, identifier: str, regions: Iterable[str] = ()) -> Reading:
        """Read what AWS has already.

        Args:
            identifier: of the global cluster.
            regions: where the global database has, or is to have, a cluster: they are asked where the provider's
                region does not answer.
        """
        try:
            (await self.clients()).know(regions)
            found = await self._read(read_global_cluster, identifier)
            self._before = await self._observe(found, {}) if found else None
        except ReadError as error:
            return self._unread(error)
        return Reading(self._before)

    async def beside(
        self,
        subnet_groups: Mapping[str, str],
        clusters: Mapping[str, str],
        snapshots: Mapping[str, str],
        source: str | None = None,
    ) -> Reading:
        """Read what else AWS has, of subnet groups and clusters where the global cluster has no member.

        Args:
            subnet_groups: the names of the subnet groups that the component makes, by region.
            clusters: the identifiers of the clusters that the state has, by region.
            snapshots: the identifiers of the last snapshots that the update takes, by region.
            source: ARN of the cluster that a global cluster is to be created from.
        """
        # A subnet group comes before its cluster, so a region that has a member needs no look at it.
        members = {member.region for member in self._before.global_cluster.members} if self._before else set()
        missing, gone = _without(subnet_groups, members), _without(clusters, members)
        no_groups: Mapping[str, ReadError] = {}
        unread: Mapping[str, ReadError] = {}
        no_snapshots: Mapping[str, ReadError] = {}
        groups: Mapping[str, str] = {}
        detached: Mapping[str, ObservedCluster] = {}
        taken: frozenset[str] = frozenset()
        try:
            if missing:
                groups, no_groups = await self._read(read_subnet_groups, missing)
            if gone:
                detached, unread = await self._read(read_standalone, gone)
            if snapshots:
                taken, no_snapshots = await self._read(read_snapshots, snapshots)
            found = await self._read(read_cluster, source) if source and self._before is None else None
        except ReadError as error:
            return self._unread(error)
        problems = [*no_groups.values(), *unread.values(), *no_snapshots.values()]
        self._warn_once(problems, _GOES_ON)
        return Reading(self._before, groups, detached, taken, found, unread=frozenset(unread), is_complete=not problems)

    async def database(self) -> Observation | None:
        """Read the instances too, for an upgrade or a switchover: as far as AWS answers, with a warning for the rest.

        Returns:
            The global database; None where AWS has none or was not read.
        """
        if self._before is None:
            return None
        instances, problems = await self._read(read_instances, self._before.clusters.values())
        self._warn_once(problems, "What the update would do is not checked.")
        return Observation(self._before.global_cluster, self._before.clusters, instances)

    async def has_global_cluster(self, identifier: str) -> bool:
        """Return whether AWS has a global cluster; true where it can't be read.

        Args:
            identifier: of the global cluster.
        """
        try:
            return await self._read(read_global_cluster, identifier) is not None
        except ReadError as error:
            self._warn_once([error], _GOES_ON)
            return True

    async def other_versions(self, version: str) -> tuple[str, ...]:
        """Return the engine versions that AWS has, where it does not have this one; none where that can't be read.

        Args:
            version: the engine version of a global cluster that is to be created.
        """
        try:
            return await self._read(read_other_versions, version)
        except ReadError as error:
            self._warn_once([error], "Whether AWS has the engine version is not checked.")
            return ()

    async def other_classes(self, classes: Mapping[str, str], version: str | None) -> Mapping[str, frozenset[str]]:
        """Return by region the instance classes that AWS offers, where it does not offer the one that is wanted.

        Args:
            classes: the instance classes that are wanted, by region.
            version: the engine version that the instances run; None where it is not known.
        """
        try:
            others, problems = await self._read(read_other_classes, classes, version)
        except ReadError as error:
            others, problems = {}, (error,)
        self._warn_once(problems, "Whether AWS offers the instance class is not checked.")
        return others

    async def global_clusters(self) -> list[ObservedGlobalCluster]:
        """Return all global clusters; none if AWS does not allow to list them."""
        try:
            return await self._read(read_global_clusters)
        except ReadError as error:
            self._warn_once([error], _GOES_ON)
            return []

    def _unread(self, error: ReadError) -> Reading:
        self._warn_once([error], _GOES_ON)
        return Reading(self._before, is_complete=False)

    async def after(
        self,
        found: ObservedGlobalCluster,
        state: Callable[[], Awaitable[Observation]],
        created: Iterable[ObservedCluster] = (),
        *,
        preview: bool = False,
    ) -> Observation:
        """Read the global cluster and its members' clusters.

        Args:
            found: the global cluster as the Pulumi state has it.
            state: gives all that the Pulumi state has, for what AWS does not answer.
            created: clusters that pulumi-aws has just created and read: they are not read once more.
            preview: whether nothing has changed since the read before, which is not made once more then.
        """
        try:
            read = await self._after(found, {one.arn: one for one in created}, preview=preview)
        except ReadError as error:
            self._warn_once([error], "The outputs are what the Pulumi state knows.")
            return await state()
        if all(member.arn in read.clusters for member in read.global_cluster.members):
            return read
        return Observation(read.global_cluster, {**(await state()).clusters, **read.clusters})

    async def _after(
        self, state: ObservedGlobalCluster, created: Mapping[str, ObservedCluster], *, preview: bool
    ) -> Observation:
        if preview and self._before:
            found = _same(state, self._before.global_cluster)
        else:
            found = _same(state, await self._read(read_global_cluster, state.identifier))
        if self._before and self._before.global_cluster.members == found.members:
            # The clusters are the same, in the same roles: so are their endpoints.
            return Observation(found, self._before.clusters)
        return await self._observe(found, created)

    async def _observe(self, found: ObservedGlobalCluster, read: Mapping[str, ObservedCluster]) -> Observation:
        clients = await self.clients()
        clients.know(member.region for member in found.members)
        clusters, problems = await self._read(read_clusters, [one for one in found.members if one.arn not in read])
        move = clients.move
        moved = [ReadError(str(move), down=True, region=move.origin)] if move else []
        regions = ", ".join(sorted({str(one.region) for one in problems}))
        state = f"The outputs of the cluster in {regions} are what the Pulumi state knows." if problems else ""
        self._warn_once([*moved, *problems], state)
        return Observation(found, {**read, **clusters})

    async def ask_configuration(self) -> None:
        """Ask for the provider's configuration while the SDK has threads to ask with: a hook may find none left.

        What is wrong with it is told to whoever needs the clients.
        """
        with suppress(ReadError):
            await self._asked()

    async def has_default_tags(self) -> bool:
        """Return whether the provider adds tags of its own to every resource; False where its settings are unknown."""
        with suppress(ReadError):
            given = (await self._asked()).get(DEFAULT_TAGS)
            # True stands for tags that are not known yet.
            return given is True or bool(default_tags(given))
        return False

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

    def _warn_once(self, problems: Iterable[ReadError], effect: str) -> None:
        new = {_key(error): error for error in reversed([*problems]) if _key(error) not in self._told}
        self._told |= new.keys()
        if new:
            without = ["To do without it, set observe to false."] if any(one.denied for one in new.values()) else []
            texts = [str(error) for error in reversed(new.values())]
            self._warn(" ".join([*texts, *without, effect]).rstrip())


def _key(error: ReadError) -> str:
    """A region that is down is told once, whatever could not be read there."""
    return error.region if error.down and error.region else str(error)


def _without(of: Mapping[str, str], regions: Collection[str]) -> dict[str, str]:
    return {region: value for region, value in of.items() if region not in regions}


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
    account, own = account_of(found.arn), account_of(state.arn)
    if account != own:
        raise ReadError(
            f"AWS answered for account {account}, but the stack's global cluster is in account "
            f"{own}: the read used other credentials than the provider. Give both the same."
        )
    if found.resource_id not in {None, state.resource_id}:
        raise ReadError(
            f"AWS has another global cluster under the same identifier ({found.resource_id}) than the Pulumi state "
            f"({state.resource_id}): it was deleted and made anew elsewhere. See `pulumi refresh --preview-only`."
        )
    # The outputs of the global cluster are never absent: pulumi-aws gives what AWS's answer lacks.
    lacks = [key for key in _ALWAYS if getattr(found, key) is None]
    return replace(found, **{key: getattr(state, key) for key in lacks}) if lacks else found

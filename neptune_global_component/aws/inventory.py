"""Read all global databases of an account with a few calls for each region, not for each database."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from neptune_global_component.aws.clients import Move
from neptune_global_component.aws.describe import describe_entries, read_each, read_global_clusters
from neptune_global_component.aws.operations.lag import lag_sources, read_lags
from neptune_global_component.aws.threads import first_answer
from neptune_global_component.core.errors import CallError, ReadError
from neptune_global_component.core.facts import answers
from neptune_global_component.core.facts.observed import (
    Observation,
    ObservedCluster,
    ObservedGlobalCluster,
    ObservedInstance,
)
from neptune_global_component.core.inputs.rules.global_cluster import ENGINE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from neptune_global_component.aws.clients import Connect

_OF_NEPTUNE = [{"Name": "engine", "Values": [ENGINE]}]


@dataclass(frozen=True)
class Inventory:
    """All global databases of an account.

    Args:
        databases: sorted by identifier, with their clusters and instances as far as they were read.
        lags: the replication lags in milliseconds, by the ARN of the secondary.
        problems: the errors of reads that failed.
    """

    databases: tuple[Observation, ...]
    lags: Mapping[str, float]
    problems: tuple[str, ...]


@dataclass
class _Region:
    """The answers of a region: clusters by ARN, their instances, and lags by the identifier of the cluster."""

    name: str
    clusters: dict[str, ObservedCluster] = field(default_factory=dict)
    instances: dict[str, tuple[ObservedInstance, ...]] = field(default_factory=dict)
    lags: dict[str, float] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_inventory(connect: Connect) -> Inventory:
    """Read all Neptune global clusters, and the clusters, instances and lags of their regions concurrently.

    Args:
        connect: returns the boto3 client of a service and a region.

    Raises:
        ReadError: the global clusters can't be read in any region.
    """
    found = sorted(_read_global_clusters(connect), key=lambda one: one.identifier)
    found = [one for one in found if one.engine in {None, ENGINE}]
    names = sorted({member.region for one in found for member in one.members})
    regions = read_each(partial(_read_region, connect, found), names)
    clusters = {arn: cluster for region in regions for arn, cluster in region.clusters.items()}
    instances = {arn: some for region in regions for arn, some in region.instances.items()}
    lags = {(region.name, identifier): lag for region in regions for identifier, lag in region.lags.items()}
    members = [member for one in found for member in one.members]
    return Inventory(
        tuple(_observation(one, clusters, instances) for one in found),
        {one.arn: lags[one.region, one.identifier] for one in members if (one.region, one.identifier) in lags},
        (*([str(connect.move)] if connect.move else ()), *(one for region in regions for one in region.problems)),
    )


def _observation(
    found: ObservedGlobalCluster,
    clusters: Mapping[str, ObservedCluster],
    instances: Mapping[str, tuple[ObservedInstance, ...]],
) -> Observation:
    arns = [member.arn for member in found.members]
    return Observation(
        found,
        {arn: clusters[arn] for arn in arns if arn in clusters},
        {arn: instances[arn] for arn in arns if arn in instances},
    )


def _read_global_clusters(connect: Connect) -> list[ObservedGlobalCluster]:
    """Read the global clusters, in another region if the first one is down: every region has all of them."""
    try:
        return read_global_clusters(connect)
    except ReadError as error:
        if not error.down:
            raise
        home = connect("neptune").meta.region_name
        others = [region for region in connect.others if region != home]
        answer = first_answer(partial(read_global_clusters, connect), others)
        if answer is None:
            raise
        connect.move = Move(str(error), home, answer[0])
        return answer[1]


def _read_region(connect: Connect, found: Collection[ObservedGlobalCluster], name: str) -> _Region:
    region = _Region(name)
    try:
        entries = describe_entries(connect, name, "DBClusters", Filters=_OF_NEPTUNE)
        region.clusters = {one.arn: one for one in map(answers.cluster, entries)}
        region.problems += _missing(found, region)
        entries = describe_entries(connect, name, "DBInstances", Filters=_OF_NEPTUNE)
        region.instances = _instances(region.clusters.values(), entries)
    except ReadError as error:
        region.problems.append(str(error))
        if error.down:
            return region
    sources: dict[str, str] = {}
    for one in found:
        sources |= lag_sources(one, name)
    try:
        region.lags = read_lags(connect, name, sources)
    except CallError as error:
        region.problems.append(f"The replication lag is unknown: {error}")
    return region


def _missing(found: Collection[ObservedGlobalCluster], region: _Region) -> Iterator[str]:
    """Yield the members of a region that it does not have: AWS lists a deleted member for a while."""
    for one in found:
        member = one.member(region.name)
        if member and member.arn not in region.clusters:
            yield f"{one.identifier}: {region.name}: the member {member.identifier} no longer exists."


def _instances(
    clusters: Iterable[ObservedCluster], entries: Sequence[Mapping[str, Any]]
) -> dict[str, tuple[ObservedInstance, ...]]:
    by_identifier: dict[str, list[Mapping[str, Any]]] = {}
    for entry in entries:
        by_identifier.setdefault(entry.get("DBClusterIdentifier") or "", []).append(entry)
    return {
        one.arn: tuple(answers.instance(entry, one.writer) for entry in by_identifier.get(one.identifier, ()))
        for one in clusters
    }

"""Read a global database for an operation; a failed read is an error, because the operation depends on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.aws.describe import read_caller, read_clusters, read_global_cluster, read_instances
from neptune_global_component.core.errors import ReadError
from neptune_global_component.core.facts.observed import Observation
from neptune_global_component.core.inputs.rules.global_cluster import ENGINE
from neptune_global_component.core.messages import Identifier, Message, sentences
from neptune_global_component.core.plan.promotion import LOST_REMEDY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from neptune_global_component.aws.clients import Connect
    from neptune_global_component.core.facts.observed import ObservedGlobalCluster, ObservedMember


def read_database(connect: Connect, identifier: str, regions: Collection[str] | None = None) -> Observation:
    """Read a global cluster, its members' clusters and their instances.

    Args:
        connect: returns the boto3 client of a service and a region.
        identifier: the identifier of the global cluster, in lower case.
        regions: read only the clusters in these regions; None for all.

    Raises:
        ReadError: the global cluster does not exist, or AWS did not answer or returned an error.
    """
    found = read_existing(connect, identifier)
    members = [one for one in found.members if regions is None or one.region in regions]
    observed, problems = _read_members(connect, found, members)
    if problems:
        raise _combined(problems)
    return observed


def read_for_switchover(connect: Connect, identifier: str, to: str) -> Observation:
    """Read a global database, except clusters that are down in regions not involved in the switchover.

    Args:
        connect: returns the boto3 client of a service and a region.
        identifier: the identifier of the global cluster, in lower case.
        to: the region of the new primary. It must answer, and so must the current primary's.

    Raises:
        ReadError: the global cluster does not exist, or AWS did not answer or returned an error.
    """
    found = read_existing(connect, identifier)
    needed = {to, found.writer.region if found.writer else to}
    observed, problems = _read_members(connect, found, found.members)
    problems = [one for one in problems if not one.down or one.region in needed]
    if any(one.down and one.region != to for one in problems):
        raise _combined(problems, LOST_REMEDY)
    if problems:
        raise _combined(problems)
    return observed


def _read_members(
    connect: Connect, found: ObservedGlobalCluster, members: Iterable[ObservedMember]
) -> tuple[Observation, list[ReadError]]:
    clusters, unread = read_clusters(connect, members)
    instances, unread_instances = read_instances(connect, clusters.values())
    return Observation(found, clusters, instances), [*unread, *unread_instances]


def _combined(problems: Collection[ReadError], remedy: str = "") -> ReadError:
    parts: list[Message | str] = [*(one.message for one in problems), *([remedy] if remedy else [])]
    is_down = not remedy and any(one.down for one in problems)
    return ReadError(sentences(parts), transient=all(one.transient for one in problems), down=is_down)


def read_existing(connect: Connect, identifier: str) -> ObservedGlobalCluster:
    """Read a global cluster that must exist.

    Args:
        connect: returns the boto3 client of a service and a region.
        identifier: the identifier of the global cluster, in lower case.

    Raises:
        ReadError: the global cluster does not exist or has another engine, or AWS did not answer or returned an error.
    """
    found = read_global_cluster(connect, identifier)
    if found is None:
        raise ReadError(
            Message(
                "There is no global cluster {identifier!r} in {caller}. Check the identifier (`neptune-global list` "
                "shows all), name one of its regions with --region, or another account with --profile.",
                identifier=Identifier(identifier),
                caller=read_caller(connect),
            )
        )
    if found.engine not in {None, ENGINE}:
        template = "{identifier!r} is a global cluster of {engine}, not of Neptune. Check the identifier."
        raise ReadError(Message(template, identifier=Identifier(identifier), engine=found.engine))
    return found

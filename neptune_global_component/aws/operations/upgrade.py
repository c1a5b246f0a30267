"""Upgrade the engine of a global database, in the order that AWS requires.

A minor upgrade is a ModifyDBCluster of each secondary, then of the primary. A major one is a single
ModifyGlobalCluster: https://docs.aws.amazon.com/neptune/latest/userguide/neptune-global-database.html
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from neptune_global_component.aws.calls import call
from neptune_global_component.aws.offers import read_upgrade_targets
from neptune_global_component.aws.operations.read import read_database
from neptune_global_component.aws.operations.waiting import Change, Pace, Run
from neptune_global_component.core.errors import ReadError
from neptune_global_component.core.facts import health as state
from neptune_global_component.core.messages import Message, Version
from neptune_global_component.core.names import EngineVersion
from neptune_global_component.core.plan.upgrade import is_major, members_to_upgrade, oldest, steps

if TYPE_CHECKING:
    from collections.abc import Callable

    from neptune_global_component.aws.clients import Connect
    from neptune_global_component.core.facts.observed import Observation, ObservedMember

PACE = Pace(seconds=3 * 3600)
"""An upgrade can take two hours: https://github.com/hashicorp/terraform-provider-aws/issues/47861."""


def valid_targets(
    connect: Connect, observed: Observation, report: Callable[[Message | str], None]
) -> frozenset[str] | None:
    """Return the versions that AWS can upgrade the oldest member to.

    Args:
        connect: returns the boto3 client of a service and a region.
        observed: the global database, with clusters.
        report: shows a line of progress. If the versions can't be read, the upgrade is sent unchecked.

    Returns:
        The versions, or None if they can't be read.
    """
    try:
        return read_upgrade_targets(connect, str(oldest(observed)))
    except ReadError as error:
        report(Message("could not check that AWS offers this upgrade: {error}", error=error.message))
        return None


def run(  # noqa: PLR0913 - what an upgrade is, and how it is watched
    connect: Connect,
    identifier: str,
    wanted: str,
    *,
    allow_major: bool = False,
    report: Callable[[Message | str], None],
    pace: Pace = PACE,
) -> tuple[str, ...]:
    """Upgrade all members, and wait until they run the version and are available.

    Args:
        connect: returns the boto3 client of a service and a region.
        identifier: the identifier of the global cluster, in lower case.
        wanted: the engine version.
        allow_major: whether a major upgrade is allowed.
        report: shows a line of progress.
        pace: the time limit for each cluster, or for all clusters in a major upgrade.

    Returns:
        The requests that were sent; empty if nothing was missing.

    Raises:
        ReadError: AWS can't be read; nothing was changed.
        RefusedError: AWS would reject the upgrade; nothing was changed.
        OperationError: AWS rejected a request or a later read, or the time limit is reached.
    """
    read = partial(read_database, connect, identifier)
    observed = read()
    if not members_to_upgrade(observed, wanted):
        return ()
    targets = valid_targets(connect, observed, report)
    for step in steps(observed, wanted, allow_major=allow_major, targets=targets):
        report(step)
    current_run = Run(report, pace)
    if is_major(oldest(observed), EngineVersion.parse(wanted)):
        current_run.complete(_major(connect, observed, wanted, read))
        report(Message("all clusters run {version} now", version=Version(wanted)))
    else:
        while members := members_to_upgrade(observed, wanted):
            total = len(observed.global_cluster.members)
            label = Message(
                "{number}/{total} {region}: {version}",
                number=total - len(members) + 1,
                total=total,
                region=members[0].region,
                version=state.version(observed, members[0]),
            )
            observed = current_run.complete(_minor(connect, members[0], wanted, read, label))
            report(Message("{region} runs {version} now", region=members[0].region, version=Version(wanted)))
    return tuple(current_run.sent)


def _minor(
    connect: Connect, member: ObservedMember, wanted: str, read: Callable[[], Observation], label: Message
) -> Change:
    return Change(
        name=f"ModifyDBCluster in {member.region}",
        read=read,
        send=lambda _: call(
            connect,
            member.region,
            "ModifyDBCluster",
            DBClusterIdentifier=member.identifier,
            EngineVersion=wanted,
            ApplyImmediately=True,
        ),
        missing=lambda now: _missing(now, member, wanted),
        busy=lambda now: (
            state.busy(now) or (_missing(now, member, wanted) if state.version(now, member) == wanted else None)
        ),
        # The engine truncates lines at the terminal's width: the most important part comes first.
        progress=lambda now: Message(
            "{label} -> {wanted}, {status}", label=label, wanted=Version(wanted), status=state.status(now, member)
        ),
    )


def _major(connect: Connect, observed: Observation, wanted: str, read: Callable[[], Observation]) -> Change:
    writer = observed.global_cluster.writer
    region = writer.region if writer else None
    return Change(
        name=f"ModifyGlobalCluster{f' in {region}' if region else ''}",
        read=read,
        send=lambda _: call(
            connect,
            region,
            "ModifyGlobalCluster",
            GlobalClusterIdentifier=observed.global_cluster.identifier,
            EngineVersion=wanted,
            AllowMajorVersionUpgrade=True,
        ),
        missing=lambda now: _all_missing(now, wanted),
        busy=lambda now: state.busy(now) or (_all_missing(now, wanted) if _all_run(now, wanted) else None),
    )


def _all_missing(now: Observation, wanted: str) -> Message | str | None:
    return next((text for member in now.global_cluster.members if (text := _missing(now, member, wanted))), None)


def _all_run(now: Observation, wanted: str) -> bool:
    return all(state.version(now, member) == wanted for member in now.global_cluster.members)


def _missing(now: Observation, member: ObservedMember, wanted: str) -> Message | str | None:
    status, version = state.status(now, member), state.version(now, member)
    if version != wanted:
        return Message(
            "{region} to run {wanted} ({status}, {version})",
            region=member.region,
            wanted=Version(wanted),
            status=status,
            version=version,
        )
    has_instance = state.has_available_instance(now, member)
    return state.busy(now) or (None if has_instance else f"an instance of {member.region} to be available")

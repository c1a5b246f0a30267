"""Checks that a switchover and a failover share: the target must be able to become the primary; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.errors import RefusedError
from neptune_global_component.core.facts import health as state
from neptune_global_component.core.facts.observed import AVAILABLE
from neptune_global_component.core.messages import Finding, Identifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.facts.observed import Observation, ObservedFailover, ObservedMember

_ADD = "Add a cluster with an instance there first."
_SET_OR_ADD = "Set one of these, or add a cluster with an instance there first."
LOST_REMEDY = "If that region is lost, use `neptune-global failover`."
"""The next step when a switchover can't read the primary."""


def under_way(observed: Observation, to: str) -> ObservedFailover | None:
    """Return the switchover or failover to a region that is in progress; None without one.

    Args:
        observed: the global database.
        to: the region.
    """
    target, failover = observed.global_cluster.member(to), observed.global_cluster.failover
    return failover if failover and target and failover.to_arn == target.arn else None


def findings(observed: Observation, to: str, path: str, confirmed: Observation | None = None) -> Iterator[Finding]:
    """The target is a member that is available and has an available instance; no other failover is running.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-disaster-recovery.html

    Args:
        observed: the global database, with the cluster and the instances of that region.
        to: the region.
        path: the property that sets the region.
        confirmed: the global database whose plan the user has confirmed; None if nobody confirmed one.
    """
    yield from outdated(observed, to, path, confirmed)
    global_cluster = observed.global_cluster
    target = global_cluster.member(to)
    if target is None:
        return
    if global_cluster.failover:
        yield Finding(
            "operation-in-progress",
            path,
            "{to!r} has to wait: a {failover} is running, and AWS does one at a time. Try again when it is over "
            "(`neptune-global status {identifier}` shows it).",
            to=to,
            identifier=Identifier(global_cluster.identifier),
            failover=state.described(global_cluster.failover),
        )
    if state.status(observed, target) != AVAILABLE:
        yield Finding(
            "target-not-available",
            path,
            "{to!r} can't become the primary: its cluster is {status}, and AWS needs it available. Try again when it "
            "is.",
            to=to,
            status=state.status(observed, target),
        )
    elif not state.has_available_instance(observed, target):
        yield Finding(
            "target-without-instance",
            path,
            "{to!r} can't become the primary: it has no available instance for writes. Add an instance first, and wait "
            "until it is available.",
            to=to,
        )


def missing(observed: Observation, to: str) -> str | None:
    """Return what is missing until a region has the primary and writes: the clusters that were read must be available.

    Args:
        observed: the global database.
        to: the region.
    """
    global_cluster = observed.global_cluster
    writer, failover = global_cluster.writer, global_cluster.failover
    if writer is None or not has_moved(observed, to):
        return f"{to} to become the primary ({failover.status if failover else global_cluster.status})"
    if (busy := state.busy(observed)) is not None:
        return busy
    return None if state.has_available_instance(observed, writer) else f"an instance of {to} to be available"


def member(observed: Observation, to: str, path: str, confirmed: Observation | None) -> ObservedMember:
    """Return the member that becomes the primary.

    Args:
        observed: the global database, before the request is sent.
        to: its region.
        path: the property that sets the region.
        confirmed: the global database whose plan the user has confirmed; None if nobody confirmed one.

    Raises:
        RefusedError: since planning, the member has left the global database, or the primary has moved.
    """
    target, problems = observed.global_cluster.member(to), list(outdated(observed, to, path, confirmed))
    if target is None or problems:
        raise RefusedError(problems)
    return target


def outdated(observed: Observation, to: str, path: str, confirmed: Observation | None) -> Iterator[Finding]:
    """The target is a member, and the primary has not moved since the user confirmed the plan.

    Args:
        observed: the global database.
        to: the region of the target.
        path: the property that sets the region.
        confirmed: the global database whose plan the user has confirmed; None if nobody confirmed one.
    """
    global_cluster = observed.global_cluster
    if global_cluster.member(to) is None:
        yield Finding(
            "no-member-to-promote",
            path,
            "{to!r} has no member of the global database that could become the primary; its secondaries: "
            "{secondaries}. {remedy}",
            to=to,
            secondaries=global_cluster.secondaries or "none",
            remedy=_SET_OR_ADD if global_cluster.secondaries else _ADD,
        )
    if confirmed is None:
        return
    before, now = confirmed.global_cluster.writer, global_cluster.writer
    # Another plan could lose other writes.
    if (before and before.arn) != (now and now.arn):
        yield Finding(
            "primary-moved",
            path,
            "the confirmed plan moves the primary from {before} to {to!r}, but the primary is in {now} now. Run the "
            "command again for a plan from there.",
            before=_region(before),
            to=to,
            now=_region(now),
        )


def _region(writer: ObservedMember | None) -> str:
    return writer.region if writer else "no region"


def has_moved(observed: Observation, to: str) -> bool:
    """Return whether a region has the primary already.

    Args:
        observed: the global database.
        to: the region.
    """
    writer = observed.global_cluster.writer
    return writer is not None and writer.region == to

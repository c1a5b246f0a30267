"""Checks that a switchover and a failover share: the target must be able to become the primary; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.errors import ReadError
from neptune_global_component.core.facts import health as state
from neptune_global_component.core.facts.observed import AVAILABLE
from neptune_global_component.core.messages import Finding

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


def findings(observed: Observation, to: str, path: str) -> Iterator[Finding]:
    """The target is a member that is available and has an available instance; no other failover is running.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-disaster-recovery.html

    Args:
        observed: the global database, with the cluster and the instances of that region.
        to: the region.
        path: the property that sets the region.
    """
    global_cluster = observed.global_cluster
    target = global_cluster.member(to)
    if target is None:
        yield Finding(
            "no-member-to-promote",
            path,
            "{to!r} has no member of the global database that could become the primary; its secondaries: "
            "{secondaries}. {remedy}",
            to=to,
            secondaries=global_cluster.secondaries or "none",
            remedy=_SET_OR_ADD if global_cluster.secondaries else _ADD,
        )
        return
    if global_cluster.failover:
        yield Finding(
            "operation-in-progress",
            path,
            "{to!r} has to wait: a {failover} is running, and AWS does one at a time. Try again when it is over "
            "(`neptune-global status IDENTIFIER` shows it).",
            to=to,
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


def member(observed: Observation, to: str) -> ObservedMember:
    """Return the member that becomes the primary.

    Args:
        observed: the global database.
        to: its region.

    Raises:
        ReadError: it has left the global database since planning.
    """
    target = observed.global_cluster.member(to)
    if target is None:
        raise ReadError(
            f"{to} no longer has a member of the global database (`neptune-global status IDENTIFIER` shows it)."
        )
    return target


def moved_since(observed: Observation, confirmed: Observation | None) -> str | None:
    """Return how the primary has moved since the user confirmed a plan; None if it has not.

    The failover of another person has made another plan of it, which could lose other writes.

    Args:
        observed: the global database, before the request is sent.
        confirmed: the global database of the plan; None if nobody confirmed one.
    """
    if confirmed is None:
        return None
    before, now = confirmed.global_cluster.writer, observed.global_cluster.writer
    if (before and before.arn) == (now and now.arn):
        return None
    return (
        f"The plan was to move the primary from {_region(before)}, but it is in {_region(now)} now "
        "(`neptune-global status IDENTIFIER` shows it)."
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

"""What a switchover and a failover have in common: the region that is to have the primary, and when it has it; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.errors import Finding, ReadError
from neptune_global_component.core.facts import health as state
from neptune_global_component.core.facts.observed import AVAILABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.facts.observed import Observation, ObservedFailover, ObservedMember

LOST_REMEDY = "If that region is lost, use `neptune-global failover`."
"""The next step when a switchover can't read the primary."""


def under_way(observed: Observation, to: str) -> ObservedFailover | None:
    """Give the switchover or failover to a region that has begun already, None where there is none.

    Args:
        observed: the global database.
        to: the region.
    """
    target, failover = observed.global_cluster.member(to), observed.global_cluster.failover
    return failover if failover and target and failover.to_arn == target.arn else None


def findings(observed: Observation, to: str, path: str) -> Iterator[Finding]:
    """Check that a region's member can become the primary.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-disaster-recovery.html

    Args:
        observed: the global database, with the cluster and the instances of that region.
        to: the region.
        path: the property that says so.
    """
    found = observed.global_cluster
    target = found.member(to)
    if target is None:
        others = ", ".join(sorted(one.region for one in found.members if not one.is_writer)) or "none"
        yield Finding(
            path,
            f"{to!r} has no member of the global database that could become the primary; its secondaries: {others}. "
            "Give one of these, or add a cluster with an instance there first.",
        )
        return
    if found.failover:
        yield Finding(
            path,
            f"{to!r} has to wait: a {state.described(found.failover)} is running, and AWS does one at a time. Try "
            "again when it is over (`neptune-global status` shows it).",
        )
    if state.status(observed, target) != AVAILABLE:
        yield Finding(
            path,
            f"{to!r} can't become the primary: its cluster is {state.status(observed, target)}, and AWS needs it "
            "available. Try again when it is.",
        )
    elif not state.has_available_instance(observed, target):
        yield Finding(
            path,
            f"{to!r} can't become the primary: it has no available instance to write with. Give it one first, and wait "
            "until that is available.",
        )


def missing(observed: Observation, to: str) -> str | None:
    """Say what is missing until a region has the primary and writes: the clusters that were read must be available.

    Args:
        observed: the global database.
        to: the region.
    """
    found = observed.global_cluster
    if found.writer is None or not has_moved(observed, to):
        return f"{to} to become the primary ({found.failover.status if found.failover else found.status})"
    if (busy := state.busy(observed)) is not None:
        return busy
    return None if state.has_available_instance(observed, found.writer) else f"an instance of {to} to be available"


def member(observed: Observation, to: str) -> ObservedMember:
    """Give the member that is to become the primary.

    Args:
        observed: the global database.
        to: its region.

    Raises:
        ReadError: it has left the global database since the plan was made.
    """
    found = observed.global_cluster.member(to)
    if found is None:
        raise ReadError(f"{to} has no member of the global database any more (`neptune-global status` shows it).")
    return found


def has_moved(observed: Observation, to: str) -> bool:
    """Whether a region has the primary: AWS is not to be asked again then.

    Args:
        observed: the global database.
        to: the region.
    """
    writer = observed.global_cluster.writer
    return writer is not None and writer.region == to

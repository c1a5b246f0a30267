"""Switchover: a healthy secondary becomes the primary, without loss of data.

https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-disaster-recovery.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.calls import call
from neptune_global_component.errors import Finding, RefusedError
from neptune_global_component.observed import AVAILABLE
from neptune_global_component.operations import state, target
from neptune_global_component.operations.read import read_for_switchover
from neptune_global_component.operations.waiting import Change, Pace, Run, sent_only

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from neptune_global_component.aws import Connect
    from neptune_global_component.observed import Observation

PACE = Pace(seconds=1800)
"""A switchover takes AWS minutes: after half an hour something is wrong."""


def steps(observed: Observation, to: str, *, path: str = "primary_region") -> tuple[str, ...]:
    """Say what is to be done; nothing where the region has the primary already.

    Args:
        observed: the global database, with clusters and instances.
        to: the region whose member is to become the primary.
        path: the property that says so, for the errors.

    Returns:
        One line for each step, for example ``switchover: us-east-1 -> eu-west-1``.

    Raises:
        RefusedError: AWS would refuse it in the state that the global database is in.
    """
    if failover := target.under_way(observed, to):
        return (f"wait for the {state.described(failover)}",)
    if _is_done(observed, to):
        return ()
    if refused := findings(observed, to, path):
        raise RefusedError(refused)
    writer = observed.global_cluster.writer
    return (f"switchover: {writer.region if writer else '?'} -> {to}",)


def findings(observed: Observation, to: str, path: str = "primary_region") -> list[Finding]:
    """Return why AWS would refuse a switchover; nothing where it is under way or done.

    Args:
        observed: the global database, with clusters and instances.
        to: the region whose member is to become the primary.
        path: the property that says so.
    """
    if target.under_way(observed, to) or _is_done(observed, to):
        return []
    return [*target.findings(observed, to, path), *_unhealthy(observed, to, path)]


def bystanders(observed: Observation, to: str) -> dict[str, str]:
    """Return the members that a switchover does not depend on, and that are not ready: why, by region.

    Args:
        observed: the global database, with the clusters that were read.
        to: the region whose member is to become the primary.
    """
    writer = observed.global_cluster.writer
    others = [one for one in observed.global_cluster.members if one is not writer and one.region != to]
    behind = {
        one.region: state.version(observed, one)
        for one in others
        if writer and state.version(observed, one) != state.version(observed, writer)
    }
    busy = {one.region: state.status(observed, one) for one in others if state.status(observed, one) != AVAILABLE}
    return {region: busy.get(region) or behind[region] for region in sorted({*behind, *busy})}


def warning(observed: Observation, to: str) -> str | None:
    """Return a warning about the members that a switchover leaves as they are; None where all are ready.

    Args:
        observed: the global database, with the clusters that were read.
        to: the region whose member is to become the primary.
    """
    listed = ", ".join(f"{region} ({why})" for region, why in bystanders(observed, to).items())
    if not listed:
        return None
    return (
        f"{listed} is not available or runs another engine version: the switchover to {to!r} does not wait for it. "
        "Check it afterwards with `neptune-global status`."
    )


def _is_done(observed: Observation, to: str) -> bool:
    return target.has_moved(observed, to) and not observed.global_cluster.failover


def _unhealthy(observed: Observation, to: str, path: str) -> Iterator[Finding]:
    """Compare the target with the primary; other members may be busy, or behind by a patch.

    Source: https://docs.aws.amazon.com/neptune/latest/apiref/API_SwitchoverGlobalCluster.html
    """
    found, writer = observed.global_cluster, observed.global_cluster.writer
    if writer is None:
        return
    busy = list(state.unavailable(observed, [writer]))
    if busy or (found.status not in {None, AVAILABLE} and not found.failover):
        what = ", ".join(busy) or f"the global cluster ({found.status})"
        yield Finding(
            path,
            f"can't switch over to {to!r} yet: {what} must be available. Try again when it is; if a region is lost, "
            "`neptune-global failover` gives up what was not replicated.",
        )
    member = found.member(to)
    versions = (member and state.version(observed, member), state.version(observed, writer))
    if member and versions[0] != versions[1]:
        yield Finding(
            path,
            f"can't switch over to {to!r} yet: it runs engine version {versions[0]}, the primary in {writer.region} "
            f"{versions[1]}, and AWS needs the same in both. Upgrade both to one version first (engine_version).",
        )


def run(  # noqa: PLR0913 - what to do, and how it is watched
    connect: Connect,
    identifier: str,
    to: str,
    *,
    say: Callable[[str], None],
    pace: Pace = PACE,
    path: str = "primary_region",
    wait: bool = True,
) -> tuple[str, ...]:
    """Switch over without loss of data, and wait until the new primary writes and the members that were ready read.

    Args:
        connect: gives the boto3 client of a service and a region.
        identifier: of the global cluster, in lower case.
        to: the region whose member is to become the primary.
        say: takes a line of progress.
        pace: how long to wait.
        path: the property that says where to, for the errors.
        wait: whether to wait until AWS is done, not only until it has accepted the request.

    Returns:
        The calls that changed something; none where it was done already.

    Raises:
        ReadError: AWS could not be read; nothing was changed.
        RefusedError: AWS would refuse it; nothing was changed.
        OperationError: AWS refused it or a read later on, or the time is up.
    """
    observed = read_for_switchover(connect, identifier, to)
    planned = steps(observed, to, path=path)
    if planned and (text := warning(observed, to)):
        say(text)
    ignored = {one.arn for one in observed.global_cluster.members if one.region in bystanders(observed, to)}
    writer = observed.global_cluster.writer
    before = writer.region if writer else "?"

    def read() -> Observation:
        return read_for_switchover(connect, identifier, to).without(ignored)

    def ask(now: Observation) -> None:
        # The user guide sends it to the region of the primary, which may have moved since the plan was made.
        primary = now.global_cluster.writer
        call(
            connect,
            primary.region if primary else to,
            "SwitchoverGlobalCluster",
            GlobalClusterIdentifier=identifier,
            TargetDbClusterIdentifier=target.member(now, to).arn,
        )

    change = Change(
        name=f"SwitchoverGlobalCluster in {before}",
        read=read,
        ask=ask,
        missing=lambda now: target.missing(now, to),
        busy=lambda now: target.missing(now, to) if target.has_moved(now, to) else state.busy(now),
    )
    if not wait:
        if target.under_way(observed, to):
            return ()
        return Run(say, pace).carry_out(planned, sent_only(change), "AWS has accepted the switchover")
    done = "" if ignored else ", and the other members read"
    return Run(say, pace).carry_out(planned, change, f"{to} is the primary now{done}")

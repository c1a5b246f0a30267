"""Switchover: a healthy secondary becomes the primary, without loss of data.

https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-disaster-recovery.html
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from neptune_global_component.calls import call
from neptune_global_component.errors import Finding, RefusedError
from neptune_global_component.observed import AVAILABLE
from neptune_global_component.operations import state, target
from neptune_global_component.operations.read import read_database
from neptune_global_component.operations.waiting import Change, Pace, Run

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
    writer = observed.global_cluster.writer
    if target.has_moved(observed, to) and not observed.global_cluster.failover:
        return ()
    findings = [*target.findings(observed, to, path), *_unhealthy(observed, to, path)]
    if findings:
        raise RefusedError(findings)
    return (f"switchover: {writer.region if writer else '?'} -> {to}",)


def _unhealthy(observed: Observation, to: str, path: str) -> Iterator[Finding]:
    """A switchover needs all members healthy, and of one version.

    Source: https://docs.aws.amazon.com/neptune/latest/apiref/API_SwitchoverGlobalCluster.html
    """
    found = observed.global_cluster
    others = [member for member in found.members if member.region != to]
    busy = list(state.unavailable(observed, others))
    if busy or (found.status not in {None, AVAILABLE} and not found.failover):
        what = ", ".join(busy) or f"the global cluster ({found.status})"
        yield Finding(
            path,
            f"{to!r} has to wait: a switchover needs the whole global database available, and this is not: {what}. Try "
            "again when it is; where a region is lost, `neptune-global failover` gives up what was not replicated.",
        )
    versions = {member.region: state.version(observed, member) for member in found.members}
    if len(set(versions.values())) > 1:
        listed = ", ".join(f"{region} {version}" for region, version in sorted(versions.items()))
        yield Finding(
            path,
            f"{to!r} has to wait: a switchover needs one engine version in all members, and they run {listed}. Finish "
            "the upgrade first.",
        )


def run(  # noqa: PLR0913 - what to do, and how it is watched
    connect: Connect,
    identifier: str,
    to: str,
    *,
    say: Callable[[str], None],
    pace: Pace = PACE,
    path: str = "primary_region",
) -> tuple[str, ...]:
    """Switch over, and wait until the new primary writes and all other members read. Data is never given up.

    Args:
        connect: gives the boto3 client of a service and a region.
        identifier: of the global cluster, in lower case.
        to: the region whose member is to become the primary.
        say: takes a line of progress.
        pace: how long to wait.
        path: the property that says where to, for the errors.

    Returns:
        The calls that changed something; none where it was done already.

    Raises:
        ReadError: AWS could not be read; nothing was changed.
        RefusedError: AWS would refuse it; nothing was changed.
        OperationError: AWS refused it or a read later on, or the time is up.
    """
    read = partial(read_database, connect, identifier)
    observed = read()
    planned = steps(observed, to, path=path)
    writer = observed.global_cluster.writer
    before = writer.region if writer else "?"

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
    return Run(say, pace).carry_out(planned, change, f"{to} is the primary now, and the other members read")

"""Failover: a secondary becomes the primary, whatever the primary's state; data that is not replicated is lost.

https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-disaster-recovery.html
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from neptune_global_component.aws.calls import call
from neptune_global_component.aws.operations.read import read_database
from neptune_global_component.aws.operations.waiting import Change, Pace, Run, without_waiting
from neptune_global_component.core.errors import RefusedError
from neptune_global_component.core.facts import health as state
from neptune_global_component.core.plan import promotion as target

if TYPE_CHECKING:
    from collections.abc import Callable

    from neptune_global_component.aws.clients import Connect
    from neptune_global_component.core.facts.observed import Observation
    from neptune_global_component.core.messages import Message

PACE = Pace(seconds=1800)
"""A failover takes minutes: after half an hour something is wrong."""
_PATH = "--to"
"""The option that errors name: only the command line fails over."""


def steps(observed: Observation, to: str, confirmed: Observation | None = None) -> tuple[str, ...]:
    """Return the steps; empty if the region already has the primary.

    Args:
        observed: the global database, with at least that region's cluster and instances.
        to: the region whose member will become the primary.
        confirmed: the global database whose plan the user has confirmed; None if nobody confirmed one.

    Returns:
        One line for each step, for example ``failover, which loses what was not replicated: us-east-1 -> eu-west-1``.

    Raises:
        RefusedError: AWS would reject the failover in the current state, or the primary has moved since the
            confirmation.
    """
    if failover := target.under_way(observed, to):
        return (f"wait for the {state.described(failover)}",)
    writer = observed.global_cluster.writer
    if target.has_moved(observed, to) and not observed.global_cluster.failover:
        return ()
    findings = list(target.findings(observed, to, _PATH, confirmed))
    if findings:
        raise RefusedError(findings)
    return (f"failover, which loses what was not replicated: {writer.region if writer else '?'} -> {to}",)


def run(  # noqa: PLR0913 - what to do, and how it is watched
    connect: Connect,
    identifier: str,
    to: str,
    *,
    report: Callable[[Message | str], None],
    pace: Pace = PACE,
    wait: bool = True,
    confirmed: Observation | None = None,
) -> tuple[str, ...]:
    """Fail over with AllowDataLoss, and wait until the new primary accepts writes.

    Does not read or wait for other regions: they may be down.

    Args:
        connect: returns the boto3 client of a service and a region; its default region must answer.
        identifier: the identifier of the global cluster, in lower case.
        to: the region whose member will become the primary.
        report: shows a line of progress.
        pace: the time limit and the polling interval.
        wait: whether to wait until the failover is complete, not only until AWS has accepted the request.
        confirmed: the global database whose plan the user has read: the primary must not have moved since.

    Returns:
        The requests that were sent; empty if the region already had the primary.

    Raises:
        ReadError: AWS can't be read; nothing was changed.
        RefusedError: AWS would reject the failover, or the primary has moved since the confirmation.
        OperationError: AWS rejected the request or a later read, or the time limit is reached.
    """
    read = partial(read_database, connect, identifier, {to})
    observed = read()
    planned, under_way = steps(observed, to, confirmed), target.under_way(observed, to)

    def send(now: Observation) -> None:
        call(
            connect,
            to,
            "FailoverGlobalCluster",
            GlobalClusterIdentifier=identifier,
            TargetDbClusterIdentifier=target.member(now, to, _PATH, confirmed).arn,
            AllowDataLoss=True,
        )

    change = Change(
        name=f"FailoverGlobalCluster with AllowDataLoss in {to}",
        read=read,
        send=send,
        missing=lambda now: target.missing(now, to),
        busy=lambda now: _busy(now, to),
        in_progress=f"the {state.described(under_way)}" if under_way else "",
    )
    if not wait:
        if under_way:
            return ()
        return Run(report, pace).run_steps(planned, without_waiting(change), "AWS has accepted the failover")
    return Run(report, pace).run_steps(planned, change, f"{to} is the primary now")


def _busy(now: Observation, to: str) -> str | None:
    """Return what has to complete first: only another failover, because the rest may be down."""
    if target.has_moved(now, to):
        return target.missing(now, to)
    failover = now.global_cluster.failover
    return f"the {state.described(failover)} to end" if failover else None

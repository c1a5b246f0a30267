"""Failover: a secondary becomes the primary whatever state the primary is in, and what it has not replicated is lost.

https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-disaster-recovery.html
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from neptune_global_component.aws.calls import call
from neptune_global_component.aws.operations.read import read_database
from neptune_global_component.aws.operations.waiting import Change, Pace, Run, sent_only
from neptune_global_component.core.errors import RefusedError
from neptune_global_component.core.facts import health as state
from neptune_global_component.core.plan import promotion as target

if TYPE_CHECKING:
    from collections.abc import Callable

    from neptune_global_component.aws.clients import Connect
    from neptune_global_component.core.facts.observed import Observation

PACE = Pace(seconds=1800)
"""A failover takes AWS minutes: after half an hour something is wrong."""
_PATH = "--to"
"""The option that says where to, for the errors: only the command line fails over."""


def steps(observed: Observation, to: str) -> tuple[str, ...]:
    """Say what is to be done; nothing where the region has the primary already.

    Args:
        observed: the global database, with the cluster and the instances of that region at least.
        to: the region whose member is to become the primary.

    Returns:
        One line for each step, for example ``failover, which loses what was not replicated: us-east-1 -> eu-west-1``.

    Raises:
        RefusedError: AWS would refuse it in the state that the global database is in.
    """
    if failover := target.under_way(observed, to):
        return (f"wait for the {state.described(failover)}",)
    writer = observed.global_cluster.writer
    if target.has_moved(observed, to) and not observed.global_cluster.failover:
        return ()
    findings = list(target.findings(observed, to, _PATH))
    if findings:
        raise RefusedError(findings)
    return (f"failover, which loses what was not replicated: {writer.region if writer else '?'} -> {to}",)


def run(  # noqa: PLR0913 - what to do, and how it is watched
    connect: Connect,
    identifier: str,
    to: str,
    *,
    say: Callable[[str], None],
    pace: Pace = PACE,
    wait: bool = True,
) -> tuple[str, ...]:
    """Fail over with AllowDataLoss, and wait until the new primary writes.

    Neither asks nor waits for anything in another region: it may be lost.

    Args:
        connect: gives the boto3 client of a service and a region; its own region must be one that answers.
        identifier: of the global cluster, in lower case.
        to: the region whose member is to become the primary.
        say: takes a line of progress.
        pace: how long to wait.
        wait: whether to wait until AWS is done, not only until it has accepted the request.

    Returns:
        The calls that changed something; none where it was done already.

    Raises:
        ReadError: AWS could not be read; nothing was changed.
        RefusedError: AWS would refuse it; nothing was changed.
        OperationError: AWS refused it or a read later on, or the time is up.
    """
    read = partial(read_database, connect, identifier, {to})
    observed = read()
    planned = steps(observed, to)

    def ask(now: Observation) -> None:
        call(
            connect,
            to,
            "FailoverGlobalCluster",
            GlobalClusterIdentifier=identifier,
            TargetDbClusterIdentifier=target.member(now, to).arn,
            AllowDataLoss=True,
        )

    change = Change(
        name=f"FailoverGlobalCluster with AllowDataLoss in {to}",
        read=read,
        ask=ask,
        missing=lambda now: target.missing(now, to),
        busy=lambda now: _busy(now, to),
    )
    if not wait:
        if target.under_way(observed, to):
            return ()
        return Run(say, pace).carry_out(planned, sent_only(change), "AWS has accepted the failover")
    return Run(say, pace).carry_out(planned, change, f"{to} is the primary now")


def _busy(now: Observation, to: str) -> str | None:
    """Only another failover stands in the way: the state of the rest is why there is one."""
    if target.has_moved(now, to):
        return target.missing(now, to)
    failover = now.global_cluster.failover
    return f"the {state.described(failover)} to end" if failover else None

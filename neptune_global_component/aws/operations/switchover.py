"""Switchover: a healthy secondary becomes the primary, without data loss.

https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-disaster-recovery.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.aws.calls import call
from neptune_global_component.aws.operations.read import read_for_switchover
from neptune_global_component.aws.operations.waiting import Change, Pace, Run, without_waiting
from neptune_global_component.core.facts import health as state
from neptune_global_component.core.plan import promotion as target
from neptune_global_component.core.plan.switchover import bystanders, steps, warning

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from neptune_global_component.aws.clients import Connect
    from neptune_global_component.core.facts.observed import Observation
    from neptune_global_component.core.messages import Message

PACE = Pace(seconds=1800)
"""A switchover takes minutes: after half an hour something is wrong."""


def run(  # noqa: PLR0913 - what to do, and how to report it
    connect: Connect,
    identifier: str,
    to: str,
    *,
    report: Callable[[Message | str], None],
    pace: Pace = PACE,
    path: str = "primary_region",
    wait: bool = True,
    confirmed: Observation | None = None,
) -> tuple[str, ...]:
    """Switch over without data loss, and wait until the new primary and the members that were available are ready.

    Args:
        connect: returns the boto3 client of a service and a region.
        identifier: the identifier of the global cluster, in lower case.
        to: the region whose member will become the primary.
        report: shows a line of progress.
        pace: the time limit and the polling interval.
        path: the property that errors name.
        wait: whether to wait until the switchover is complete, not only until AWS has accepted the request.
        confirmed: the global database whose plan the user has read: the primary must not have moved since. None for a
            program, which declares the new primary only.

    Returns:
        The requests that were sent; empty if the region already had the primary.

    Raises:
        ReadError: AWS can't be read; nothing was changed.
        RefusedError: AWS would reject the switchover, or the primary has moved since the confirmation.
        OperationError: AWS rejected the request or a later read, or the time limit is reached.
    """
    observed = read_for_switchover(connect, identifier, to)
    planned = steps(observed, to, path=path, confirmed=confirmed)
    if planned and (text := warning(observed, to)):
        report(text)
    ignored = {one.arn for one in observed.global_cluster.members if one.region in bystanders(observed, to)}
    change = _change(connect, observed, to, ignored, lambda now: target.member(now, to, path, confirmed).arn)
    if not wait:
        if target.under_way(observed, to):
            return ()
        return Run(report, pace).run_steps(planned, without_waiting(change), "AWS has accepted the switchover")
    done = "" if ignored else ", and the other members are available"
    return Run(report, pace).run_steps(planned, change, f"{to} is the primary now{done}")


def _change(
    connect: Connect,
    observed: Observation,
    to: str,
    ignored: Collection[str],
    target_arn: Callable[[Observation], str],
) -> Change:
    identifier, writer = observed.global_cluster.identifier, observed.global_cluster.writer
    under_way = target.under_way(observed, to)

    def send(now: Observation) -> None:
        # The user guide sends the request to the primary's region, which may have changed since planning.
        primary = now.global_cluster.writer
        call(
            connect,
            primary.region if primary else to,
            "SwitchoverGlobalCluster",
            GlobalClusterIdentifier=identifier,
            TargetDbClusterIdentifier=target_arn(now),
        )

    return Change(
        name=f"SwitchoverGlobalCluster in {writer.region if writer else '?'}",
        read=lambda: read_for_switchover(connect, identifier, to).without(ignored),
        send=send,
        missing=lambda now: target.missing(now, to),
        busy=lambda now: target.missing(now, to) if target.has_moved(now, to) else state.busy(now),
        in_progress=f"the {state.described(under_way)}" if under_way else "",
    )

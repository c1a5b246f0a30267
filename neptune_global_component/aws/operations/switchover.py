"""Switchover: a healthy secondary becomes the primary, without loss of data.

https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-disaster-recovery.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.aws.calls import call
from neptune_global_component.aws.operations.read import read_for_switchover
from neptune_global_component.aws.operations.waiting import Change, Pace, Run, sent_only
from neptune_global_component.core.facts import health as state
from neptune_global_component.core.plan import promotion as target
from neptune_global_component.core.plan.switchover import bystanders, steps, warning

if TYPE_CHECKING:
    from collections.abc import Callable

    from neptune_global_component.aws.clients import Connect
    from neptune_global_component.core.facts.observed import Observation

PACE = Pace(seconds=1800)
"""A switchover takes AWS minutes: after half an hour something is wrong."""


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

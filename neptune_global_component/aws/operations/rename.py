"""Rename a global cluster: its clusters, endpoints and data stay.

https://docs.aws.amazon.com/neptune/latest/apiref/API_ModifyGlobalCluster.html
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from neptune_global_component.aws.calls import call
from neptune_global_component.aws.describe import read_global_cluster
from neptune_global_component.aws.operations.read import read_existing
from neptune_global_component.aws.operations.waiting import Change, Pace, Run
from neptune_global_component.core.errors import CallError, ReadError
from neptune_global_component.core.facts import health
from neptune_global_component.core.facts.observed import Observation

if TYPE_CHECKING:
    from collections.abc import Callable

    from neptune_global_component.aws.clients import Connect
    from neptune_global_component.core.facts.observed import ObservedGlobalCluster
    from neptune_global_component.core.messages import Message

_NO_GLOBAL_CLUSTER = "GlobalClusterNotFoundFault"
PACE = Pace(seconds=1800)
"""The time limit of a rename."""


def read_for_rename(connect: Connect, old: str, new: str) -> ObservedGlobalCluster:
    """Read the global cluster under its old identifier or, after an interrupted run, under its new one.

    Args:
        connect: returns the boto3 client of a service and a region.
        old: the identifier to change.
        new: the identifier that it gets.

    Raises:
        ReadError: neither exists, both exist, or AWS did not answer or returned an error.
    """
    before, after = read_global_cluster(connect, old), read_global_cluster(connect, new)
    if before and after and before.resource_id != after.resource_id:
        raise ReadError(
            f"{new!r} is the identifier of another global cluster ({after.arn}). Choose another identifier. Nothing "
            "was changed."
        )
    return read_existing(connect, new if after else old)


def run(
    connect: Connect, old: str, new: str, *, report: Callable[[Message | str], None], pace: Pace = PACE
) -> tuple[str, ...]:
    """Rename the global cluster, and wait until AWS has it under the new identifier.

    Args:
        connect: returns the boto3 client of a service and a region.
        old: the identifier to change.
        new: the identifier that it gets.
        report: shows a line of progress.
        pace: the time limit and the polling interval.

    Returns:
        The requests that were sent; empty if it had the identifier already.

    Raises:
        OperationError: AWS rejected the request or a read, or the time limit is reached.
    """

    def send(_: Observation) -> None:
        try:
            call(connect, None, "ModifyGlobalCluster", GlobalClusterIdentifier=old, NewGlobalClusterIdentifier=new)
        except CallError as error:
            if error.code != _NO_GLOBAL_CLUSTER:
                raise
            # boto3 repeats a request whose response was lost, and AWS has renamed it by then. The next read shows that.
            raise CallError(error.message, code=error.code, transient=True) from error

    change = Change(
        name=f"ModifyGlobalCluster of {old}",
        read=partial(_read, connect, old, new),
        send=send,
        missing=lambda now: _missing(now, new),
        busy=health.busy,
    )
    return Run(report, pace).run_steps([f"rename {old} -> {new}"], change, f"{new} is available")


def _read(connect: Connect, old: str, new: str) -> Observation:
    found = read_global_cluster(connect, new) or read_global_cluster(connect, old)
    if found is None:
        raise ReadError(f"AWS has neither {old!r} nor {new!r} at the moment.", transient=True)
    return Observation(found)


def _missing(now: Observation, new: str) -> str | None:
    if now.global_cluster.identifier != new:
        return f"the global cluster to be {new!r}"
    busy = health.busy(now)
    return None if busy is None else str(busy)

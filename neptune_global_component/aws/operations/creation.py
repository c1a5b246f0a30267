"""Creation: what an update that was cut off asked AWS for is waited for, as AWS lets nobody change it before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from neptune_global_component.aws.operations.read import read_database
from neptune_global_component.aws.operations.waiting import Pace, Run
from neptune_global_component.core.facts.observed import AVAILABLE, CREATING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from neptune_global_component.aws.clients import Connect
    from neptune_global_component.core.facts.observed import Observation

PACE = Pace(seconds=5400)
"""As long as pulumi-aws waits for a new instance."""

# AWS's own waiter DBInstanceAvailable gives up at these: nothing comes after them.
_ENDS = frozenset(("deleted", "deleting", "failed", "incompatible-parameters", "incompatible-restore"))


def missing(observed: Observation, instances: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Say of each thing that AWS is still creating what is to be waited for.

    Args:
        observed: the global database, with clusters and instances.
        instances: identifiers of those that may be new, by region: AWS does more to them before they are available.
    """
    if observed.global_cluster.status == CREATING:
        yield "the global cluster (creating) to be available"
    for cluster in observed.clusters.values():
        if cluster.status == CREATING:
            yield f"{cluster.identifier} (creating) to be available"
        for one in observed.instances.get(cluster.arn, ()):
            is_new = one.identifier in instances.get(cluster.region, ())
            if is_new and one.status != AVAILABLE and one.status not in _ENDS:
                yield f"{one.identifier} ({one.status}) to be available"


def wait(
    connect: Connect,
    identifier: str,
    instances: Mapping[str, Collection[str]],
    *,
    say: Callable[[str], None],
    pace: Pace = PACE,
) -> None:
    """Wait until AWS has created what it was asked for; of what is there already, nothing is said.

    Args:
        connect: gives the boto3 client of a service and a region.
        identifier: of the global cluster, in lower case.
        instances: identifiers of those that may be new, by region; the clusters of these regions are looked at.
        say: takes a line of progress.
        pace: how long to wait.

    Raises:
        OperationError: AWS refused a read, or the time is up.
    """
    read = partial(read_database, connect, identifier, regions=instances.keys())
    Run(say, pace).wait_for(f"the creation of {identifier!r}", read, lambda now: next(missing(now, instances), None))

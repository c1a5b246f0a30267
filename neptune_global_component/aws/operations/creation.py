"""Wait until AWS has created what an interrupted update requested: until then AWS rejects changes to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from neptune_global_component.aws.operations.read import read_database
from neptune_global_component.aws.operations.waiting import Pace, Run
from neptune_global_component.core.facts.observed import AVAILABLE, CREATING
from neptune_global_component.core.messages import Identifier, Message

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from neptune_global_component.aws.clients import Connect
    from neptune_global_component.core.facts.observed import Observation

PACE = Pace(seconds=5400)
"""pulumi-aws's own timeout for creating an instance."""

# AWS's waiter DBInstanceAvailable fails at these statuses: they are final.
_FINAL_STATUSES = frozenset(("deleted", "deleting", "failed", "incompatible-parameters", "incompatible-restore"))


def missing(observed: Observation, instances: Mapping[str, Collection[str]]) -> Iterator[Message]:
    """Yield a description of each resource that AWS is still creating.

    Args:
        observed: the global database, with clusters and instances.
        instances: identifiers of the instances that may be new, by region. AWS configures a new instance in several
            steps, with other statuses than "creating", before it is available.
    """
    if observed.global_cluster.status == CREATING:
        yield Message("the global cluster (creating) to be available")
    for cluster in observed.clusters.values():
        if cluster.status == CREATING:
            yield _waiting(cluster.identifier, CREATING)
        for one in observed.instances.get(cluster.arn, ()):
            is_new = one.identifier in instances.get(cluster.region, ())
            if is_new and one.status != AVAILABLE and one.status not in _FINAL_STATUSES:
                yield _waiting(one.identifier, one.status)


def _waiting(identifier: str, status: str | None) -> Message:
    return Message("{identifier} ({status}) to be available", identifier=Identifier(identifier), status=status)


def wait(
    connect: Connect,
    identifier: str,
    instances: Mapping[str, Collection[str]],
    *,
    report: Callable[[Message | str], None],
    pace: Pace = PACE,
) -> None:
    """Wait until AWS has created what an interrupted update requested; report only what is not yet available.

    Args:
        connect: returns the boto3 client of a service and a region.
        identifier: the identifier of the global cluster, in lower case.
        instances: identifiers of the instances that may be new, by region; only clusters in these regions are read.
        report: shows a line of progress.
        pace: the time limit and the polling interval.

    Raises:
        OperationError: AWS rejected a read, or the time limit is reached.
    """
    read = partial(read_database, connect, identifier, regions=instances.keys())
    Run(report, pace).wait_for(f"the creation of {identifier!r}", read, lambda now: next(missing(now, instances), None))

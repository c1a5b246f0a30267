"""The state of a global database that operations depend on; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.facts.observed import AVAILABLE
from neptune_global_component.core.messages import Version
from neptune_global_component.core.names import ClusterArn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from neptune_global_component.core.facts.observed import Observation, ObservedFailover, ObservedMember

NOT_READ = "not read"
"""Stands for a value that could not be read."""


def status(observed: Observation, member: ObservedMember) -> str:
    """Return the status of a member's cluster; ``not read`` if it is not known."""
    cluster = observed.clusters.get(member.arn)
    return (cluster and cluster.status) or NOT_READ


def version(observed: Observation, member: ObservedMember) -> str:
    """Return the engine version of a member's cluster; ``not read`` if it is not known."""
    cluster = observed.clusters.get(member.arn)
    return Version((cluster and cluster.engine_version) or NOT_READ)


def has_available_instance(observed: Observation, member: ObservedMember) -> bool:
    """Return whether an instance of a member is available: a primary needs one."""
    return any(one.status == AVAILABLE for one in observed.instances.get(member.arn, ()))


def unavailable(observed: Observation, members: Iterable[ObservedMember]) -> Iterator[str]:
    """Yield the members that are not available, with their status: ``eu-west-1 (upgrading)``."""
    for member in members:
        if status(observed, member) != AVAILABLE:
            yield f"{member.region} ({status(observed, member)})"


def busy(observed: Observation) -> str | None:
    """Return what an operation must wait for: ``eu-west-1 (upgrading) to be available``; None if all is available.

    Members that were not read are ignored.
    """
    found = observed.global_cluster
    if found.failover:
        return f"the {described(found.failover)} to end"
    if found.status not in {None, AVAILABLE}:
        return f"the global cluster ({found.status}) to be available"
    members = [member for member in found.members if member.arn in observed.clusters]
    return next((f"{one} to be available" for one in unavailable(observed, members)), None)


def described(failover: ObservedFailover) -> str:
    """Return a switchover or failover with its regions, if known: ``switchover us-east-1 -> eu-west-1 (pending)``."""
    what = "failover" if failover.data_loss_allowed else "switchover"
    arns = (failover.from_arn, failover.to_arn)
    way = " -> ".join(ClusterArn.parse(arn).region if arn else "?" for arn in arns)
    return f"{what}{f' {way}' if any(arns) else ''} ({failover.status})"

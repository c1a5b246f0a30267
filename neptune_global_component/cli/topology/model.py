"""The status of a global database by region, the primary first; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from neptune_global_component.cli.topology.warning_texts import warning_texts
from neptune_global_component.core.facts.observed import ObservedInstance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from neptune_global_component.core.facts.observed import Observation, ObservedCluster, ObservedMember


@dataclass(frozen=True)
class RegionStatus:
    """A member of the global cluster with its DB cluster and instances.

    Args:
        member: the entry in the global cluster.
        cluster: the DB cluster; None if it could not be read.
        instances: the instances of the DB cluster, the writer first, then by identifier.
    """

    member: ObservedMember
    cluster: ObservedCluster | None
    instances: tuple[ObservedInstance, ...] = ()

    @property
    def role(self) -> str:
        """``primary`` or ``secondary``."""
        return "primary" if self.member.is_writer else "secondary"

    @property
    def is_headless(self) -> bool:
        """Return whether the region has no instances; false if that is unknown."""
        return self.cluster is not None and not self.instances


@dataclass(frozen=True)
class GlobalStatus:
    """The status of a global database, as all formats show it.

    Args:
        observation: the global cluster and its members' clusters.
        regions: the members, the primary first, then by region.
        warnings: the warnings for the user.
    """

    observation: Observation
    regions: tuple[RegionStatus, ...]
    warnings: tuple[str, ...]


def global_status(
    observation: Observation, instances: Mapping[str, Sequence[ObservedInstance]], problems: Sequence[str] = ()
) -> GlobalStatus:
    """Return the status of a global database.

    Args:
        observation: the global cluster, and its members' clusters as far as they could be read.
        instances: the instances by the ARN of their cluster, as far as they could be read.
        problems: the errors of reads that failed, and members without a cluster.
    """
    regions = tuple(
        _region(member, observation.clusters.get(member.arn), instances)
        for member in observation.global_cluster.in_order
    )
    return GlobalStatus(observation, regions, warning_texts(observation.global_cluster, regions, problems))


def _region(
    member: ObservedMember, cluster: ObservedCluster | None, instances: Mapping[str, Sequence[ObservedInstance]]
) -> RegionStatus:
    if cluster is None:
        return RegionStatus(member, None)
    # If the instances could not be read, the cluster still lists their identifiers and the writer.
    named = [ObservedInstance(name, is_writer=name == cluster.writer) for name in cluster.instances]
    found = instances.get(cluster.arn, named)
    return RegionStatus(member, cluster, tuple(sorted(found, key=lambda one: (not one.is_writer, one.identifier))))

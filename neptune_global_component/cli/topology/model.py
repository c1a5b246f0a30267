"""The status of a global database as data: what was observed, region by region, the primary first; pure."""

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
    """A member of the global cluster, and what is in its region.

    Args:
        member: as the global cluster has it.
        cluster: its DB cluster; None where it could not be read.
        instances: of the DB cluster, the writer first, then by identifier.
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
        """Whether it is known to have storage only: no instance."""
        return self.cluster is not None and not self.instances


@dataclass(frozen=True)
class GlobalStatus:
    """A global database: everything that the formats show.

    Args:
        observation: the global cluster and its members' clusters.
        regions: the primary first, then by region.
        warnings: what the user should know, one text each.
    """

    observation: Observation
    regions: tuple[RegionStatus, ...]
    warnings: tuple[str, ...]


def global_status(
    observation: Observation, instances: Mapping[str, Sequence[ObservedInstance]], problems: Sequence[str] = ()
) -> GlobalStatus:
    """Put together what was read.

    Args:
        observation: the global cluster, and its members' clusters as far as they could be read.
        instances: by the ARN of their cluster, as far as they could be read.
        problems: what could not be read, one text each.
    """
    members = sorted(observation.global_cluster.members, key=lambda member: (not member.is_writer, member.region))
    regions = tuple(_region(member, observation.clusters.get(member.arn), instances) for member in members)
    return GlobalStatus(observation, regions, warning_texts(observation.global_cluster, regions, problems))


def _region(
    member: ObservedMember, cluster: ObservedCluster | None, instances: Mapping[str, Sequence[ObservedInstance]]
) -> RegionStatus:
    if cluster is None:
        return RegionStatus(member, None)
    # Where the instances could not be read, the cluster still tells their identifiers and which one writes.
    named = [ObservedInstance(name, is_writer=name == cluster.writer) for name in cluster.instances]
    found = instances.get(cluster.arn, named)
    return RegionStatus(member, cluster, tuple(sorted(found, key=lambda one: (not one.is_writer, one.identifier))))

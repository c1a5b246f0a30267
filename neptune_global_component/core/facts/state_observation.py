"""The global database according to the Pulumi state, for the outputs if AWS can't be read; pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from neptune_global_component.core.facts.observed import Observation, ObservedMember

if TYPE_CHECKING:
    from collections.abc import Sequence

    from neptune_global_component.core.facts.observed import ObservedCluster, ObservedGlobalCluster


def state_observation(
    found: ObservedGlobalCluster, clusters: Sequence[ObservedCluster], primary_region: str | None
) -> Observation:
    """Combine the global cluster and the clusters that pulumi-aws has read.

    The list of members is as old as the global cluster's last refresh, and empty after its creation: missing members
    are added from the clusters.

    Args:
        found: the global cluster.
        clusters: those of the component.
        primary_region: the region of the primary, if the list does not have it.
    """
    if found.writer:
        primary_region = found.writer.region
    arns = sorted({*(member.arn for member in found.members), *(one.arn for one in clusters)})
    members = [ObservedMember(arn, is_writer=False) for arn in arns]
    return Observation(
        replace(
            found,
            members=tuple(
                replace(one, is_writer=True, readers=tuple(arn for arn in arns if arn != one.arn))
                if one.region == primary_region
                else one
                for one in members
            ),
        ),
        {one.arn: one for one in clusters},
    )

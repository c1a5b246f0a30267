"""The resources outside the global cluster that a plan depends on; pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from neptune_global_component.core.inputs.spec import known
from neptune_global_component.core.names import ClusterArn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neptune_global_component.core.facts.recorded_state import RecordedState
    from neptune_global_component.core.inputs.spec import Spec


@dataclass(frozen=True)
class Lookups:
    """The resources to look up in AWS: names and identifiers by region, one of each kind in a region.

    Args:
        subnet_groups: the names of the subnet groups that the component creates.
        clusters: the identifiers of the clusters in the state.
        new_clusters: the identifiers of the clusters that the state does not have; empty if the state was not read.
        snapshots: the identifiers of the final snapshots that this update takes.
        source: the ARN of the source cluster of a new global cluster; None without one.
    """

    subnet_groups: Mapping[str, str] = field(default_factory=dict)
    clusters: Mapping[str, str] = field(default_factory=dict)
    new_clusters: Mapping[str, str] = field(default_factory=dict)
    snapshots: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None


def lookups(spec: Spec, state: RecordedState) -> Lookups:
    """Return the resources to look up for an update.

    Args:
        spec: the arguments.
        state: the component in the Pulumi state.
    """
    identifiers = {name: region.cluster for name, region in spec.regions.items() if region.cluster}
    is_new = {name: state.is_read and not state.has_cluster(name) for name in identifiers}
    return Lookups(
        subnet_groups={name: one for name, one in identifiers.items() if "subnet_ids" in spec.regions[name].values},
        clusters={name: ClusterArn.parse(arn).identifier for name, arn in state.clusters.items()},
        new_clusters={name: one for name, one in identifiers.items() if is_new[name]},
        snapshots={name: one for name, one in state.final_snapshots.items() if name not in spec.regions},
        source=None if state.has_global_cluster else known(spec.source_db_cluster_identifier),
    )

"""What the last update declared, and what the Pulumi state has of it, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


@dataclass(frozen=True)
class Declared:
    """What the last finished update declared, and what the state has of it; None and nothing where it has none.

    Args:
        engine_version: the engine version.
        primary_region: the region of the primary; only where all members were made once.
        clusters: the ARNs of the component's clusters by region.
        cluster_ids: the resource ids of the component's clusters by region, also after a refresh removed one.
        cluster_arns: their ARNs as the last update left them, also after a refresh removed one.
        unlinked: the regions whose cluster is not a member of this global cluster in the state.
        roots: by region, the URN in the state on which everything else of that region depends.
        final_snapshots: the identifiers of the snapshots that they leave when they are deleted, by region.
        without_snapshot: the regions whose cluster leaves no snapshot when it is deleted.
        protected: the regions whose cluster the state has protected from deletion.
        half_made_regions: the regions whose cluster AWS was asked for, and could not be read afterwards.
        instances: the identifiers of its instances by their Pulumi names.
        instance_classes: the classes of its instances by region.
        instance_placements: the availability zone and public access of its instances, by their Pulumi names, under the
            names of the arguments.
        source: ARN of the source cluster that was declared.
        members: the regions of the members that the last update found.
        arn: of the global cluster, as the last update left it, whatever a refresh has found since.
        resource_id: of the global cluster, as the ARN.
        refreshed_id: its resource id as a refresh has found it.
        last_id: its resource id as the last update left it, also after a refresh removed it from the state.
        is_protected: whether the state has it protected from deletion.
        is_half_made: whether it has it as it was asked for: AWS was not read after its creation.
        moved_from: the URN of the component's global cluster where the state has the component under another name, or
            in another place.
        elsewhere: the URNs of the state's other global clusters, clusters, instances and subnet groups by their ARNs.
        urn: of the component, in the state.
        regions: the regions that the last update declared, whether or not it finished.
        set_properties: those that the program set, of the ones that pulumi-aws resets, by region; under an empty one
            those of the global cluster.
        has_begun: whether the state has what was declared, which it has before AWS is asked for anything.
        inputs: the declared arguments that can't change later, by argument; ``regions`` has those of each region.
    """

    engine_version: str | None = None
    primary_region: str | None = None
    clusters: Mapping[str, str] = field(default_factory=dict)
    cluster_ids: Mapping[str, str] = field(default_factory=dict)
    cluster_arns: Mapping[str, str] = field(default_factory=dict)
    unlinked: frozenset[str] = frozenset()
    roots: Mapping[str, str] = field(default_factory=dict)
    final_snapshots: Mapping[str, str] = field(default_factory=dict)
    without_snapshot: frozenset[str] = frozenset()
    protected: frozenset[str] = frozenset()
    half_made_regions: frozenset[str] = frozenset()
    instances: Mapping[str, str] = field(default_factory=dict)
    instance_classes: Mapping[str, Collection[str]] = field(default_factory=dict)
    instance_placements: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    source: str | None = None
    members: frozenset[str] = frozenset()
    arn: str | None = None
    resource_id: str | None = None
    refreshed_id: str | None = None
    last_id: str | None = None
    is_protected: bool = False
    is_half_made: bool = False
    moved_from: str | None = None
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    urn: str = "URN"
    regions: frozenset[str] = frozenset()
    set_properties: Mapping[str, Collection[str]] = field(default_factory=dict)
    has_begun: bool = False
    inputs: Mapping[str, Any] = field(default_factory=dict)

    def has_cluster(self, region: str) -> bool:
        """Say whether the state has a cluster of a region, be it half."""
        return region in self.clusters or region in self.half_made_regions

    @property
    def has_global_cluster(self) -> bool:
        """Whether the state has the global cluster, be it half or under another URN."""
        return self.arn is not None or self.is_half_made

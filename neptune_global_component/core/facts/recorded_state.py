"""The arguments that the last update recorded, and the component's resources in the Pulumi state, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


@dataclass(frozen=True)
class RecordedState:
    """The arguments that the last update recorded, and the resources in the Pulumi state; None or empty if absent.

    Args:
        engine_version: the engine version.
        primary_region: the region of the primary; None until one update has created all members.
        clusters: the ARNs of the component's clusters by region.
        cluster_ids: the resource ids of the component's clusters by region, including clusters that a refresh removed.
        cluster_arns: the clusters' ARNs at the end of the last update, including clusters that a refresh removed.
        unlinked: the regions whose cluster is not a member of this global cluster in the state.
        roots: by region, the URN in the state that all other resources of that region depend on.
        final_snapshots: the identifiers of the clusters' final snapshots, by region.
        without_snapshot: the regions whose cluster is deleted without a final snapshot.
        protected: the regions whose cluster has deletion protection in the state.
        incomplete_regions: the regions whose cluster was requested from AWS but not read after its creation.
        has_tags: whether the last update set tags on the global cluster.
        instances: the identifiers of the instances by their Pulumi names.
        instance_classes: the classes of the instances by region.
        instance_placements: the availability zone and public access of each instance, by its Pulumi name and the
            argument's name.
        source: ARN of the declared source cluster.
        members: the regions of the members that the last update read.
        arn: the ARN of the global cluster at the end of the last update, even if a refresh has read another one since.
        resource_id: the resource id of the global cluster, at the same time as its ARN.
        refreshed_id: the resource id that the last refresh read.
        last_id: the resource id at the end of the last update, even if a refresh removed it from the state.
        is_protected: whether the global cluster has deletion protection in the state.
        is_incomplete: whether the global cluster was requested from AWS but not read after its creation.
        moved_from: the URN of the component's global cluster, if the component has another name or parent in the
            state.
        other_urns: the URNs of the state's other global clusters, clusters, instances and subnet groups by their ARNs.
        misnamed: the URNs among them that are the component's children under names that it does not give them.
        urn: the URN of the component, in the state.
        regions: the regions that the last update declared, even if it was interrupted.
        set_properties: by region, the properties that the program set and that pulumi-aws would reset; under an empty
            region, the properties of the global cluster.
        has_begun: whether the state has the recorded arguments: they are written before the first request to AWS.
        inputs: the declared arguments that can't change later; ``regions`` has the arguments of each region.
        is_read: whether the state could be read; if not, all values are absent.
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
    incomplete_regions: frozenset[str] = frozenset()
    has_tags: bool = False
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
    is_incomplete: bool = False
    moved_from: str | None = None
    other_urns: Mapping[str, str] = field(default_factory=dict)
    misnamed: frozenset[str] = frozenset()
    urn: str = "URN"
    regions: frozenset[str] = frozenset()
    set_properties: Mapping[str, Collection[str]] = field(default_factory=dict)
    has_begun: bool = False
    inputs: Mapping[str, Any] = field(default_factory=dict)
    is_read: bool = True

    def has_cluster(self, region: str) -> bool:
        """Return whether the state has the cluster of a region, even if it was not read after its creation."""
        return region in self.clusters or region in self.incomplete_regions

    @property
    def has_global_cluster(self) -> bool:
        """True if the state has the global cluster, even under another URN or if it was not read after its creation."""
        return self.arn is not None or self.is_incomplete


UNREAD_STATE = RecordedState(is_read=False)
"""The recorded state if the engine could not read it, or the program runs on Pulumi's mocks."""

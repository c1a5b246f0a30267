"""The resources of a component in AWS and in the state: clusters, instances and subnet groups, by region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from neptune_global_component.core.facts.recorded_state import UNREAD_STATE, RecordedState
from neptune_global_component.core.inputs.spec import known
from neptune_global_component.core.names import TYPE_TOKEN, ClusterArn
from neptune_global_component.core.plan.instance_names import instance_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neptune_global_component.core.facts.observed import (
        ObservedCluster,
        ObservedGlobalCluster,
        ObservedMember,
        Reading,
    )
    from neptune_global_component.core.inputs.spec import Spec


@dataclass(frozen=True)
class Existing:
    """A resource that exists in AWS.

    If the state does not have it, an interrupted update created it, and the next one imports it; or this stack does not
    manage it, which a check finds out.

    Args:
        id: the id that pulumi-aws imports it with; ``ID@REGION`` for a resource of a region.
        arn: its ARN.
    """

    id: str
    arn: str


@dataclass(frozen=True)
class Resources:
    """The resources of a component.

    Args:
        name: the component's Pulumi name.
        spec: the arguments.
        reading: AWS.
        state: the component in the Pulumi state.
    """

    name: str
    spec: Spec
    reading: Reading
    state: RecordedState = UNREAD_STATE

    @property
    def observed(self) -> ObservedGlobalCluster | None:
        """The global cluster in AWS; None if there is none, or none was read."""
        return self.reading.observation.global_cluster if self.reading.observation else None

    @property
    def members(self) -> tuple[ObservedMember, ...]:
        """The members of the global cluster in AWS; empty if there is none, or none was read."""
        return self.observed.members if self.observed else ()

    @property
    def writer(self) -> ObservedMember | None:
        """The primary in AWS; None if there is none, or none was read."""
        return self.observed.writer if self.observed else None

    @property
    def clusters(self) -> Mapping[str, ObservedCluster]:
        """The clusters of the members that were read, by ARN."""
        return self.reading.observation.clusters if self.reading.observation else {}

    @property
    def existing(self) -> Existing | None:
        """The global cluster, if AWS has it."""
        return Existing(self.observed.identifier, self.observed.arn) if self.observed else None

    @property
    def is_absent(self) -> bool:
        """True if AWS was read, and the global cluster does not exist."""
        return self.reading.is_complete and self.observed is None

    @property
    def is_unread(self) -> bool:
        """True if it is not known whether the global cluster exists in AWS."""
        return not self.reading.is_complete and self.observed is None

    @property
    def is_new(self) -> bool:
        """True if no update of this stack has begun to create the component; false if that is not known."""
        # Without the identifier, a component that was renamed with an alias can't be found in the state.
        is_new = self.state.is_read and not self.state.has_begun
        return is_new and known(self.spec.global_cluster_identifier) is not None

    @property
    def has_another_identifier(self) -> bool:
        """True if the identifier in the program differs from the global cluster's in the state."""
        arn, wanted = self.state.arn, known(self.spec.global_cluster_identifier)
        return arn is not None and wanted is not None and not arn.endswith(f":{wanted}")

    @property
    def moved_from(self) -> str | None:
        """The URN of the global cluster in the state, if it is not the component's own."""
        urn = self.other_urn(self.observed.arn) if self.observed else None
        return urn or self.state.moved_from

    def other_urn(self, arn: str) -> str | None:
        """Return the URN of a resource in the state that is not the component's; None if there is none.

        Args:
            arn: the ARN of a global cluster, a cluster, an instance or a subnet group.
        """
        return self.state.other_urns.get(arn)

    def alias_of(self, existing: Existing | None) -> str | None:
        """Return the URN of a plain pulumi-aws resource of this stack that an adoption turns into a child.

        Args:
            existing: the resource in AWS.
        """
        urn = self.other_urn(existing.arn) if existing and self.spec.adopt else None
        # A resource of another component of this type needs an alias on the component itself.
        return None if urn is None or f"{TYPE_TOKEN}$" in urn else urn

    @property
    def urn(self) -> str:
        """The component's URN in the state, for a command; ``URN`` if the state is not known."""
        return f"'{self.state.urn}'" if self.state.is_read else "URN"

    @property
    def removed_regions(self) -> list[str]:
        """The regions whose cluster is in the state and not in the program: the engine deletes it at the end."""
        return [region for region in self.state.clusters if region not in self.spec.regions]

    @property
    def has_lost_primary(self) -> bool:
        """True if the global database lost all members: the next cluster would become an empty primary."""
        if self.observed is None or self.observed.members:
            return False
        had = (self.state.primary_region, self.state.source, *self.state.clusters)
        return any(one is not None for one in had)

    def member(self, region: str) -> ObservedMember | None:
        """Return the member of a region in AWS; None if there is none, or none was read.

        Args:
            region: the region of the member.
        """
        return self.observed.member(region) if self.observed else None

    def cluster(self, region: str) -> ObservedCluster | None:
        """Return the cluster of a region in AWS; None if there is none, or none was read.

        Args:
            region: the region of the cluster.
        """
        wanted = self.spec.regions[region].cluster
        return next((one for one in self.clusters.values() if (one.region, one.identifier) == (region, wanted)), None)

    def may_have_cluster(self, region: str) -> bool:
        """Return whether the state has a cluster of a region, or AWS a member there; true if one is not known.

        Args:
            region: the region of the cluster.
        """
        in_state = not self.state.has_begun or self.state.has_cluster(region)
        return in_state or not self.reading.is_complete or self.member(region) is not None

    def is_detached(self, region: str) -> bool:
        """Return whether the cluster of a region exists but is no longer a member.

        Args:
            region: the region of the cluster.
        """
        return self.observed is not None and region in self.reading.detached

    def may_be_standalone(self, region: str) -> bool:
        """Return whether the cluster of a region may be outside the global cluster; also if AWS can't be read.

        Args:
            region: the region of the cluster.
        """
        if region in self.reading.detached or region in self.reading.unread:
            return True
        return region in self.state.unlinked and self.is_unread

    def is_deleted(self, region: str) -> bool:
        """Return whether the cluster of a region is in the state and was deleted outside Pulumi.

        Args:
            region: the region of the cluster.
        """
        is_member = self.observed is None or self.member(region) is not None
        is_read = region not in self.reading.unread
        return region in self.state.clusters and is_read and not is_member and not self.is_detached(region)

    def existing_cluster(self, region: str) -> Existing | None:
        """Return the cluster of a region, if AWS has it.

        Args:
            region: the region of the cluster.
        """
        cluster = self.cluster(region)
        return Existing(f"{cluster.identifier}@{region}", cluster.arn) if cluster else None

    def existing_subnet_group(self, region: str) -> Existing | None:
        """Return the subnet group of a region, if AWS has it.

        Args:
            region: the region of the subnet group.
        """
        spec, cluster = self.spec.regions[region], self.cluster(region)
        arn = self.reading.subnet_groups.get(region)
        if arn is None and cluster and cluster.subnet_group and cluster.subnet_group == spec.cluster:
            arn = ClusterArn.parse(cluster.arn).subnet_group(cluster.subnet_group)
        return Existing(f"{spec.cluster}@{region}", arn) if arn else None

    def existing_instance(self, region: str, number: int) -> Existing | None:
        """Return an instance of a region, if AWS has it.

        Args:
            region: the region of the instance.
            number: 1 for the first.
        """
        cluster, name = self.cluster(region), self.instance(region, number)
        if cluster is None or name not in cluster.instances:
            return None
        return Existing(f"{name}@{region}", ClusterArn.parse(cluster.arn).instance(name))

    def instance(self, region: str, number: int) -> str | None:
        """Return the identifier of an instance: its own, the one in the state, or that of an instance to import.

        Args:
            region: the region of the instance.
            number: 1 for the first.
        """
        return self.instances(region)[number]

    def instances(self, region: str) -> dict[int, str | None]:
        """Return the identifiers of all instances that a region can have, by number.

        Args:
            region: the region of the instances.
        """
        imported = self.cluster(region) if self.spec.adopt else None
        return instance_names(self.spec.regions[region], self.instances_in_state(region), imported)

    def wanted_instances(self, region: str) -> set[str | None]:
        """Return the identifiers of the instances that the program declares.

        Args:
            region: the region of the instances.
        """
        count = self.spec.regions[region].instances
        return {name for number, name in self.instances(region).items() if number <= count}

    def instances_in_state(self, region: str) -> dict[int, str]:
        """Return the identifiers of the instances in the state, by number.

        Args:
            region: the region of the instances.
        """
        prefix = f"{self.name}-{region}-"
        instances = self.state.instances
        return {
            int(number): identifier
            for name, identifier in instances.items()
            if (number := name.removeprefix(prefix)).isdecimal()
        }

    def new_instances(self, region: str) -> set[str]:
        """Return the identifiers of the instances that AWS has and the state does not have: they are imported.

        Args:
            region: the region of the instances.
        """
        cluster = self.cluster(region)
        if cluster is None:
            return set()
        return (
            set(cluster.instances)
            .intersection(self.wanted_instances(region))
            .difference(self.instances_in_state(region).values())
        )

"""The resources in AWS as plain data, for the plan and the outputs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from neptune_global_component.core.names import ClusterArn

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

AVAILABLE = "available"
"""The status of a global cluster, a cluster or an instance that AWS accepts changes to."""

CREATING = "creating"
"""The status of a resource until AWS has created it."""

DELETING = "deleting"
"""The status of a resource until AWS has deleted it."""


@dataclass(frozen=True)
class ObservedMember:
    """An entry of GlobalClusterMembers: ARN of the member, whether it is the primary, ARNs of its readers."""

    arn: str
    is_writer: bool
    readers: tuple[str, ...] = ()

    @property
    def region(self) -> str:
        """Region of the member's cluster, read from its ARN."""
        return ClusterArn.parse(self.arn).region

    @property
    def identifier(self) -> str:
        """Identifier of the member's cluster, read from its ARN."""
        return ClusterArn.parse(self.arn).identifier


@dataclass(frozen=True)
class ObservedFailover:
    """FailoverState of a global cluster; the ARNs of the clusters are None if AWS does not return them."""

    status: str
    from_arn: str | None = None
    to_arn: str | None = None
    data_loss_allowed: bool | None = None


@dataclass(frozen=True)
class ObservedGlobalCluster:
    """One entry of DescribeGlobalClusters; a value that is missing in the response is None.

    The status is also None if the values come from the Pulumi state, which does not have it.
    """

    identifier: str
    arn: str
    resource_id: str | None
    status: str | None
    engine: str | None
    engine_version: str | None
    storage_encrypted: bool | None
    deletion_protection: bool | None
    members: tuple[ObservedMember, ...] = ()
    failover: ObservedFailover | None = None

    @property
    def writer(self) -> ObservedMember | None:
        """The primary, or None while the global cluster is empty."""
        return next((member for member in self.members if member.is_writer), None)

    @property
    def in_order(self) -> list[ObservedMember]:
        """The members, the primary first and then by region: AWS does not guarantee an order."""
        return sorted(self.members, key=lambda member: (not member.is_writer, member.region))

    @property
    def secondaries(self) -> list[str]:
        """The regions of the secondaries, sorted."""
        return sorted(member.region for member in self.members if not member.is_writer)

    def member(self, region: str) -> ObservedMember | None:
        """Return the member of a region; None if it has none.

        Args:
            region: an AWS region.
        """
        return next((member for member in self.members if member.region == region), None)


@dataclass(frozen=True)
class ObservedCluster:
    """One entry of DescribeDBClusters: a member's cluster.

    Endpoints are host names, the port is a TCP port, and ``instances`` are the identifiers of its instances; ``writer``
    is the identifier of the writer instance, None in a secondary. ``global_cluster`` is the identifier of its global
    cluster. A value that is missing in the response is None.
    """

    arn: str
    identifier: str
    resource_id: str | None
    endpoint: str | None
    reader_endpoint: str | None
    port: int | None
    instances: tuple[str, ...] = ()
    status: str | None = None
    engine_version: str | None = None
    writer: str | None = None
    subnet_group: str | None = None
    kms_key_arn: str | None = None
    deletion_protection: bool | None = None
    global_cluster: str | None = None
    parameter_group: str | None = None
    availability_zones: tuple[str, ...] | None = None

    @property
    def region(self) -> str:
        """Region of the cluster, read from its ARN."""
        return ClusterArn.parse(self.arn).region

    @property
    def unchangeable(self) -> dict[str, object]:
        """The properties of a cluster that can't change, by argument; None if AWS does not return the value."""
        return {
            "availability_zones": list(self.availability_zones) if self.availability_zones else None,
            "kms_key_arn": self.kms_key_arn,
            "neptune_subnet_group_name": self.subnet_group,
            "port": self.port,
        }


@dataclass(frozen=True)
class ObservedInstance:
    """One entry of DescribeDBInstances; without class and status if only its cluster was read."""

    identifier: str
    is_writer: bool
    instance_class: str | None = None
    status: str | None = None


@dataclass(frozen=True)
class Observation:
    """A global cluster, and the clusters and instances that were read, by the cluster's ARN.

    Args:
        global_cluster: the global cluster.
        clusters: the clusters of its members.
        instances: the instances of the clusters.
        before_switchover: whether the clusters have their values from before a planned switchover.
    """

    global_cluster: ObservedGlobalCluster
    clusters: Mapping[str, ObservedCluster] = field(default_factory=dict)
    instances: Mapping[str, tuple[ObservedInstance, ...]] = field(default_factory=dict)
    before_switchover: bool = False

    def without(self, arns: Collection[str]) -> Observation:
        """Return the global database without some members.

        Args:
            arns: the ARNs of the clusters to leave out.
        """
        members = tuple(
            replace(member, readers=tuple(reader for reader in member.readers if reader not in arns))
            for member in self.global_cluster.members
            if member.arn not in arns
        )
        clusters = {arn: cluster for arn, cluster in self.clusters.items() if arn not in arns}
        instances = {arn: some for arn, some in self.instances.items() if arn not in arns}
        return Observation(replace(self.global_cluster, members=members), clusters, instances)

    def with_primary(self, region: str) -> Observation:
        """Return the global database after a switchover.

        Args:
            region: the region of the new primary.
        """
        arns = [member.arn for member in self.global_cluster.members]
        members = tuple(
            replace(
                member,
                is_writer=member.region == region,
                readers=tuple(arn for arn in arns if arn != member.arn) if member.region == region else (),
            )
            for member in self.global_cluster.members
        )
        return replace(self, global_cluster=replace(self.global_cluster, members=members), before_switchover=True)

    def with_protection(self, protection: bool) -> Observation:  # noqa: FBT001 - the value of the property
        """Return the global database with another deletion protection of the global cluster.

        Args:
            protection: whether AWS rejects its deletion.
        """
        return replace(self, global_cluster=replace(self.global_cluster, deletion_protection=protection))

    def with_engine_version(self, version: str) -> Observation:
        """Return the global database after an upgrade.

        Args:
            version: the version of all members.
        """
        return replace(self, global_cluster=replace(self.global_cluster, engine_version=version))


@dataclass(frozen=True)
class ParameterGroup:
    """A parameter group that the program sets: of a region's cluster, or of an instance."""

    region: str
    name: str
    is_of_cluster: bool


@dataclass(frozen=True)
class Reading:
    """The resources that were read from AWS before the children are registered.

    Args:
        observation: the global cluster with the program's identifier; None if it does not exist or was not read.
        subnet_groups: by region, the ARNs of the component's subnet groups that exist in AWS.
        detached: the component's clusters that are no longer members of the global cluster, by region.
        snapshots: the regions that already have a snapshot with the name of the final snapshot.
        source: the source cluster of a new global cluster, if it exists in AWS.
        occupied: by region, a cluster with the identifier of a new one that is not a member of the global cluster.
        unread: the regions of the component's clusters that are not members and could not be read.
        is_complete: whether AWS answered, so that a resource that is not here does not exist.
        renamed: the component's global cluster, if it was renamed in AWS.
        has_former: whether AWS has a global cluster with the program's previous identifier.
        database: the global cluster with its clusters and instances, if this update upgrades or switches over.
        upgrade_targets: the versions that AWS can upgrade the oldest member to; None if they were not read.
        group_families: the families of the parameter groups that the program sets, if this is a major upgrade.
        other_versions: the versions that AWS offers, if it does not offer the version of a new global cluster.
        other_classes: by region and declared class, the classes that AWS offers if it does not offer the declared one.
    """

    observation: Observation | None = None
    subnet_groups: Mapping[str, str] = field(default_factory=dict)
    detached: Mapping[str, ObservedCluster] = field(default_factory=dict)
    snapshots: frozenset[str] = frozenset()
    source: ObservedCluster | None = None
    occupied: Mapping[str, ObservedCluster] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    is_complete: bool = True
    renamed: ObservedGlobalCluster | None = None
    has_former: bool = False
    database: Observation | None = None
    upgrade_targets: frozenset[str] | None = None
    group_families: Mapping[ParameterGroup, str] = field(default_factory=dict)
    other_versions: tuple[str, ...] = ()
    other_classes: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)


UNREAD = Reading(is_complete=False)
"""The reading if AWS was not read."""

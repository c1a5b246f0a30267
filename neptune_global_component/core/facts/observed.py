"""What AWS has now, as plain data: the facts that the plan and the outputs are made from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from neptune_global_component.core.names import ClusterArn

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

AVAILABLE = "available"
"""The status in which AWS takes changes of a global cluster, a cluster or an instance."""

CREATING = "creating"
"""The status of what AWS has been asked for, and is not there yet."""

DELETING = "deleting"
"""The status of what AWS was asked to delete, and is still there."""


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
    """FailoverState of a global cluster; ARNs of the clusters, None where AWS tells none."""

    status: str
    from_arn: str | None = None
    to_arn: str | None = None
    data_loss_allowed: bool | None = None


@dataclass(frozen=True)
class ObservedGlobalCluster:
    """One entry of DescribeGlobalClusters; a value that AWS's answer lacks is None.

    The status is None, too, where the values come from the Pulumi state, which has none.
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

    def member(self, region: str) -> ObservedMember | None:
        """Give the member of a region, None where there is none.

        Args:
            region: an AWS region.
        """
        return next((member for member in self.members if member.region == region), None)


@dataclass(frozen=True)
class ObservedCluster:
    """One entry of DescribeDBClusters: a member's cluster.

    Endpoints are host names, the port is a TCP port, and ``instances`` are the identifiers of its instances; ``writer``
    is the one of them that takes the writes, None in a secondary. ``global_cluster`` is the identifier of the one
    that it is a member of. A value that AWS's answer lacks is None.
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
        """What AWS never changes of a cluster, by the names of the arguments; None where AWS does not tell it."""
        return {
            "availability_zones": list(self.availability_zones) if self.availability_zones else None,
            "kms_key_arn": self.kms_key_arn,
            "neptune_subnet_group_name": self.subnet_group,
            "port": self.port,
        }


@dataclass(frozen=True)
class ObservedInstance:
    """One entry of DescribeDBInstances; without class and status where only its cluster tells of it."""

    identifier: str
    is_writer: bool
    instance_class: str | None = None
    status: str | None = None


@dataclass(frozen=True)
class Observation:
    """A global cluster; its members' clusters, and their instances, by the cluster's ARN as far as they were read.

    Args:
        global_cluster: the global cluster.
        clusters: of its members.
        instances: of the clusters.
        before_switchover: whether the clusters are as they were before a switchover that is only planned.
    """

    global_cluster: ObservedGlobalCluster
    clusters: Mapping[str, ObservedCluster] = field(default_factory=dict)
    instances: Mapping[str, tuple[ObservedInstance, ...]] = field(default_factory=dict)
    before_switchover: bool = False

    def without(self, arns: Collection[str]) -> Observation:
        """Leave out members.

        Args:
            arns: of their clusters.
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
        """Tell how it is after a switchover.

        Args:
            region: of the member that is the primary then.
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
        """Tell how it is with another deletion protection of the global cluster.

        Args:
            protection: whether AWS refuses to delete it then.
        """
        return replace(self, global_cluster=replace(self.global_cluster, deletion_protection=protection))

    def with_engine_version(self, version: str) -> Observation:
        """Tell how it is after an upgrade.

        Args:
            version: that all members run then.
        """
        return replace(self, global_cluster=replace(self.global_cluster, engine_version=version))


@dataclass(frozen=True)
class Reading:
    """What a read of AWS gave before the children.

    Args:
        observation: the global cluster of the identifier; None where AWS has none, or could not be read.
        subnet_groups: the ARNs of the subnet groups that the component makes, by region, as far as AWS has them.
        detached: the component's clusters that are no members of the global cluster any more, by region.
        snapshots: the regions in which AWS has a snapshot already of the name that a last one is to get.
        source: the source cluster, where the global cluster is about to be created from one that AWS has.
        unread: the regions of the component's clusters that are no members, and could not be read.
        is_complete: whether AWS answered, so that what is not here is not there.
        renamed: the component's global cluster under another name than the program's.
        has_former: whether AWS has the global cluster of the identifier that the program had before.
        database: the global cluster with its clusters and instances, where an upgrade or a switchover is to be judged.
        upgrade_targets: the versions that AWS upgrades the oldest member to; None where they were not read.
        other_versions: the versions that AWS has, where it does not have the one to create the global cluster with.
        other_classes: by region and wanted class the instance classes that AWS offers, if it does not offer that one.
    """

    observation: Observation | None = None
    subnet_groups: Mapping[str, str] = field(default_factory=dict)
    detached: Mapping[str, ObservedCluster] = field(default_factory=dict)
    snapshots: frozenset[str] = frozenset()
    source: ObservedCluster | None = None
    unread: frozenset[str] = frozenset()
    is_complete: bool = True
    renamed: ObservedGlobalCluster | None = None
    has_former: bool = False
    database: Observation | None = None
    upgrade_targets: frozenset[str] | None = None
    other_versions: tuple[str, ...] = ()
    other_classes: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)


UNREAD = Reading(is_complete=False)
"""Where AWS was not asked."""

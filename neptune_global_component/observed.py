"""What AWS has now, as plain data: the facts that the plan and the outputs are made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from neptune_global_component.names import ClusterArn

if TYPE_CHECKING:
    from collections.abc import Mapping


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


@dataclass(frozen=True)
class ObservedFailover:
    """FailoverState of a global cluster; ARNs of the clusters, None where AWS tells none."""

    status: str
    from_arn: str | None = None
    to_arn: str | None = None
    data_loss_allowed: bool | None = None


@dataclass(frozen=True)
class ObservedGlobalCluster:
    """One entry of DescribeGlobalClusters; the status is None where only the Pulumi state tells of it."""

    identifier: str
    arn: str
    resource_id: str
    status: str | None
    engine: str
    engine_version: str
    storage_encrypted: bool
    deletion_protection: bool
    members: tuple[ObservedMember, ...] = ()
    failover: ObservedFailover | None = None

    @property
    def writer(self) -> ObservedMember | None:
        """The primary, or None while the global cluster is empty."""
        return next((member for member in self.members if member.is_writer), None)


@dataclass(frozen=True)
class ObservedCluster:
    """One entry of DescribeDBClusters: a member's cluster. Endpoints are host names, the port is a TCP port."""

    arn: str
    identifier: str
    resource_id: str
    endpoint: str
    reader_endpoint: str
    port: int

    @property
    def region(self) -> str:
        """Region of the cluster, read from its ARN."""
        return ClusterArn.parse(self.arn).region


@dataclass(frozen=True)
class Reading:
    """What one read of AWS gave before the children: the global cluster, None where AWS has none of that identifier.

    ``succeeded`` is False where AWS was not or could not be read, so that None means nothing.
    """

    succeeded: bool
    global_cluster: ObservedGlobalCluster | None = None


@dataclass(frozen=True)
class Observation:
    """What there is after the children: the global cluster, and the clusters by ARN as far as they were read."""

    global_cluster: ObservedGlobalCluster
    clusters: Mapping[str, ObservedCluster] = field(default_factory=dict)

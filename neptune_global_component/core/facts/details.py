"""Everything that AWS returns about a database, for a program that describes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from neptune_global_component.core.facts.health import busy
from neptune_global_component.core.facts.observed import AVAILABLE, Observation
from neptune_global_component.core.names import ClusterArn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from neptune_global_component.core.facts.observed import ObservedGlobalCluster


@dataclass(frozen=True)
class ClusterDetails:
    """A DB cluster with its instances.

    Args:
        entry: the cluster's entry in the answer of DescribeDBClusters.
        instances: the entries of DescribeDBInstances.
        tags: the tags by ARN, of the cluster and of its instances.
        snapshots: the identifiers of its snapshots, also of those of an earlier cluster with its identifier.
        has_default_security_group: whether its only security group is the default one of its VPC.
        has_default_key: whether AWS manages its KMS key, or it has none.
    """

    entry: Mapping[str, Any]
    instances: tuple[Mapping[str, Any], ...] = ()
    tags: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    snapshots: frozenset[str] = frozenset()
    has_default_security_group: bool = False
    has_default_key: bool = False

    @property
    def arn(self) -> str:
        """ARN of the cluster."""
        return str(self.entry["DBClusterArn"])

    @property
    def region(self) -> str:
        """Region of the cluster."""
        return ClusterArn.parse(self.arn).region

    @property
    def identifier(self) -> str:
        """Identifier of the cluster."""
        return ClusterArn.parse(self.arn).identifier

    @property
    def waits_for(self) -> Iterator[str]:
        """The cluster and the instances that are not available, with their status."""
        instances = ((str(one["DBInstanceIdentifier"]), one.get("DBInstanceStatus")) for one in self.instances)
        for name, status in ((self.identifier, self.entry.get("Status")), *instances):
            if status not in {AVAILABLE, None}:
                yield f"{name} ({status}) to be available"


@dataclass(frozen=True)
class DatabaseDetails:
    """A global database, or a single cluster.

    Args:
        global_cluster: the global cluster; None for a single cluster.
        clusters: the primary first, then by region.
        tags: the tags of the global cluster.
    """

    global_cluster: ObservedGlobalCluster | None
    clusters: tuple[ClusterDetails, ...]
    tags: Mapping[str, str] = field(default_factory=dict)

    @property
    def arns(self) -> list[str]:
        """ARNs in the order of a deletion: instances, secondary clusters, the primary cluster, the global cluster."""
        instances = [str(one["DBInstanceArn"]) for cluster in self.clusters for one in cluster.instances]
        secondaries_first = [one.arn for one in reversed(self.clusters)]
        return [*instances, *secondaries_first, *([self.global_cluster.arn] if self.global_cluster else [])]

    @property
    def waits_for(self) -> str | None:
        """The end of the next operation in AWS, ``orders-1 (deleting) to be available``; None without any."""
        doing = busy(Observation(self.global_cluster, {})) if self.global_cluster else None
        return doing or next((one for cluster in self.clusters for one in cluster.waits_for), None)

    def tags_of(self, arn: str) -> Mapping[str, str]:
        """Return the tags of a resource.

        Args:
            arn: the ARN of the global cluster, a cluster or an instance.
        """
        if self.global_cluster and arn == self.global_cluster.arn:
            return self.tags
        return next((one.tags[arn] for one in self.clusters if arn in one.tags), {})

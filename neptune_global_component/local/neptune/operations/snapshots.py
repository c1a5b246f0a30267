"""CreateDBClusterSnapshot, CopyDBClusterSnapshot, DescribeDBClusterSnapshots. moto implements snapshot attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from moto.core.responses import ActionResult
from moto.rds.exceptions import DBClusterSnapshotAlreadyExistsError, InvalidParameterCombination

from neptune_global_component.local.neptune import store
from neptune_global_component.local.neptune.operations.base import Operations
from neptune_global_component.local.neptune.rules import states
from neptune_global_component.local.neptune.snapshot import ClusterSnapshot

if TYPE_CHECKING:
    from moto.rds.models import DBCluster


class SnapshotOperations(Operations):
    """Snapshots of clusters."""

    def create_db_cluster_snapshot(self) -> ActionResult:
        """CreateDBClusterSnapshot: requires an available cluster."""
        cluster = store.find_cluster(self.backend, self.params["DBClusterIdentifier"])
        states.check_cluster_available(cluster.db_cluster_identifier, cluster.status)
        created = create(self, cluster, self.params["DBClusterSnapshotIdentifier"], tags=self.params.get("Tags"))
        return ActionResult({"DBClusterSnapshot": created.begin("creating", self.seconds)})

    def copy_db_cluster_snapshot(self) -> ActionResult:
        """CopyDBClusterSnapshot: also from another region, by ARN. Tags are copied only with CopyTags."""
        source = self.backend.get_db_cluster_snapshot(self.params["SourceDBClusterSnapshotIdentifier"])
        key = self.params.get("KmsKeyId")
        if key and not source.storage_encrypted:
            # Message inferred: https://docs.aws.amazon.com/neptune/latest/apiref/API_CopyDBClusterSnapshot.html,
            # KmsKeyId
            raise InvalidParameterCombination("You cannot specify a KMS key for a copy of an unencrypted snapshot.")
        tags = self.params.get("Tags") or (source.tags if self.params.get("CopyTags") else [])
        identifier = self.params["TargetDBClusterSnapshotIdentifier"]
        created = create(self, source.cluster, identifier, tags=tags, kms_key_id=key)
        created.source_db_cluster_snapshot_arn = source.arn
        return ActionResult({"DBClusterSnapshot": created.begin("copying", self.seconds)})

    def describe_db_cluster_snapshots(self) -> ActionResult:
        """DescribeDBClusterSnapshots, with paging."""
        snapshots = self.backend.describe_db_cluster_snapshots(
            self.params.get("DBClusterIdentifier"),
            self.params.get("DBClusterSnapshotIdentifier", ""),
            self.params.get("SnapshotType"),
            self.filters,
        )
        return self.page("DBClusterSnapshots", snapshots)


def create(call: Operations, cluster: DBCluster, identifier: str, **options: Any) -> ClusterSnapshot:  # noqa: ANN401 - moto's
    """Create a snapshot.

    Args:
        call: a call to the region of the snapshot.
        cluster: the cluster.
        identifier: the snapshot's identifier.
        options: tags and KMS key, in moto's spelling.

    Raises:
        DBClusterSnapshotAlreadyExistsError: the identifier is in use.
    """
    if identifier in call.backend.cluster_snapshots:
        raise DBClusterSnapshotAlreadyExistsError(identifier)
    created = ClusterSnapshot(call.backend, cluster, identifier, **options)
    call.backend.cluster_snapshots[created.resource_id] = created
    return created

"""A snapshot of a cluster: moto's model with Neptune's members and statuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from moto.rds.models import DBClusterSnapshot

from neptune_global_component.local.neptune.lifecycle import Lifecycle

if TYPE_CHECKING:
    from neptune_global_component.local.neptune.cluster import NeptuneCluster


class ClusterSnapshot(Lifecycle, DBClusterSnapshot):
    """A snapshot of a cluster, or a copy of one.

    https://docs.aws.amazon.com/neptune/latest/apiref/API_DBClusterSnapshot.html
    """

    source_db_cluster_snapshot_arn: str | None = None

    @property
    def _source(self) -> NeptuneCluster:
        return cast("NeptuneCluster", self.cluster)

    @property
    def availability_zones(self) -> list[str]:
        """The zones of the cluster."""
        return list(self._source.availability_zones or [])

    @property
    def vpc_id(self) -> str:
        """The VPC of the cluster."""
        return self._source.vpc_id

    @property
    def license_model(self) -> str:
        """The licence of the cluster."""
        return self._source.license_model

    @property
    def iam_database_authentication_enabled(self) -> bool:
        """Return whether the cluster has IAM authentication enabled."""
        return self._source.iam_database_authentication_enabled

    @property
    def storage_type(self) -> str | None:
        """The storage type of the cluster."""
        return cast("str | None", self._source.storage_type)

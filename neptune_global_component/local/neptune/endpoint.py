"""A custom endpoint of a Neptune cluster, and the endpoints that every cluster has."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from moto.rds.models import RDSBaseModel

from neptune_global_component.core.names import dns_suffix
from neptune_global_component.local.neptune.lifecycle import Lifecycle

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from neptune_global_component.local.neptune.cluster import NeptuneCluster


class ClusterEndpoint(Lifecycle, RDSBaseModel):
    """A custom endpoint: connects to some of the cluster's instances.

    https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBClusterEndpoint.html

    Args:
        cluster: the cluster.
        identifier: the endpoint's identifier, in lower case.
        kind: ``READER``, ``WRITER`` or ``ANY``.
    """

    resource_type = "cluster-endpoint"
    endpoint_type = "CUSTOM"

    def __init__(self, cluster: NeptuneCluster, identifier: str, kind: str) -> None:
        super().__init__(cluster.backend)
        self.cluster = cluster
        self.db_cluster_endpoint_identifier = identifier
        self.db_cluster_endpoint_resource_identifier = f"cluster-endpoint-{uuid.uuid4().hex[:26].upper()}"
        self.custom_endpoint_type = kind
        self.static_members: list[str] = []
        self.excluded_members: list[str] = []

    @property
    def resource_id(self) -> str:
        """The last part of the ARN."""
        return self.db_cluster_endpoint_identifier

    @property
    def db_cluster_endpoint_arn(self) -> str:
        """The ARN."""
        return self.arn

    @property
    def db_cluster_identifier(self) -> str:
        """The identifier of the cluster."""
        return self.cluster.db_cluster_identifier

    @property
    def endpoint(self) -> str:
        """The DNS name."""
        host = f"{self.resource_id}.cluster-custom-{self.cluster.url_identifier}"
        return f"{host}.{self.region}.neptune.{dns_suffix(self.region)}"

    @property
    def is_gone(self) -> bool:
        """Return whether the endpoint was deleted, by itself or with its cluster."""
        return super().is_gone or self.cluster.is_gone

    def select(self, *, static: Iterable[str], excluded: Iterable[str]) -> None:
        """Set the instances that the endpoint connects to.

        Args:
            static: only these instances.
            excluded: all instances except these.
        """
        self.static_members, self.excluded_members = list(static), list(excluded)


def built_in_endpoints(cluster: NeptuneCluster) -> list[Mapping[str, str]]:
    """Return the endpoints that AWS creates with a cluster. A secondary's writer endpoint is inactive.

    https://docs.aws.amazon.com/neptune/latest/apiref/API_DBClusterEndpoint.html

    Args:
        cluster: the cluster.
    """
    kinds = {"WRITER": cluster.endpoint, "READER": cluster.reader_endpoint}
    return [
        {
            "DBClusterIdentifier": cluster.db_cluster_identifier,
            "Endpoint": host,
            "EndpointType": kind,
            "Status": "inactive" if kind == "WRITER" and cluster.is_secondary else "available",
        }
        for kind, host in kinds.items()
    ]

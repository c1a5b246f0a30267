"""An instance of a Neptune cluster: moto's model with Neptune's address, parameter groups and statuses."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from moto.rds.models import DBInstanceClustered, RDSBackend

from neptune_global_component.core.names import dns_suffix
from neptune_global_component.local.neptune import versions
from neptune_global_component.local.neptune.lifecycle import Lifecycle
from neptune_global_component.local.neptune.pending import Pending

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neptune_global_component.local.neptune.cluster import NeptuneCluster


class NeptuneInstance(Lifecycle, Pending, DBInstanceClustered):
    """An instance of a Neptune cluster.

    Args:
        backend: moto's state of the instance's region.
        params: CreateDBInstance's input.
    """

    cluster: NeptuneCluster

    def __init__(self, backend: RDSBackend, params: Mapping[str, Any]) -> None:
        super().__init__(backend=backend, **params)
        self.dbi_resource_id = f"db-{uuid.uuid4().hex[:26].upper()}"
        # moto requires values that AWS sets by default.
        self.publicly_accessible = bool(params.get("publicly_accessible"))

    @property
    def endpoint(self) -> dict[str, Any]:
        """The address and port that the instance listens on. The port is its cluster's."""
        return {**super().endpoint, "Port": self.cluster.port}

    @property
    def network_type(self) -> str:
        """The network type of the cluster."""
        return self.cluster.network_type or "IPV4"

    @property
    def address(self) -> str:
        """The DNS name of the instance."""
        host = f"{self.db_instance_identifier}.{self.cluster.url_identifier}"
        return f"{host}.{self.region}.neptune.{dns_suffix(self.region)}"

    def default_db_parameter_group_details(self) -> tuple[str, str]:
        """The family and the default parameter group of the cluster's engine version."""
        family = versions.family(self.engine_version)
        return family, f"default.{family}"

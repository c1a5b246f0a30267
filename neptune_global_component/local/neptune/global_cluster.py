"""A Neptune global cluster: its members, writer, engine version, encryption and deletion protection."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from moto.rds.models import RDSBackend, RDSBaseModel

from neptune_global_component.core.inputs.rules.global_cluster import ENGINE
from neptune_global_component.local.neptune.lifecycle import Lifecycle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neptune_global_component.local.neptune.cluster import NeptuneCluster


class GlobalCluster(Lifecycle, RDSBaseModel):
    """A global cluster: empty, with only a primary, or with a primary and secondaries.

    https://docs.aws.amazon.com/neptune/latest/apiref/API_GlobalCluster.html

    Args:
        backend: moto's state of the region that stores the global clusters.
        identifier: the identifier, in lower case.
        params: CreateGlobalCluster's other inputs.
        engine_version: the engine version of all members.
        storage_encrypted: whether the storage of all members is encrypted.
    """

    resource_type = "global-cluster"
    engine = ENGINE

    def __init__(
        self,
        backend: RDSBackend,
        identifier: str,
        params: Mapping[str, Any],
        *,
        engine_version: str,
        storage_encrypted: bool,
    ) -> None:
        super().__init__(backend)
        self.global_cluster_identifier = identifier
        self.global_cluster_resource_id = f"cluster-{uuid.uuid4().hex[:16]}"
        self.storage_encrypted = storage_encrypted
        self.deletion_protection: bool = params.get("DeletionProtection") or False
        self.database_name: str | None = params.get("DatabaseName")
        self.tags = params.get("Tags") or []
        self.members: list[NeptuneCluster] = []
        self.writer: NeptuneCluster | None = None
        self.failover_state: dict[str, object] | None = None
        self._own_version = engine_version

    @property
    def engine_version(self) -> str:
        """The primary's version. Upgrading a secondary does not change it."""
        return self.writer.engine_version if self.writer else self._own_version

    @property
    def resource_id(self) -> str:
        """The last part of the ARN."""
        return self.global_cluster_identifier

    @property
    def arn(self) -> str:
        """The ARN, which contains no region."""
        return f"arn:{self.partition}:rds::{self.account_id}:{self.resource_type}:{self.resource_id}"

    @property
    def global_cluster_arn(self) -> str:
        """The ARN, under the name that the API uses."""
        return self.arn

    @property
    def secondaries(self) -> list[NeptuneCluster]:
        """The read-only members."""
        return [member for member in self.members if member is not self.writer]

    @property
    def global_cluster_members(self) -> list[dict[str, object]]:
        """The members in the API's format: the writer's entry lists the secondaries as its readers."""
        readers = [secondary.arn for secondary in self.secondaries]
        return [
            {
                "DBClusterArn": member.arn,
                "IsWriter": member is self.writer,
                "Readers": readers if member is self.writer else [],
            }
            for member in self.members
        ]

    def join(self, cluster: NeptuneCluster) -> None:
        """Add a cluster: as the primary if it is the first, else as a secondary.

        Args:
            cluster: a standalone cluster.
        """
        self.members.append(cluster)
        self.writer = self.writer or cluster
        cluster.global_cluster = self

    def leave(self, cluster: NeptuneCluster) -> None:
        """Remove a member, which becomes a standalone cluster.

        Args:
            cluster: a member.
        """
        self._own_version = self.engine_version
        self.members.remove(cluster)
        if self.writer is cluster:
            self.writer = None
        cluster.global_cluster = None

    def upgrade(self, engine_version: str) -> None:
        """Record the version that the members are upgraded to and that new members must have.

        Args:
            engine_version: a newer version.
        """
        self._own_version = engine_version

    def switch_over(self, cluster: NeptuneCluster) -> None:
        """Make a secondary the primary, and the primary a secondary.

        Args:
            cluster: the new primary.
        """
        self.writer = cluster
        self.failover_state = None

"""StopDBCluster and StartDBCluster."""

from __future__ import annotations

from moto.core.responses import ActionResult

from neptune_global_component.local.neptune import store
from neptune_global_component.local.neptune.operations.base import Operations
from neptune_global_component.local.neptune.rules import states


class StopOperations(Operations):
    """Stopping and starting clusters. A member of a global cluster with several members can't be stopped."""

    def stop_db_cluster(self) -> ActionResult:
        """StopDBCluster."""
        cluster = store.find_cluster(self.backend, self.params["DBClusterIdentifier"])
        states.check_can_stop(
            cluster.db_cluster_identifier, len(cluster.global_cluster.members) if cluster.global_cluster else 0
        )
        states.check_cluster_available(cluster.db_cluster_identifier, cluster.status)
        cluster.status = "stopped"
        return ActionResult({"DBCluster": cluster.begin("stopping", self.seconds)})

    def start_db_cluster(self) -> ActionResult:
        """StartDBCluster."""
        cluster = store.find_cluster(self.backend, self.params["DBClusterIdentifier"])
        states.check_cluster_stopped(cluster.db_cluster_identifier, cluster.status)
        cluster.status = "available"
        return ActionResult({"DBCluster": cluster.begin("starting", self.seconds)})

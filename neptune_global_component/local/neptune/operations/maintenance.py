"""DescribePendingMaintenanceActions and ApplyPendingMaintenanceAction: pending engine upgrades."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moto.core.responses import ActionResult
from moto.rds.exceptions import InvalidParameterValue

from neptune_global_component.local.neptune import store
from neptune_global_component.local.neptune.exceptions import ResourceNotFoundFault
from neptune_global_component.local.neptune.operations.base import Operations
from neptune_global_component.local.neptune.operations.clusters import apply_upgrade

if TYPE_CHECKING:
    from neptune_global_component.local.neptune.cluster import NeptuneCluster

_ACTION = "db-upgrade"
_IMMEDIATE, _NEXT, _UNDO = _OPT_INS = ("immediate", "next-maintenance", "undo-opt-in")


class MaintenanceOperations(Operations):
    """Maintenance of clusters. The local AWS itself never schedules any."""

    def describe_pending_maintenance_actions(self) -> ActionResult:
        """DescribePendingMaintenanceActions: by resource or cluster, with paging."""
        cluster_filter = self.filters.get("db-cluster-id")
        resource = self.params.get("ResourceIdentifier")
        if resource:
            _find(self, resource)
        entries = [
            _description(cluster, _NEXT)
            for cluster in store.clusters(self.backend)
            if "EngineVersion" in cluster.pending_modified_values
            and resource in {None, cluster.arn}
            and (cluster_filter is None or {cluster.arn, cluster.db_cluster_identifier} & set(cluster_filter))
        ]
        return self.page("PendingMaintenanceActions", entries)

    def apply_pending_maintenance_action(self) -> ActionResult:
        """ApplyPendingMaintenanceAction: upgrade now or in the window, or cancel the upgrade."""
        cluster, opt_in = _find(self, self.params["ResourceIdentifier"]), self.params["OptInType"]
        if opt_in not in _OPT_INS:
            raise InvalidParameterValue(f"Invalid opt-in type: {opt_in}. Valid values are: {', '.join(_OPT_INS)}")
        if self.params["ApplyAction"] != _ACTION or "EngineVersion" not in cluster.pending_modified_values:
            raise ResourceNotFoundFault(self.params["ResourceIdentifier"])
        answer = _description(cluster, opt_in)
        if opt_in == _IMMEDIATE:
            apply_upgrade(self, cluster)
        elif opt_in == _UNDO:
            changes = cluster.pending_modified_values.items()
            cluster.pending_modified_values = {name: value for name, value in changes if name != "EngineVersion"}
        return ActionResult({"ResourcePendingMaintenanceActions": answer})


def _find(call: Operations, arn: str) -> NeptuneCluster:
    clusters = [cluster for cluster in store.clusters(call.backend) if cluster.arn == arn]
    if not clusters:
        raise ResourceNotFoundFault(arn)
    return clusters[0]


def _description(cluster: NeptuneCluster, opt_in: str) -> dict[str, object]:
    version = cluster.pending_modified_values["EngineVersion"]
    detail = {"Action": _ACTION, "OptInStatus": opt_in, "Description": f"Upgrade to engine version {version}"}
    return {"ResourceIdentifier": cluster.arn, "PendingMaintenanceActionDetails": [detail]}

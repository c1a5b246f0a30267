"""SwitchoverGlobalCluster and FailoverGlobalCluster: make another member the primary."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from moto.core.responses import ActionResult

from neptune_global_component.local.neptune import store
from neptune_global_component.local.neptune.operations.base import Operations
from neptune_global_component.local.neptune.rules import failover, membership, states

if TYPE_CHECKING:
    from neptune_global_component.local.neptune.cluster import NeptuneCluster
    from neptune_global_component.local.neptune.global_cluster import GlobalCluster


class FailoverOperations(Operations):
    """Operations that change the primary."""

    def switchover_global_cluster(self) -> ActionResult:
        """SwitchoverGlobalCluster: without data loss, requires a healthy primary and target."""
        global_cluster, target = _target(self)
        return _switch_over(self, global_cluster, target)

    def failover_global_cluster(self) -> ActionResult:
        """FailoverGlobalCluster: a switchover, or with AllowDataLoss a failover regardless of the primary's state."""
        allow_data_loss = self.params.get("AllowDataLoss") or False
        failover.check_one_way(allow_data_loss=allow_data_loss, switchover=self.params.get("Switchover") or False)
        global_cluster, target = _target(self)
        if not allow_data_loss:
            return _switch_over(self, global_cluster, target)
        return _begin(self, global_cluster, target, "failing-over", allow_data_loss=True)


def _target(call: Operations) -> tuple[GlobalCluster, NeptuneCluster]:
    global_cluster = store.find_global_cluster(
        call.current_account, call.region, call.params["GlobalClusterIdentifier"]
    )
    target = store.find_cluster_anywhere(call.current_account, call.params["TargetDbClusterIdentifier"])
    name = global_cluster.global_cluster_identifier
    membership.check_member(target.arn, name, [member.arn for member in global_cluster.members])
    states.check_global_cluster_available(name, global_cluster.status)
    failover.check_is_secondary(target.arn, is_writer=target is global_cluster.writer)
    failover.check_can_write(
        target.arn, available=target.status == "available", instance_available=target.has_available_instance
    )
    return global_cluster, target


def _switch_over(call: Operations, global_cluster: GlobalCluster, target: NeptuneCluster) -> ActionResult:
    assert global_cluster.writer is not None  # noqa: S101 - a secondary has a primary
    failover.check_primary_region(call.region, global_cluster.writer.region)
    for member in (global_cluster.writer, target):
        failover.check_healthy(member.arn, available=member.status == "available")
    failover.check_target_version(target.engine_version, global_cluster.writer.engine_version)
    return _begin(call, global_cluster, target, "switching-over", allow_data_loss=False)


def _begin(
    call: Operations, global_cluster: GlobalCluster, target: NeptuneCluster, phase: str, *, allow_data_loss: bool
) -> ActionResult:
    assert global_cluster.writer is not None  # noqa: S101 - a secondary has a primary
    global_cluster.failover_state = {
        "Status": phase,
        "FromDbClusterArn": global_cluster.writer.arn,
        "ToDbClusterArn": target.arn,
        "IsDataLossAllowed": allow_data_loss,
    }
    for member in (global_cluster.writer, target):
        member.begin(phase, call.seconds)
    return ActionResult(
        {"GlobalCluster": global_cluster.begin(phase, call.seconds, partial(global_cluster.switch_over, target))}
    )

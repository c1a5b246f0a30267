"""SwitchoverGlobalCluster and FailoverGlobalCluster: another member becomes the primary."""

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
    """The change of the primary."""

    def switchover_global_cluster(self) -> ActionResult:
        """SwitchoverGlobalCluster: without loss of data, while the primary and the target are healthy."""
        found, target = _target(self)
        return _switch_over(self, found, target)

    def failover_global_cluster(self) -> ActionResult:
        """FailoverGlobalCluster: a switchover, or with AllowDataLoss whatever state the primary is in."""
        allow_data_loss = self.params.get("AllowDataLoss") or False
        failover.check_one_way(allow_data_loss=allow_data_loss, switchover=self.params.get("Switchover") or False)
        found, target = _target(self)
        if not allow_data_loss:
            return _switch_over(self, found, target)
        return _begin(self, found, target, "failing-over", allow_data_loss=True)


def _target(call: Operations) -> tuple[GlobalCluster, NeptuneCluster]:
    found = store.find_global_cluster(call.current_account, call.region, call.params["GlobalClusterIdentifier"])
    target = store.find_cluster_anywhere(call.current_account, call.params["TargetDbClusterIdentifier"])
    name = found.global_cluster_identifier
    membership.check_member(target.arn, name, [member.arn for member in found.members])
    states.check_global_cluster_available(name, found.status)
    failover.check_is_secondary(target.arn, is_writer=target is found.writer)
    failover.check_can_write(
        target.arn, available=target.status == "available", instance_available=target.has_available_instance
    )
    return found, target


def _switch_over(call: Operations, found: GlobalCluster, target: NeptuneCluster) -> ActionResult:
    assert found.writer is not None  # noqa: S101 - a secondary has a primary
    failover.check_primary_region(call.region, found.writer.region)
    for member in (found.writer, target):
        failover.check_healthy(member.arn, available=member.status == "available")
    failover.check_target_version(target.engine_version, found.writer.engine_version)
    return _begin(call, found, target, "switching-over", allow_data_loss=False)


def _begin(
    call: Operations, found: GlobalCluster, target: NeptuneCluster, phase: str, *, allow_data_loss: bool
) -> ActionResult:
    assert found.writer is not None  # noqa: S101 - a secondary has a primary
    found.failover_state = {
        "Status": phase,
        "FromDbClusterArn": found.writer.arn,
        "ToDbClusterArn": target.arn,
        "IsDataLossAllowed": allow_data_loss,
    }
    for member in (found.writer, target):
        member.begin(phase, call.seconds)
    return ActionResult({"GlobalCluster": found.begin(phase, call.seconds, partial(found.switch_over, target))})

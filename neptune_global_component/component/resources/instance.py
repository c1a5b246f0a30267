"""An instance of a region's cluster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pulumi
import pulumi_aws as aws

from neptune_global_component.core.inputs.rules.global_cluster import ENGINE
from neptune_global_component.core.inputs.table import fixed_properties, passed_to
from neptune_global_component.core.plan.checks.creations import refuse_last_instance, refuse_replacement
from neptune_global_component.core.plan.unset import AUTO_MINOR_VERSION_UPGRADE, of_instance
from neptune_global_component.core.tokens import INSTANCE

if TYPE_CHECKING:
    from neptune_global_component.component.runtime.gate import Gate
    from neptune_global_component.core.plan.plan import Plan

_AUTO_UPGRADE = "auto_minor_version_upgrade"


@dataclass(frozen=True)
class _Instance:
    """The place of an instance, and what its inputs and options derive from.

    Args:
        gate: creates the inputs; its component is the parent.
        region: the cluster's region.
        number: the instance's number, from 1.
    """

    gate: Gate
    region: str
    number: int

    def set_options(self, name: str) -> None:
        self.gate.set_options(
            INSTANCE,
            name,
            lambda plan: plan.existing_instance(self.region, self.number),
            # A cluster without an instance can't be written and can't become the primary. Other readers may go.
            # The same holds for a detached copy.
            lambda plan: self.number == 1 and (plan.protects(self.region) or plan.may_be_standalone(self.region)),
            self._ignore_auto_upgrade,
        )

    def _ignore_auto_upgrade(self, plan: Plan, child: pulumi.ResourceTransformArgs) -> None:
        # It is off at creation. It may have been turned on, on purpose, outside Pulumi or before an adoption.
        set_before = of_instance(plan.set_before(self.region), self.number)
        is_set = self.gate.is_set(_AUTO_UPGRADE, self.region, self.number)
        if not is_set and AUTO_MINOR_VERSION_UPGRADE not in set_before:
            child.opts.ignore_changes = [*(child.opts.ignore_changes or ()), AUTO_MINOR_VERSION_UPGRADE]

    async def check_creation(self, child: pulumi.ResourceHookArgs) -> None:
        plan = await self.gate.plan()
        existing = plan.existing_instance(self.region, self.number)
        if await self.gate.is_replacement(child.urn, existing):
            if alias := plan.alias_of(existing):
                refuse_replacement(plan, f'regions["{self.region}"]', "an instance", child.urn, alias)
            refuse_last_instance(plan, self.region, plan.instance(self.region, self.number), child.urn)


def instance(
    gate: Gate, region: str, number: int, cluster: aws.neptune.Cluster, subnet_group_name: pulumi.Input[str] | None
) -> aws.neptune.ClusterInstance:
    """Create the ``aws.neptune.ClusterInstance`` ``{name}-{region}-{number}``.

    Args:
        gate: creates the inputs; its component is the parent.
        region: the cluster's region.
        number: the instance's number, from 1.
        cluster: the region's cluster.
        subnet_group_name: the cluster's subnet group; None for AWS's default group.
    """
    one = _Instance(gate, region, number)
    name = f"{gate.name}-{region}-{number}"
    one.set_options(name)
    auto_upgrade = gate.argument(_AUTO_UPGRADE, region, number)
    return aws.neptune.ClusterInstance(
        name,
        region=region,
        identifier=gate.input(lambda plan: plan.instance(region, number), "cluster_identifier", region=region),
        cluster_identifier=gate.as_secret_as(cluster.id, "cluster_identifier", region),
        engine=ENGINE,
        neptune_subnet_group_name=subnet_group_name,
        port=cluster.port,
        apply_immediately=True,
        # Otherwise AWS upgrades the members one by one, in any order.
        auto_minor_version_upgrade=False if auto_upgrade is None else auto_upgrade,
        **{key: gate.argument(key, region, number) for key in passed_to(INSTANCE)},
        opts=pulumi.ResourceOptions(
            parent=gate.component,
            # Two instances can't have the same identifier at the same time.
            delete_before_replace=True,
            hooks=gate.hook.before_creation(INSTANCE, name, one.check_creation),
            ignore_changes=["identifier", *fixed_properties(INSTANCE)],
        ),
    )

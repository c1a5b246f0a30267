"""An instance of a region's cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi_aws as aws

from neptune_global_component.core.inputs.rules.global_cluster import ENGINE
from neptune_global_component.core.inputs.table import fixed_properties, passed_to
from neptune_global_component.core.plan.children import Place
from neptune_global_component.core.plan.unset import AUTO_MINOR_VERSION_UPGRADE, of_instance
from neptune_global_component.core.tokens import INSTANCE

if TYPE_CHECKING:
    import pulumi

    from neptune_global_component.component.gate import Gate
    from neptune_global_component.core.plan.plan import Plan


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
    auto_upgrade = gate.argument("auto_minor_version_upgrade", region, number)

    def ignore_auto_upgrade(plan: Plan, child: pulumi.ResourceTransformArgs) -> None:
        # It is off at creation. It may have been turned on, on purpose, outside Pulumi or before an adoption.
        set_before = of_instance(plan.set_before(region), number)
        if auto_upgrade is None and AUTO_MINOR_VERSION_UPGRADE not in set_before:
            child.opts.ignore_changes = [*(child.opts.ignore_changes or ()), AUTO_MINOR_VERSION_UPGRADE]

    place = Place(INSTANCE, region, number)
    return aws.neptune.ClusterInstance(
        place.name(gate.name),
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
        opts=gate.child_options(
            place,
            # Two instances can't have the same identifier at the same time.
            delete_before_replace=True,
            # An instance is deleted before it is replaced, so a transform of its region would delete it.
            ignore_changes=["identifier", "region", *fixed_properties(INSTANCE)],
            change=ignore_auto_upgrade,
        ),
    )

"""An instance of a region's cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pulumi
import pulumi_aws as aws

from neptune_global_component.component.inputs import as_secret_as, cluster_name
from neptune_global_component.core.inputs.rules.global_cluster import ENGINE
from neptune_global_component.core.plan.checks.creations import refuse_last_instance
from neptune_global_component.core.tokens import INSTANCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from neptune_global_component.component.runtime.gate import Gate
    from neptune_global_component.core.inputs.spec import Spec

_IGNORED = [
    # Each would replace the instance, and none of them can change for its cluster.
    "clusterIdentifier",
    "identifier",
    "neptuneSubnetGroupName",
    "port",
    # It is off at the creation. An adopted instance may have it on, and whoever turns it on has a reason.
    "autoMinorVersionUpgrade",
]


def instance(
    gate: Gate, region: str, number: int, cluster: aws.neptune.Cluster, subnet_group_name: pulumi.Input[str] | None
) -> aws.neptune.ClusterInstance:
    """Make the ``aws.neptune.ClusterInstance`` ``{name}-{region}-{number}``.

    Args:
        gate: gives the inputs, for the component that is the parent.
        region: where it is.
        number: 1 for the first.
        cluster: the region's cluster.
        subnet_group_name: as the cluster's; None for AWS's default one.
    """
    given = gate.args["regions"][region]
    cluster_argument = cluster_name(gate.args, region)
    group = given.get("neptune_parameter_group_name")

    def value(key: str) -> Callable[[Spec], Any]:
        return lambda spec: spec.regions[region].values.get(key)

    name = f"{gate.name}-{region}-{number}"
    gate.decide(
        INSTANCE,
        name,
        lambda plan: plan.existing_instance(region, number),
        # Without an instance a cluster can't be written, nor be switched over to. Further readers come and go.
        lambda plan: number == 1 and plan.protects(region),
    )

    async def check(made: pulumi.ResourceHookArgs) -> None:
        plan = await gate.plan()
        if await gate.is_replacement(made.urn, plan.existing_instance(region, number)):
            refuse_last_instance(plan, region, plan.instance(region, number), made.urn)

    return aws.neptune.ClusterInstance(
        name,
        region=region,
        identifier=gate.input(lambda plan: plan.instance(region, number), cluster_argument),
        cluster_identifier=as_secret_as(cluster.id, cluster_argument),
        engine=ENGINE,
        instance_class=gate.given(value("instance_class"), given.get("instance_class")),
        neptune_parameter_group_name=gate.given(value("neptune_parameter_group_name"), group),
        neptune_subnet_group_name=subnet_group_name,
        port=cluster.port,
        tags=gate.given(lambda spec: spec.tags_of(region), gate.args.get("tags"), given.get("tags")),
        apply_immediately=True,
        # AWS would upgrade members one by one, in any order: the global database is upgraded as a whole.
        auto_minor_version_upgrade=False,
        opts=pulumi.ResourceOptions(
            parent=gate.component,
            # AWS has one instance of an identifier at a time.
            delete_before_replace=True,
            hooks=gate.hook.before_creation(INSTANCE, name, check),
            ignore_changes=_IGNORED,
        ),
    )

"""The subnet group of a region's cluster, if the program sets subnets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi
import pulumi_aws as aws

from neptune_global_component.core.plan.checks.creations import refuse_replacement
from neptune_global_component.core.tokens import SUBNET_GROUP

if TYPE_CHECKING:
    from neptune_global_component.component.runtime.gate import Gate


def subnet_group(gate: Gate, declared: pulumi.Resource, region: str) -> aws.neptune.SubnetGroup:
    """Create the ``aws.neptune.SubnetGroup`` ``{name}-{region}``, named like the cluster in AWS.

    Args:
        gate: creates the inputs; its component is the parent.
        declared: the Stash that must be created first.
        region: the cluster's region.
    """
    name = f"{gate.name}-{region}"
    gate.set_options(SUBNET_GROUP, name, lambda plan: plan.existing_subnet_group(region))

    async def check(child: pulumi.ResourceHookArgs) -> None:
        plan = await gate.plan()
        existing = plan.existing_subnet_group(region)
        if await gate.is_replacement(child.urn, existing):
            alias = plan.alias_of(existing)
            refuse_replacement(plan, f'regions["{region}"].subnet_ids', "the subnet group", child.urn, alias)

    return aws.neptune.SubnetGroup(
        name,
        region=region,
        name=gate.argument("cluster_identifier", region),
        subnet_ids=gate.argument("subnet_ids", region),
        tags=gate.argument("tags", region),
        opts=pulumi.ResourceOptions(
            parent=gate.component,
            depends_on=[declared],
            hooks=gate.hook.before_creation(SUBNET_GROUP, name, check),
            # A changed name would replace the group. pulumi-aws sets a default description, and the component has no
            # argument for it.
            ignore_changes=["name", "description"],
        ),
    )

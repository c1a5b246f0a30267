"""The subnet group of a region's cluster, where the program gives subnets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi
import pulumi_aws as aws

from neptune_global_component.component.inputs import cluster_name
from neptune_global_component.core.plan.checks.creations import refuse_replacement
from neptune_global_component.core.tokens import SUBNET_GROUP

if TYPE_CHECKING:
    from neptune_global_component.component.runtime.gate import Gate


def subnet_group(gate: Gate, declared: pulumi.Resource, region: str) -> aws.neptune.SubnetGroup:
    """Make the ``aws.neptune.SubnetGroup`` ``{name}-{region}``, which has the cluster's identifier in AWS.

    Args:
        gate: gives the inputs, for the component that is the parent.
        declared: the Stash that must be in the state first.
        region: where it is.
    """
    given = gate.args["regions"][region]
    name = f"{gate.name}-{region}"
    gate.decide(SUBNET_GROUP, name, lambda plan: plan.existing_subnet_group(region))

    async def check(made: pulumi.ResourceHookArgs) -> None:
        plan = await gate.plan()
        if await gate.is_replacement(made.urn, plan.existing_subnet_group(region)):
            refuse_replacement(plan, f'regions["{region}"].subnet_ids', "the subnet group", made.urn)

    return aws.neptune.SubnetGroup(
        name,
        region=region,
        name=gate.given(lambda spec: spec.regions[region].cluster_identifier, cluster_name(gate.args, region)),
        subnet_ids=gate.given(lambda spec: spec.regions[region].values.get("subnet_ids"), given["subnet_ids"]),
        tags=gate.given(lambda spec: spec.tags_of(region), gate.args.get("tags"), given.get("tags")),
        opts=pulumi.ResourceOptions(
            parent=gate.component,
            depends_on=[declared],
            hooks=gate.hook.before_creation(SUBNET_GROUP, name, check),
            # Another name would replace the group. pulumi-aws's SDK sets a description of its own, which the component
            # has no argument for.
            ignore_changes=["name", "description"],
        ),
    )

"""The subnet group of a region's cluster, if the program sets subnets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi_aws as aws

from neptune_global_component.core.plan.children import Place
from neptune_global_component.core.tokens import SUBNET_GROUP

if TYPE_CHECKING:
    import pulumi

    from neptune_global_component.component.gate import Gate


def subnet_group(gate: Gate, declared: pulumi.Resource, region: str) -> aws.neptune.SubnetGroup:
    """Create the ``aws.neptune.SubnetGroup`` ``{name}-{region}``, named like the cluster in AWS.

    Args:
        gate: creates the inputs; its component is the parent.
        declared: the Stash that must be created first.
        region: the cluster's region.
    """
    place = Place(SUBNET_GROUP, region)
    return aws.neptune.SubnetGroup(
        place.name(gate.name),
        region=region,
        name=gate.argument("cluster_identifier", region),
        subnet_ids=gate.argument("subnet_ids", region),
        tags=gate.argument("tags", region),
        opts=gate.child_options(
            place,
            depends_on=[declared],
            # A changed name would replace the group. pulumi-aws sets a default description, and the component has no
            # argument for it.
            ignore_changes=["name", "description"],
        ),
    )

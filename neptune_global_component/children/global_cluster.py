"""The global cluster itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi
import pulumi_aws as aws

from neptune_global_component.children.mocked import mocked

if TYPE_CHECKING:
    from neptune_global_component.children.gate import Gate


def global_cluster(
    name: str, gate: Gate, parent: pulumi.Resource, creation: pulumi.Resource
) -> aws.neptune.GlobalCluster:
    """Make the ``aws.neptune.GlobalCluster`` of the component, under the component's own name.

    Args:
        name: the component's Pulumi name.
        gate: gives the inputs.
        parent: the component.
        creation: the Stash that must be in the state first.
    """

    async def planned(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult:
        # Both options are decided by what AWS has and by arguments that may be outputs, and the SDK takes no output.
        plan = await gate.plan()
        options = args.opts
        options.import_ = plan.import_id
        options.protect = plan.protect or options.protect
        return pulumi.ResourceTransformResult(props=args.props, opts=options)

    return aws.neptune.GlobalCluster(
        name,
        global_cluster_identifier=gate.input(
            "global_cluster_identifier", lambda plan: plan.spec.global_cluster_identifier
        ),
        source_db_cluster_identifier=gate.input("source_db_cluster_identifier", lambda plan: plan.source),
        engine=gate.input("engine", lambda plan: plan.engine),
        engine_version=gate.input("engine_version", lambda plan: plan.spec.engine_version),
        deletion_protection=gate.input("deletion_protection", lambda plan: plan.spec.deletion_protection),
        storage_encrypted=gate.input("storage_encrypted", lambda plan: plan.spec.storage_encrypted),
        # AWS finds the source in the region of the call only.
        region=gate.input("source_db_cluster_identifier", lambda plan: plan.spec.source_region),
        opts=pulumi.ResourceOptions(
            parent=parent,
            depends_on=[creation],
            transforms=None if mocked() else [planned],
            ignore_changes=[
                # pulumi-aws upgrades from the members in the state, and loops for ever where that list is stale:
                # https://github.com/hashicorp/terraform-provider-aws/issues/46181
                "engineVersion",
                # A global cluster has no region: another aws:region must not replace it.
                "region",
            ],
        ),
    )

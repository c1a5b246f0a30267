"""The global cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi
import pulumi_aws as aws

from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.plan.checks.creations import refuse_replacement
from neptune_global_component.core.plan.checks.existing import raise_findings, recreation_findings
from neptune_global_component.core.tokens import GLOBAL_CLUSTER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from neptune_global_component.component.runtime.gate import Gate
    from neptune_global_component.core.inputs.spec import Spec
    from neptune_global_component.core.plan.plan import Plan


def _engine_version(spec: Spec) -> object:
    """Return the engine version for creation; None with a source, because AWS uses the source's version."""
    return spec.engine_version if spec.source_db_cluster_identifier is None else None


def _source(plan: Plan) -> object:
    """Return the source for creation, secret or unknown if the argument is."""
    key, source = "source_db_cluster_identifier", plan.source
    value = pulumi.UNKNOWN if source is UNKNOWN else source
    return pulumi.Output.secret(value) if key in plan.spec.secret else value


def global_cluster(gate: Gate, before: Sequence[pulumi.Resource]) -> aws.neptune.GlobalCluster:
    """Create the ``aws.neptune.GlobalCluster``, under the component's own name.

    Args:
        gate: creates the inputs; its component is the parent.
        before: the Stashes that must be created first.
    """
    args = gate.args
    identifier, source = args.get("global_cluster_identifier"), args.get("source_db_cluster_identifier")
    version = args.get("engine_version")

    async def check(child: pulumi.ResourceHookArgs) -> None:
        plan = await gate.plan()
        existing = plan.existing
        if await gate.is_replacement(child.urn, existing):
            alias = plan.alias_of(existing)
            refuse_replacement(plan, "global_cluster_identifier", "the global cluster", child.urn, alias)
        # Planning checks this too, but on the state from before a refresh in the same preview.
        raise_findings(plan, recreation_findings(plan))

    gate.set_options(GLOBAL_CLUSTER, gate.name, lambda plan: plan.existing, lambda plan: plan.protect)
    return aws.neptune.GlobalCluster(
        gate.name,
        global_cluster_identifier=gate.spec_input(lambda spec: spec.global_cluster_identifier, identifier),
        # pulumi-aws would replace the global cluster if the source changes. The source matters only at creation, so the
        # plan returns the recorded one afterwards.
        source_db_cluster_identifier=gate.input(_source),
        # Not the argument itself: pulumi-aws would replace the global cluster if the engine were unknown in a preview.
        engine=gate.input(lambda plan: plan.engine),
        engine_version=None if version is None else gate.spec_input(_engine_version, version, source),
        deletion_protection=gate.spec_input(lambda spec: spec.deletion_protection, args.get("deletion_protection")),
        storage_encrypted=gate.spec_input(lambda spec: spec.storage_encrypted, args.get("storage_encrypted")),
        # AWS looks for the source only in the region of the call. Without a source, use the primary's region.
        region=gate.spec_input(lambda spec: spec.source_region or spec.primary_region, source),
        opts=pulumi.ResourceOptions(
            parent=gate.component,
            depends_on=pulumi.Output.all(source).apply(lambda _: list(before)),
            hooks=gate.hook.before_creation(GLOBAL_CLUSTER, gate.name, check),
            ignore_changes=[
                # pulumi-aws upgrades the members in the state, and never finishes if that list is outdated:
                # https://github.com/hashicorp/terraform-provider-aws/issues/46181
                "engineVersion",
                # A change of these would replace the global cluster. A change in the program fails in planning.
                "globalClusterIdentifier",
                "storageEncrypted",
                # A global cluster has no region: a change of aws:region or of the primary must not replace it.
                "region",
            ],
        ),
    )

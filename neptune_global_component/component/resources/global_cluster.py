"""The global cluster itself."""

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
    """Return the version to create the global cluster with: beside a source AWS takes none, as it is the source's."""
    return spec.engine_version if spec.source_db_cluster_identifier is None else None


def _source(plan: Plan) -> object:
    """Return the source to create the global cluster from, as secret and as unknown as the argument is."""
    key, source = "source_db_cluster_identifier", plan.source
    value = pulumi.UNKNOWN if source is UNKNOWN else source
    return pulumi.Output.secret(value) if key in plan.spec.secret else value


def global_cluster(gate: Gate, before: Sequence[pulumi.Resource]) -> aws.neptune.GlobalCluster:
    """Make the ``aws.neptune.GlobalCluster`` of the component, under the component's own name.

    Args:
        gate: gives the inputs, for the component that is the parent.
        before: the Stashes that must be in the state first.
    """
    args = gate.args
    identifier, source = args.get("global_cluster_identifier"), args.get("source_db_cluster_identifier")
    version = args.get("engine_version")

    async def check(made: pulumi.ResourceHookArgs) -> None:
        plan = await gate.plan()
        if await gate.is_replacement(made.urn, plan.existing):
            refuse_replacement(plan, "global_cluster_identifier", "the global cluster", made.urn)
        # Planning judges this too, but the state that it reads is from before a refresh in the same preview.
        raise_findings(plan, recreation_findings(plan))

    gate.decide(GLOBAL_CLUSTER, gate.name, lambda plan: plan.existing, lambda plan: plan.protect)
    return aws.neptune.GlobalCluster(
        gate.name,
        global_cluster_identifier=gate.given(lambda spec: spec.global_cluster_identifier, identifier),
        # pulumi-aws would replace the global cluster for another source. It is read when the cluster is created, so no
        # resource behind it matters afterwards.
        source_db_cluster_identifier=gate.input(_source),
        # The program can set no other engine, and pulumi-aws replaces the global cluster for one it does not know yet.
        engine=gate.input(lambda plan: plan.engine),
        engine_version=None if version is None else gate.given(_engine_version, version, source),
        deletion_protection=gate.given(lambda spec: spec.deletion_protection, args.get("deletion_protection")),
        storage_encrypted=gate.given(lambda spec: spec.storage_encrypted, args.get("storage_encrypted")),
        # AWS finds the source in the region of the call only; else it is the region that the primary is to be in.
        region=gate.given(lambda spec: spec.source_region or spec.primary_region, source),
        opts=pulumi.ResourceOptions(
            parent=gate.component,
            depends_on=pulumi.Output.all(source).apply(lambda _: list(before)),
            hooks=gate.hook.before_creation(GLOBAL_CLUSTER, gate.name, check),
            ignore_changes=[
                # pulumi-aws upgrades from the members in the state, and loops for ever where that list is stale:
                # https://github.com/hashicorp/terraform-provider-aws/issues/46181
                "engineVersion",
                # Each of these would replace the global cluster; a change that the program asks for fails in planning.
                "globalClusterIdentifier",
                "storageEncrypted",
                # A global cluster has no region: another aws:region, or another primary, must not replace it.
                "region",
            ],
        ),
    )

"""The global cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi
import pulumi_aws as aws

from neptune_global_component.core.inputs.table import fixed_properties, passed_to
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.plan.children import Place
from neptune_global_component.core.tokens import GLOBAL_CLUSTER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from neptune_global_component.component.gate import Gate
    from neptune_global_component.core.inputs.spec import Spec
    from neptune_global_component.core.plan.plan import Plan

_SOURCE, _VERSION = "source_db_cluster_identifier", "engine_version"


def _engine_version(spec: Spec) -> object:
    """Return the engine version for creation; None with a source, because AWS uses the source's version."""
    return spec.engine_version if spec.source_db_cluster_identifier is None else None


def _source(plan: Plan) -> object:
    """Return the source for creation, secret or unknown if the argument is."""
    value = pulumi.UNKNOWN if plan.source is UNKNOWN else plan.source
    return pulumi.Output.secret(value) if _SOURCE in plan.spec.secret else value


def global_cluster(gate: Gate, before: Sequence[pulumi.Resource]) -> aws.neptune.GlobalCluster:
    """Create the ``aws.neptune.GlobalCluster``, under the component's own name.

    Args:
        gate: creates the inputs; its component is the parent.
        before: the Stashes that must be created first.
    """
    return aws.neptune.GlobalCluster(
        gate.name,
        # pulumi-aws would replace the global cluster if the source changes. The source matters only at creation, so the
        # plan returns the recorded one afterwards.
        source_db_cluster_identifier=gate.input(_source),
        # Not the argument itself: pulumi-aws would replace the global cluster if the engine were unknown in a preview.
        engine=gate.input(lambda plan: plan.engine),
        engine_version=gate.spec_input(_engine_version, _VERSION, _SOURCE) if gate.is_set(_VERSION) else None,
        **{key: gate.argument(key) for key in passed_to(GLOBAL_CLUSTER)},
        # AWS looks for the source only in the region of the call. Without a source, use the primary's region.
        region=gate.spec_input(lambda spec: spec.source_region or spec.primary_region, _SOURCE),
        opts=gate.child_options(
            Place(GLOBAL_CLUSTER),
            depends_on=gate.input(lambda _: list(before), _SOURCE),
            ignore_changes=[
                # pulumi-aws upgrades the members in the state, and never finishes if that list is outdated:
                # https://github.com/hashicorp/terraform-provider-aws/issues/46181
                "engineVersion",
                # A change in the program fails in planning.
                *fixed_properties(GLOBAL_CLUSTER),
                # A global cluster has no region: a change of aws:region or of the primary must not replace it.
                "region",
            ],
        ),
    )

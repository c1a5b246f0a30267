"""The cluster of one region."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pulumi
import pulumi_aws as aws

from neptune_global_component.component.inputs import as_secret_as, cluster_name, protection
from neptune_global_component.component.source_cluster import LINK, ROLE
from neptune_global_component.core.facts.observed import ObservedCluster
from neptune_global_component.core.inputs.rules.global_cluster import ENGINE
from neptune_global_component.core.plan.checks.creations import refuse_replacement, refuse_standalone
from neptune_global_component.core.plan.checks.states import refuse_empty_primary
from neptune_global_component.core.tokens import CLUSTER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from neptune_global_component.component.runtime.gate import Gate
    from neptune_global_component.core.plan.plan import Plan

_PASSED_ON = (
    "backup_retention_period",
    "enable_cloudwatch_logs_exports",
    "final_snapshot_identifier",
    "iam_database_authentication_enabled",
    "kms_key_arn",
    "neptune_cluster_parameter_group_name",
    "port",
    "preferred_backup_window",
    "preferred_maintenance_window",
    "serverless_v2_scaling_configuration",
    "skip_final_snapshot",
    "storage_type",
    "vpc_security_group_ids",
)
_IGNORED = [
    # A changed or missing identifier would take the cluster out of the global cluster.
    LINK,
    # The global database is upgraded as a whole, in AWS's order.
    "engineVersion",
    ROLE,
    # Each of these would replace the cluster. A change that the program asks for fails in planning; with a resource
    # that is deleted before it is replaced behind one of them, the engine would delete the cluster first.
    "clusterIdentifier",
    "kmsKeyArn",
    "neptuneSubnetGroupName",
    "port",
    "storageEncrypted",
]


def cluster(
    gate: Gate,
    region: str,
    global_cluster: aws.neptune.GlobalCluster,
    subnet_group_name: pulumi.Input[str] | None,
    primary: Callable[[Plan], Sequence[pulumi.Resource]],
) -> aws.neptune.Cluster:
    """Make the ``aws.neptune.Cluster`` ``{name}-{region}``.

    Args:
        gate: gives the inputs, for the component that is the parent.
        region: where it is.
        global_cluster: the global cluster.
        subnet_group_name: None for AWS's default one.
        primary: what must be there before it: the primary cluster and its first instance, where it is a secondary.
    """
    given = gate.args["regions"][region]
    name = f"{gate.name}-{region}"
    gate.decide(
        CLUSTER,
        name,
        lambda plan: plan.existing_cluster(region),
        # A detached copy is kept by a destroy too, which does not run the program.
        lambda plan: plan.protects(region) or plan.may_be_standalone(region),
        lambda plan, made: _decide(plan, region, made),
    )

    return aws.neptune.Cluster(
        name,
        region=region,
        cluster_identifier=gate.given(
            lambda spec: spec.regions[region].cluster_identifier, cluster_name(gate.args, region)
        ),
        global_cluster_identifier=as_secret_as(global_cluster.id, gate.args.get("global_cluster_identifier")),
        engine=ENGINE,
        engine_version=_now(gate, lambda plan: plan.engine_version, global_cluster.engine_version),
        storage_encrypted=_now(gate, _storage_encrypted, global_cluster.storage_encrypted),
        neptune_subnet_group_name=subnet_group_name,
        deletion_protection=gate.given(lambda spec: spec.protection_of(region), protection(gate.args, region)),
        tags=gate.given(lambda spec: spec.tags_of(region), gate.args.get("tags"), given.get("tags")),
        # A change is made by the `up` that announced it, not in a maintenance window when nobody looks.
        apply_immediately=True,
        **{key: _passed_on(gate, region, key) for key in _PASSED_ON if given.get(key) is not None},
        opts=pulumi.ResourceOptions(
            parent=gate.component,
            depends_on=gate.input(primary),
            hooks=gate.hook.before_creation(CLUSTER, name, partial(_check_creation, gate, region)),
            ignore_changes=_IGNORED,
        ),
    )


async def _check_creation(gate: Gate, region: str, made: pulumi.ResourceHookArgs) -> None:
    plan = await gate.plan()
    refuse_standalone(plan, region, made.new_inputs or {})
    if await gate.is_replacement(made.urn, plan.existing_cluster(region)):
        refuse_replacement(plan, f'regions["{region}"]', "its cluster", made.urn)
    refuse_empty_primary(plan)


async def known(children: Iterable[pulumi.Resource]) -> list[ObservedCluster]:
    """Give the clusters as pulumi-aws has read them, those that are not known yet left out.

    Args:
        children: of the component.
    """
    clusters = [await _observed(one) for one in children if isinstance(one, aws.neptune.Cluster)]
    return [one for one in clusters if one]


async def _observed(made: aws.neptune.Cluster) -> ObservedCluster | None:
    outputs: dict[str, pulumi.Output[Any]] = {
        "arn": made.arn,
        "identifier": made.cluster_identifier,
        "resource_id": made.cluster_resource_id,
        "endpoint": made.endpoint,
        "reader_endpoint": made.reader_endpoint,
        "port": made.port,
    }
    values: dict[str, Any] = {name: await pulumi.Output.unsecret(value).future() for name, value in outputs.items()}
    # A refresh that found it detached leaves nothing of the kind, and a preview does not know what is to be made.
    return ObservedCluster(**values) if values["arn"] and values["resource_id"] else None


def _decide(plan: Plan, region: str, made: pulumi.ResourceTransformArgs) -> None:
    detached = plan.reading.detached.get(region) if plan.observed else None
    # In another global cluster it has a link, which is not this component's to take away.
    if detached is not None and detached.global_cluster is None:
        _leave_detached(made)


def _leave_detached(made: pulumi.ResourceTransformArgs) -> None:
    """A cluster that was detached elsewhere stays so: AWS has no way back, and pulumi-aws refuses its ``""``."""
    made.props = {key: value for key, value in made.props.items() if key != LINK}
    made.opts.ignore_changes = [one for one in made.opts.ignore_changes or () if one != LINK]


def _passed_on(gate: Gate, region: str, key: str) -> Any:  # noqa: ANN401 - any input
    return gate.given(lambda spec: spec.regions[region].values.get(key), gate.args["regions"][region][key])


def _storage_encrypted(plan: Plan) -> bool | None:
    return plan.observed.storage_encrypted if plan.observed else None


def _now(gate: Gate, value: Callable[[Plan], object], state: pulumi.Output[Any]) -> pulumi.Output[Any]:
    """A new member must be as the global cluster is now; the state is what it was at the last refresh."""
    both = pulumi.Output.all(gate.input(value), state)
    return both.apply(lambda values: values[1] if values[0] is None else values[0])

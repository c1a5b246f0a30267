"""The cluster of one region."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pulumi
import pulumi_aws as aws

from neptune_global_component.core.facts.observed import ObservedCluster
from neptune_global_component.core.inputs.rules.global_cluster import ENGINE
from neptune_global_component.core.inputs.table import fixed_properties, passed_to
from neptune_global_component.core.membership import LINK, ROLE
from neptune_global_component.core.plan.children import Place
from neptune_global_component.core.tokens import CLUSTER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from neptune_global_component.component.gate import Gate
    from neptune_global_component.core.plan.plan import Plan

_IGNORED = [
    # A changed or missing identifier would detach the cluster from the global cluster.
    LINK,
    # Upgrades run for all clusters together, in AWS's order.
    "engineVersion",
    ROLE,
    # A change in the program fails in planning. If one of these depends on a resource with delete-before-replace, the
    # engine would delete the cluster first.
    *fixed_properties(CLUSTER),
]


def cluster(
    gate: Gate,
    region: str,
    global_cluster: aws.neptune.GlobalCluster,
    subnet_group_name: pulumi.Input[str] | None,
    primary: Callable[[Plan], Sequence[pulumi.Resource]],
) -> aws.neptune.Cluster:
    """Create the ``aws.neptune.Cluster`` ``{name}-{region}``.

    Args:
        gate: creates the inputs; its component is the parent.
        region: the cluster's region.
        global_cluster: the global cluster.
        subnet_group_name: None for AWS's default group.
        primary: returns the resources that a secondary depends on: the primary cluster and its first instance.
    """
    place = Place(CLUSTER, region)
    return aws.neptune.Cluster(
        place.name(gate.name),
        region=region,
        global_cluster_identifier=gate.as_secret_as(global_cluster.id, "global_cluster_identifier"),
        engine=ENGINE,
        engine_version=_current(gate, lambda plan: plan.engine_version, global_cluster.engine_version),
        storage_encrypted=_current(gate, _storage_encrypted, global_cluster.storage_encrypted),
        neptune_subnet_group_name=subnet_group_name,
        # Changes happen in the `pulumi up` that previewed them, not later in a maintenance window.
        apply_immediately=True,
        **{key: gate.argument(key, region) for key in passed_to(CLUSTER)},
        opts=gate.child_options(
            place,
            depends_on=gate.input(primary),
            ignore_changes=_IGNORED,
            change=partial(_keep_detached, region),
        ),
    )


async def observed_clusters(children: Iterable[pulumi.Resource]) -> list[ObservedCluster]:
    """Return the clusters as pulumi-aws last read them, without those that are unknown.

    Args:
        children: the component's children.
    """
    clusters = [await _observed(one) for one in children if isinstance(one, aws.neptune.Cluster)]
    return [one for one in clusters if one]


async def _observed(child: aws.neptune.Cluster) -> ObservedCluster | None:
    outputs: dict[str, pulumi.Output[Any]] = {
        "arn": child.arn,
        "identifier": child.cluster_identifier,
        "resource_id": child.cluster_resource_id,
        "endpoint": child.endpoint,
        "reader_endpoint": child.reader_endpoint,
        "port": child.port,
    }
    values: dict[str, Any] = {name: await pulumi.Output.unsecret(value).future() for name, value in outputs.items()}
    # The values are missing after a refresh that found no cluster, and unknown in the preview of a creation.
    return ObservedCluster(**values) if values["arn"] and values["resource_id"] else None


def _keep_detached(region: str, plan: Plan, child: pulumi.ResourceTransformArgs) -> None:
    """Keep a cluster detached: AWS can't attach it again, and pulumi-aws rejects ``""`` as the link."""
    detached = plan.reading.detached.get(region) if plan.observed else None
    # If it belongs to another global cluster, leave that link unchanged.
    if detached is not None and detached.global_cluster is None:
        child.props = {key: value for key, value in child.props.items() if key != LINK}
        child.opts.ignore_changes = [one for one in child.opts.ignore_changes or () if one != LINK]


def _storage_encrypted(plan: Plan) -> bool | None:
    return plan.observed.storage_encrypted if plan.observed else None


def _current(gate: Gate, value: Callable[[Plan], object], state: pulumi.Output[Any]) -> pulumi.Output[Any]:
    """Return a value of the global cluster in AWS, which a new member must match; the state may be outdated."""
    both = pulumi.Output.all(gate.input(value), state)
    return both.apply(lambda values: values[1] if values[0] is None else values[0])

"""Checks before the engine creates a child: replacements, and inputs that would make a cluster standalone.

A hook runs them, because only the engine knows these facts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neptune_global_component.core.inputs.spec import known
from neptune_global_component.core.messages import Finding
from neptune_global_component.core.plan.checks.existing import recreation_findings
from neptune_global_component.core.plan.checks.states import lost_primary
from neptune_global_component.core.plan.children import plan_child
from neptune_global_component.core.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE, SUBNET_GROUP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from neptune_global_component.core.plan.children import Place
    from neptune_global_component.core.plan.plan import Plan

_WHAT = {
    GLOBAL_CLUSTER: "the global cluster",
    CLUSTER: "its cluster",
    INSTANCE: "an instance",
    SUBNET_GROUP: "the subnet group",
}


def child_findings(
    plan: Plan, place: Place, urn: str, inputs: Mapping[str, Any], *, is_replacement: bool
) -> list[Finding]:
    """Return why a child must not be created.

    Args:
        plan: the plan of the update.
        place: the place of the child.
        urn: the URN of the child.
        inputs: the inputs of the child, after the program's own transforms.
        is_replacement: whether the state and AWS have the child already.
    """
    changed = list(_changed_by_transforms(plan, place, inputs))
    if changed:
        return changed
    replacement = list(_replacement(plan, place, urn)) if is_replacement else []
    if replacement:
        return replacement
    if place.kind == GLOBAL_CLUSTER:
        # Planning checks this too, but on the state from before a refresh in the same preview.
        return recreation_findings(plan)
    return list(_recreated(plan)) if place.kind == CLUSTER else []


def _changed_by_transforms(plan: Plan, place: Place, inputs: Mapping[str, Any]) -> Iterator[Finding]:
    if place.kind == CLUSTER:
        yield from _restored(place.region, inputs)
        yield from _renamed(plan, place.region, inputs)
    elif place.kind == INSTANCE:
        yield from _moved(plan, place.region, inputs)


def _restored(region: str, inputs: Mapping[str, Any]) -> Iterator[Finding]:
    """A transform must not restore the cluster from a snapshot or another cluster.

    Source: https://github.com/hashicorp/terraform-provider-aws/issues/29187
    """
    for key in ("snapshotIdentifier", "replicationSourceIdentifier"):
        if inputs.get(key):
            yield Finding(
                "transform-restores-cluster",
                f'regions["{region}"]',
                "a transform must not set {key} of its cluster. AWS restores data into a standalone cluster, never "
                "into a global database, whose primary would be another, empty cluster. Restore it into a cluster of "
                "its own (aws.neptune.Cluster), and set that cluster's ARN as {source_db_cluster_identifier}.",
                key=key,
            )


def _renamed(plan: Plan, region: str, inputs: Mapping[str, Any]) -> Iterator[Finding]:
    """A transform must not change the identifier, the region or the global cluster of a cluster."""
    wanted = {
        "clusterIdentifier": known(plan.spec.regions[region].cluster_identifier),
        "globalClusterIdentifier": known(plan.spec.global_cluster_identifier),
        "region": region,
    }
    for key, value in wanted.items():
        if _is_changed(inputs, key, value) or key not in inputs:
            yield Finding(
                "transform-changes-cluster",
                f'regions["{region}"]',
                "a transform must not change {key} of its cluster, which would not be a member of the global database. "
                "Remove the change from the transform; set {cluster_identifier} for another name.",
                key=key,
            )


def _is_changed(inputs: Mapping[str, Any], key: str, wanted: object) -> bool:
    """Return whether an input is another value than the component's; False if one of them is unknown."""
    has = inputs.get(key)
    return isinstance(has, str) and wanted not in {None, has}


def _moved(plan: Plan, region: str, inputs: Mapping[str, Any]) -> Iterator[Finding]:
    """A transform must not change the region or the cluster of an instance."""
    wanted = {"clusterIdentifier": known(plan.spec.regions[region].cluster_identifier), "region": region}
    for key, value in wanted.items():
        if _is_changed(inputs, key, value):
            yield Finding(
                "transform-moves-instance",
                f'regions["{region}"]',
                "a transform must not change {key} of an instance, which belongs to the cluster of this region. Remove "
                "the change from the transform.",
                key=key,
            )


def _replacement(plan: Plan, place: Place, urn: str) -> Iterator[Finding]:
    """Yield why a child must not be replaced."""
    region = f'regions["{place.region}"]'
    paths = {GLOBAL_CLUSTER: "global_cluster_identifier", SUBNET_GROUP: f"{region}.subnet_ids"}
    path, what = paths.get(place.kind, region), _WHAT[place.kind]
    if alias := plan_child(plan, place).alias:
        yield _plain_replaced(path, what, alias)
    elif place.kind == INSTANCE:
        yield from _last_instance(plan, place, urn)
    else:
        yield _replaced(path, what, urn)


def _plain_replaced(path: str, what: str, alias: str) -> Finding:
    """A plain resource that becomes a child has the same settings and provider as the child."""
    return Finding(
        "plain-resource-replaced",
        path,
        "{what} would be replaced: in the state it is {alias}, with other settings or another provider than the "
        "component's. Remove it from the state (`pulumi state delete '{alias}' --target-dependents --force`): {adopt}: "
        "true then imports it.",
        what=what,
        alias=alias,
    )


def _replaced(path: str, what: str, urn: str) -> Finding:
    """A child is not replaced: Pulumi would create the replacement first, under the same identifier."""
    return Finding(
        "child-replaced",
        path,
        "{what} would be replaced: created again under the same identifier, which AWS rejects, and then deleted. If it "
        "is tainted, run `pulumi state untaint '{urn}'`. Otherwise leave out --replace, or remove the transform or "
        "deleted_with that replaces it. If an update has begun the replacement, also run `pulumi state delete '{urn}' "
        "--target-dependents --force`: the next update imports it.",
        what=what,
        urn=urn,
    )


def _last_instance(plan: Plan, place: Place, urn: str) -> Iterator[Finding]:
    """The only instance of the primary is not replaced while there are secondaries.

    Source: https://docs.aws.amazon.com/neptune/latest/apiref/API_DeleteDBInstance.html
    """
    cluster, is_primary = plan.cluster(place.region), plan.writer is not None and plan.writer.region == place.region
    is_last = cluster is not None and set(cluster.instances) == {plan.instance(place.region, place.number)}
    if is_primary and is_last and len(plan.members) > 1:
        yield Finding(
            "last-instance-replaced",
            f'regions["{place.region}"].instances',
            "the only instance of the primary would be replaced, and AWS does not delete it while there are "
            "secondaries. If it is tainted, run `pulumi state untaint '{urn}'`; otherwise leave out --replace. To "
            "replace it, set {instances}: 2 first, and replace it in a later update.",
            urn=urn,
        )


def _recreated(plan: Plan) -> Iterator[Finding]:
    """The clusters of a global cluster that lost its members are not recreated."""
    if plan.has_lost_primary:
        yield Finding(
            "empty-primary-recreated",
            "regions",
            "can't be recreated: {lost_primary}",
            lost_primary=lost_primary(plan),
        )

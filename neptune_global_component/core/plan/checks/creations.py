"""Checks before the engine creates a child: replacements, and inputs that would make a cluster standalone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neptune_global_component.core.inputs.spec import known
from neptune_global_component.core.messages import Finding
from neptune_global_component.core.plan.checks.existing import raise_findings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from neptune_global_component.core.plan.plan import Plan


def refuse_standalone(plan: Plan, region: str, inputs: Mapping[str, Any]) -> None:
    """Check that a new cluster becomes the planned member, whatever a transform changed.

    Source: https://github.com/hashicorp/terraform-provider-aws/issues/29187

    Args:
        plan: of the update.
        region: of the cluster.
        inputs: of the cluster, from the engine.

    Raises:
        InvalidArgsError: it would be restored from a snapshot, or be another cluster.
    """
    raise_findings(plan, [*_restored(region, inputs), *_renamed(plan, region, inputs)])


def _restored(region: str, inputs: Mapping[str, Any]) -> Iterator[Finding]:
    """A transform must not restore the cluster from a snapshot or another cluster."""
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
        has = inputs.get(key)
        is_changed = isinstance(has, str) and value not in {None, has}
        if is_changed or key not in inputs:
            yield Finding(
                "transform-changes-cluster",
                f'regions["{region}"]',
                "a transform must not change {key} of its cluster, which would not be a member of the global database. "
                "Remove the change from the transform; set {cluster_identifier} for another name.",
                key=key,
            )


def refuse_replacement(plan: Plan, path: str, what: str, urn: str, alias: str | None = None) -> None:
    """Raise the error about a child that would be replaced.

    Args:
        plan: of the update.
        path: of the argument that the child comes from.
        what: the name of the child, for the user.
        urn: of the child.
        alias: the URN of the child in the state, if it was a plain resource until now.

    Raises:
        InvalidArgsError: always.
    """
    raise_findings(plan, [_plain_replaced(path, what, alias) if alias else _replaced(path, what, urn)])


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
        "is tainted, run `pulumi state untaint '{urn}'`. Otherwise leave out --replace, or remove the transform that "
        "changes it.",
        what=what,
        urn=urn,
    )


def refuse_last_instance(plan: Plan, region: str, identifier: str | None, urn: str) -> None:
    """Check that the only instance of the primary is not replaced while there are secondaries.

    Source: https://docs.aws.amazon.com/neptune/latest/apiref/API_DeleteDBInstance.html

    Args:
        plan: of the update.
        region: of the instance.
        identifier: of the instance.
        urn: of the instance.

    Raises:
        InvalidArgsError: AWS would reject the deletion.
    """
    cluster = plan.cluster(region)
    is_primary = plan.writer is not None and plan.writer.region == region
    if is_primary and len(plan.members) > 1 and cluster and set(cluster.instances) == {identifier}:
        raise_findings(plan, [_last_instance(region, urn)])


def _last_instance(region: str, urn: str) -> Finding:
    """The only instance of the primary is not replaced while there are secondaries."""
    return Finding(
        "last-instance-replaced",
        f'regions["{region}"].instances',
        "the only instance of the primary would be replaced, and AWS does not delete it while there are secondaries. "
        "If it is tainted, run `pulumi state untaint '{urn}'`; otherwise leave out --replace. To replace it, set "
        "{instances}: 2 first, and replace it in a later update.",
        urn=urn,
    )

"""Checks before the engine creates a child: replacements, and inputs that would make a cluster standalone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neptune_global_component.core.errors import Finding
from neptune_global_component.core.inputs.spec import known
from neptune_global_component.core.plan.checks.existing import raise_findings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from neptune_global_component.core.plan.plan import Plan

_RESTORE = (
    "AWS restores data into a standalone cluster, never into a global database, whose primary would be another, empty "
    "cluster. Restore it into a cluster of its own (aws.neptune.Cluster), and set that cluster's ARN as "
    "source_db_cluster_identifier."
)


def refuse_standalone(plan: Plan, region: str, inputs: Mapping[str, Any]) -> None:
    """Check that a new cluster becomes the member that the plan is about, whatever a transform changed.

    Source: https://github.com/hashicorp/terraform-provider-aws/issues/29187

    Args:
        plan: what is wanted.
        region: of the cluster.
        inputs: with which the engine is about to create it.

    Raises:
        InvalidArgsError: it would be restored, or be another cluster.
    """
    raise_findings(plan, list(_standalone(plan, region, inputs)))


def _standalone(plan: Plan, region: str, inputs: Mapping[str, Any]) -> Iterator[Finding]:
    path = f'regions["{region}"]'
    for key in ("snapshotIdentifier", "replicationSourceIdentifier"):
        if inputs.get(key):
            yield Finding(path, f"a transform must not set {key} of its cluster. {_RESTORE}")
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
                path,
                f"a transform must not change {key} of its cluster, which would not be the global database's. Remove "
                "the change from the transform; set cluster_identifier for another name.",
            )


def refuse_replacement(plan: Plan, path: str, what: str, urn: str, alias: str | None = None) -> None:
    """Refuse to replace a child that can't be replaced.

    Args:
        plan: what is wanted.
        path: of the argument that the child comes from.
        what: names the child.
        urn: of the child.
        alias: the URN that the child has in the state, if it was a plain resource until now.

    Raises:
        InvalidArgsError: always.
    """
    if alias:
        problem = (
            f"{what} would be replaced: in the state it is {alias}, with other settings or another provider than the "
            f"component's. Remove it from the state (`pulumi state delete '{alias}' --target-dependents --force`): "
            "adopt: true then imports it."
        )
        raise_findings(plan, [Finding(path, plan.spec.hidden(problem))])
    problem = (
        f"{what} would be replaced: created again under the same identifier, which AWS rejects, and then deleted. If "
        f"it is tainted, run `pulumi state untaint '{urn}'`. Otherwise leave out --replace, or remove the transform "
        "that changes it."
    )
    raise_findings(plan, [Finding(path, problem)])


def refuse_last_instance(plan: Plan, region: str, identifier: str | None, urn: str) -> None:
    """Refuse to replace the only instance of the primary while there are secondaries: AWS does not delete it.

    Source: https://docs.aws.amazon.com/neptune/latest/apiref/API_DeleteDBInstance.html

    Args:
        plan: what is wanted.
        region: of the instance.
        identifier: of the instance.
        urn: of the instance.

    Raises:
        InvalidArgsError: AWS would reject the deletion.
    """
    found, cluster = plan.observed, plan.cluster(region)
    writer = found.writer if found else None
    if found is None or cluster is None or writer is None or len(found.members) == 1 or writer.region != region:
        return
    if set(cluster.instances) == {identifier}:
        problem = (
            "the only instance of the primary would be replaced, and AWS does not delete it while there are "
            f"secondaries. If it is tainted, run `pulumi state untaint '{urn}'`; otherwise leave out --replace. To "
            "replace it, set instances: 2 first, and replace it in a later update."
        )
        raise_findings(plan, [Finding(f'regions["{region}"].instances', problem)])

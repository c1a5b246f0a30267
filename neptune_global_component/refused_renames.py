"""Checks for a global cluster or a cluster that was renamed outside Pulumi."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.errors import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from neptune_global_component.last_update import Declared
    from neptune_global_component.observed import ObservedGlobalCluster
    from neptune_global_component.plan import Plan


def same_database(state: Declared, found: Iterable[ObservedGlobalCluster]) -> ObservedGlobalCluster | None:
    """Return the global cluster that the state has under another name.

    Args:
        state: of the component.
        found: all global clusters.
    """
    own = set(state.clusters.values())
    for one in found:
        has_members = bool(own) and own <= {member.arn for member in one.members}
        if one.resource_id == state.last_id if state.last_id else has_members:
            return one
    return None


def renamed_findings(plan: Plan) -> Iterator[Finding]:
    """Return that the global cluster has another name in AWS, and both ways on.

    Args:
        plan: what is wanted.
    """
    renamed, key = plan.reading.renamed, "global_cluster_identifier"
    if renamed is None or plan.observed is not None or plan.has_another_identifier:
        return
    old, new = plan.spec.shown(key, plan.spec.global_cluster_identifier), renamed.identifier
    clusters = ", ".join(
        f'regions["{member.region}"].cluster_identifier: {member.identifier!r}'
        for member in renamed.members
        if member.region in plan.spec.regions
    )
    yield Finding(
        key,
        f"{old} was renamed to {new!r} in AWS. Rename it back (`aws neptune modify-global-cluster "
        f"--global-cluster-identifier {new} --new-global-cluster-identifier {plan.spec.global_cluster_identifier}`). "
        f"To keep the new name, run `pulumi refresh`, and set adopt: true, {key}: {new!r}"
        f"{f', {clusters}' if clusters else ''}.",
    )


def follows_rename(plan: Plan) -> bool:
    """Return whether the program adopts, under its new name, the global cluster that the state had before a refresh.

    Args:
        plan: what is wanted.
    """
    found, state = plan.observed, plan.declared
    if found is None or state is None or state.has_global_cluster or not plan.spec.adopt:
        return False
    return same_database(state, [found]) is not None

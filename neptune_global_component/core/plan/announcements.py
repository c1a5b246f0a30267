"""Announce what an update does to members, protection and ownership: plan -> lines for the preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.inputs.unknown import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from neptune_global_component.core.facts.last_update import Declared
    from neptune_global_component.core.facts.observed import ObservedGlobalCluster
    from neptune_global_component.core.plan.plan import Plan


def announcements(plan: Plan) -> list[str]:
    """Return a line for each region that is imported, added, scaled or removed, and for protection that is turned off.

    Args:
        plan: what is wanted, without findings.
    """
    found, state = plan.observed, plan.declared
    if found is None or state is None:
        return []
    lines = list(_imported(plan, state))
    if found.writer:
        new = {one for one in plan.spec.regions if not state.has_cluster(one) and found.member(one) is None}
        lines += [*_added(plan, found, new), *_removed(plan, state, found, new)]
    return [*lines, *_scaled(plan, state), *_unprotected(plan, state)]


def _imported(plan: Plan, state: Declared) -> Iterator[str]:
    if not plan.spec.adopt:
        return
    if not state.has_global_cluster:
        key = "global_cluster_identifier"
        verb = "becomes a child of the component" if plan.alias_of(plan.existing) else "is imported"
        yield f"the global cluster {plan.spec.shown(key, plan.spec.global_cluster_identifier)} {verb}"
    for region in plan.spec.regions:
        cluster = plan.cluster(region)
        if cluster and not state.has_cluster(region):
            imported = plan.wanted_instances(region).intersection(cluster.instances)
            is_child = plan.alias_of(plan.existing_cluster(region))
            verb = "becomes a part of the component" if is_child else "is imported"
            yield f"{region} {verb}: {_with_instances(len(imported))}"


def _added(plan: Plan, found: ObservedGlobalCluster, new: AbstractSet[str]) -> Iterator[str]:
    for region in sorted(new):
        instances = _with_instances(plan.spec.regions[region].instances)
        yield f"{region} is added as a secondary: {instances}; then there {_secondaries(plan, found, new)}"


def _removed(plan: Plan, state: Declared, found: ObservedGlobalCluster, new: AbstractSet[str]) -> Iterator[str]:
    for region in plan.leaving:
        count = len(plan.kept_instances(region))
        what = f"{_instances(count)} and its cluster are deleted" if count else "its cluster is deleted"
        if region in state.without_snapshot:
            what += ", without a final snapshot"
        elif region in state.final_snapshots:
            what += f", the final snapshot {state.final_snapshots[region]!r} is kept"
        yield f"{region} is removed: {what}; then there {_secondaries(plan, found, new)}"


def _scaled(plan: Plan, state: Declared) -> Iterator[str]:
    for region, wanted in plan.spec.regions.items():
        if region not in state.clusters or plan.is_detached(region) or plan.is_gone(region):
            continue
        kept = plan.kept_instances(region)
        deleted = [name for number, name in sorted(kept.items()) if number > wanted.instances]
        if deleted:
            verb = "is" if len(deleted) == 1 else "are"
            yield (
                f"{region} is scaled from {len(kept)} to {_instances(wanted.instances)}: {', '.join(deleted)} {verb} "
                "deleted"
            )
        elif len(kept) < wanted.instances:
            yield f"{region} is scaled from {len(kept)} to {_instances(wanted.instances)}"


def _unprotected(plan: Plan, state: Declared) -> Iterator[str]:
    regions = [
        region
        for region in plan.spec.regions
        if region in state.protected and not plan.protects(region) and plan.spec.protection_of(region) is not UNKNOWN
    ]
    is_given = plan.spec.deletion_protection is not UNKNOWN
    what = [*(["the global cluster"] if state.is_protected and not plan.protect and is_given else []), *regions]
    if what:
        yield f"deletion_protection is turned off for {', '.join(what)}: a destroy is no longer refused"


def _secondaries(plan: Plan, found: ObservedGlobalCluster, new: AbstractSet[str]) -> str:
    """Count the secondaries that there are after the update."""
    count = len({one.region for one in found.members if not one.is_writer}.difference(plan.leaving) | new)
    return {0: "is no secondary", 1: "is 1 secondary"}.get(count, f"are {count} secondaries")


def _instances(count: int) -> str:
    return "1 instance" if count == 1 else f"{count} instances"


def _with_instances(count: int) -> str:
    return f"its cluster and {_instances(count)}" if count else "its cluster, without instances"

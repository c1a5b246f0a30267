"""Announce what an update does to members, protection and ownership: plan -> lines for the preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.messages import Identifier, Message, Value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from neptune_global_component.core.facts.observed import ObservedGlobalCluster
    from neptune_global_component.core.facts.recorded_state import RecordedState
    from neptune_global_component.core.plan.plan import Plan


def announcements(plan: Plan) -> list[Message]:
    """Return a line for each region that is imported, added, scaled or removed, and for protection that is turned off.

    Args:
        plan: the plan of the update, without findings.
    """
    observed, state = plan.observed, plan.state
    if observed is None or not state.is_read:
        return []
    lines = list(_imported(plan, state))
    if observed.writer:
        new = {one for one in plan.spec.regions if not state.has_cluster(one) and observed.member(one) is None}
        lines += [*_added(plan, observed, new), *_removed(plan, state, observed, new)]
    return [*lines, *_scaled(plan, state), *_unprotected(plan, state)]


def _imported(plan: Plan, state: RecordedState) -> Iterator[Message]:
    if not plan.spec.adopt:
        return
    if not state.has_global_cluster:
        key = "global_cluster_identifier"
        identifier = Value(key, plan.spec.global_cluster_identifier)
        verb = "becomes a child of the component" if plan.alias_of(plan.existing) else "is imported"
        yield Message("the global cluster {identifier} {verb}", identifier=identifier, verb=verb)
    for region in plan.spec.regions:
        cluster = plan.cluster(region)
        if cluster and not state.has_cluster(region):
            imported = plan.wanted_instances(region).intersection(cluster.instances)
            is_child = plan.alias_of(plan.existing_cluster(region))
            verb = "becomes a part of the component" if is_child else "is imported"
            yield Message("{region} {verb}: {what}", region=region, verb=verb, what=_with_instances(len(imported)))


def _added(plan: Plan, observed: ObservedGlobalCluster, new: AbstractSet[str]) -> Iterator[Message]:
    for region in sorted(new):
        yield Message(
            "{region} is added as a secondary: {what}; then there {secondaries}",
            region=region,
            what=_with_instances(plan.spec.regions[region].instances),
            secondaries=_secondaries(plan, observed, new),
        )


def _removed(
    plan: Plan, state: RecordedState, observed: ObservedGlobalCluster, new: AbstractSet[str]
) -> Iterator[Message]:
    for region in plan.removed_regions:
        count = len(plan.instances_in_state(region))
        yield Message(
            "{region} is removed: {what}{snapshot}; then there {secondaries}",
            region=region,
            what=f"{_instances(count)} and its cluster are deleted" if count else "its cluster is deleted",
            snapshot=_snapshot(state, region),
            secondaries=_secondaries(plan, observed, new),
        )


def _snapshot(state: RecordedState, region: str) -> Message:
    """Return whether a final snapshot of a removed cluster is kept."""
    if region in state.without_snapshot:
        return Message(", without a final snapshot")
    name = state.final_snapshots.get(region)
    path = f'regions["{region}"].final_snapshot_identifier'
    return Message(", the final snapshot {name} is kept", name=Value(path, name)) if name else Message("")


def _scaled(plan: Plan, state: RecordedState) -> Iterator[Message]:
    for region, wanted in plan.spec.regions.items():
        if region not in state.clusters or plan.is_detached(region) or plan.is_deleted(region):
            continue
        before = plan.instances_in_state(region)
        imported = plan.new_instances(region)
        if imported:
            names = [Identifier(name) for name in sorted(imported)]
            verb = "is" if len(names) == 1 else "are"
            yield Message("{region}: {names} {verb} imported", region=region, names=names, verb=verb)
        if len(before) + len(imported) == wanted.instances:
            continue
        deleted = [Identifier(name) for number, name in sorted(before.items()) if number > wanted.instances]
        verb = "is" if len(deleted) == 1 else "are"
        yield Message(
            "{region} is scaled from {before} to {after}{deleted}",
            region=region,
            before=len(before) + len(imported),
            after=_instances(wanted.instances),
            deleted=Message(": {names} {verb} deleted", names=deleted, verb=verb) if deleted else "",
        )


def _unprotected(plan: Plan, state: RecordedState) -> Iterator[Message]:
    regions = [
        region
        for region in plan.spec.regions
        if region in state.protected
        and not plan.protects(region)
        and plan.spec.value("deletion_protection", region) is not UNKNOWN
    ]
    is_known = plan.spec.deletion_protection is not UNKNOWN
    what = [*(["the global cluster"] if state.is_protected and not plan.protect and is_known else []), *regions]
    if what:
        yield Message("{deletion_protection} is turned off for {what}: a destroy is no longer rejected", what=what)


def _secondaries(plan: Plan, observed: ObservedGlobalCluster, new: AbstractSet[str]) -> str:
    """Return the number of secondaries after the update, in words."""
    count = len(set(observed.secondaries).difference(plan.removed_regions) | new)
    return {0: "is no secondary", 1: "is 1 secondary"}.get(count, f"are {count} secondaries")


def _instances(count: int) -> str:
    return "1 instance" if count == 1 else f"{count} instances"


def _with_instances(count: int) -> str:
    return f"its cluster and {_instances(count)}" if count else "its cluster, without instances"

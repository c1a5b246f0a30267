"""Find the members of global databases before and after a change; pure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from neptune_global_component.core import stashes
from neptune_global_component.core.names import ClusterArn
from neptune_global_component.core.tokens import CLUSTER, GLOBAL_CLUSTER
from neptune_global_component.guard.classify import Context, role
from neptune_global_component.guard.kinds import DECLARED, IDENTIFIER, PRIMARY_INTENT, REGIONS, STASHED
from neptune_global_component.guard.preview import REPLACEMENTS, UNCHANGED, Hidden
from neptune_global_component.guard.rule import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from neptune_global_component.guard.preview import Preview, State, Step

Members = dict[str, Role | None]
"""The members of a global database: by region, the cluster's role, or None if the preview does not show it."""

Names = dict[str, set[str]]


@dataclass
class Topology:
    """A global database whose members or primary may change.

    Args:
        name: the global cluster's identifier, or a placeholder if it is secret or unknown.
        before: its members before the update.
        after: its members after the update.
        deleted: the steps that delete one of its clusters.
    """

    name: str
    before: Members = field(default_factory=dict)
    after: Members = field(default_factory=dict)
    deleted: list[Step] = field(default_factory=list)


def topologies(preview: Preview) -> list[Topology]:
    """Return the global databases whose members change, by name.

    A preview has no steps for unchanged resources: members that no step and no output names are missing on both sides.

    Args:
        preview: a complete preview.
    """
    context = Context.of(preview)
    found = all_topologies(preview, context)
    if len(found) == 1:
        _complete(found[0], context.writers)
    return [one for one in found if one.before != one.after]


def all_topologies(preview: Preview, context: Context) -> list[Topology]:
    """Return the global databases with a member in a step, by name, with the members in steps only.

    Args:
        preview: a complete preview.
        context: its context.
    """
    names = _names(preview)
    found: defaultdict[str, Topology] = defaultdict(lambda: Topology(""))
    for step in preview.steps:
        if step.operation not in UNCHANGED:
            _add(found, step, names, context)
    for name, one in found.items():
        one.name = name
    return [one for _, one in sorted(found.items())]


def region_of(arn: str) -> str | None:
    """Return the region of a cluster's ARN; None if the text is not such an ARN.

    Args:
        arn: a text from an output.
    """
    try:
        return ClusterArn.parse(arn).region
    except ValueError:
        return None


def _add(found: Mapping[str, Topology], step: Step, names: Names, context: Context) -> None:
    if step.kind == DECLARED:
        for name, regions in _declared(step.old):
            found[name].before.update({region: found[name].before.get(region) for region in regions})
        for name, regions in _declared(step.new):
            found[name].after.update({region: found[name].after.get(region) for region in regions})
    elif step.kind == PRIMARY_INTENT:
        old, new = step.before(STASHED), step.after(STASHED)
        if isinstance(old, str) and isinstance(new, str):
            one = found[_name(step, names)]
            one.before |= {old: Role.PRIMARY, new: Role.SECONDARY}
            one.after |= {old: Role.SECONDARY, new: Role.PRIMARY}
    elif step.kind == CLUSTER:
        _add_cluster(found, step, names, context)


def _add_cluster(found: Mapping[str, Topology], step: Step, names: Names, context: Context) -> None:
    regions = [state.get("region") for state in (step.old, step.new) if state]
    region = next((one for one in regions if isinstance(one, str)), "?")
    old, new = step.before(IDENTIFIER), step.after(IDENTIFIER)
    shown = role(step, context) if step.old else None
    if old:
        one = found[_known(old, step, names)]
        one.before[region] = shown
        if step.operation == "delete":
            one.deleted.append(step)
    if new and step.operation not in {"delete", "delete-replaced"}:
        created = step.operation in {"create", *REPLACEMENTS}
        found[_known(new, step, names)].after[region] = None if created else shown


def _complete(only: Topology, known: Mapping[str, bool]) -> None:
    """Add the members that outputs show to the only global database that changes."""
    touched = only.before.keys() | only.after.keys()
    for arn, is_writer in known.items():
        region = region_of(arn)
        if region is None:
            continue
        for members in (only.before, only.after):
            if region not in touched or members.get(region, ...) is None:
                members[region] = Role.PRIMARY if is_writer else Role.SECONDARY


def _declared(state: State | None) -> Iterator[tuple[str, list[str]]]:
    kept = state.inputs.get(STASHED) if state else None
    if isinstance(kept, dict) and isinstance(kept.get(REGIONS), dict):
        name = kept.get(IDENTIFIER)
        yield (name if isinstance(name, str) else "global cluster"), list(kept[REGIONS])


def _known(value: object, step: Step, names: Names) -> str:
    return _name(step, names) if isinstance(value, Hidden) else str(value)


def _names(preview: Preview) -> Names:
    """Return the identifiers of the global clusters in a preview, by the type of their parents."""
    names: Names = {}
    for one in preview.steps:
        if one.kind == GLOBAL_CLUSTER:
            values = (one.before(IDENTIFIER), one.after(IDENTIFIER))
            names.setdefault(one.parent_type, set()).update(value for value in values if isinstance(value, str))
    return names


def _name(step: Step, names: Names) -> str:
    """Return the identifier of the only global cluster with the same parent type, or the resource's name."""
    beside = names.get(step.parent_type, set())
    return next(iter(beside)) if len(beside) == 1 else step.name.removesuffix(f"-{stashes.PRIMARY_REGION}")

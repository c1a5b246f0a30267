"""Find deletions of secondaries that leave fewer than two copies of a graph; pure.

A copy is a member of the global database or a final snapshot. A member that the preview does not show is not counted:
the guard assumes the worse case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neptune_global_component.guard.topology import all_topologies, region_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.guard.classify import Context
    from neptune_global_component.guard.preview import Preview, Step

_ENOUGH = 2


def last_copies(preview: Preview, context: Context) -> frozenset[str]:
    """Return the URNs of the clusters that are deleted without a snapshot and leave fewer than two copies.

    Args:
        preview: a complete preview.
        context: its context.
    """
    found: set[str] = set()
    lists = _member_lists(preview) if any(one.operation == "delete" for one in preview.steps) else []
    for one in all_topologies(preview, context):
        lost = [step for step in one.deleted if not _is_kept(step)]
        shown = {region for step in one.deleted for region in _regions_beside(step, lists)}
        members = (one.after.keys() | shown) - {_region(step) for step in one.deleted}
        if len(members) + len(one.deleted) - len(lost) < _ENOUGH:
            found |= {step.urn for step in lost}
    return frozenset(found)


def _is_kept(step: Step) -> bool:
    """Return whether the cluster stays in AWS or leaves a final snapshot; the provider uses the state's values."""
    retained = step.old is not None and step.old.retain_on_delete
    return retained or step.before("skipFinalSnapshot") is False


def _region(step: Step) -> str | None:
    region = step.before("region")
    return region if isinstance(region, str) else region_of(str(step.before("arn")))


def _regions_beside(step: Step, lists: list[list[str]]) -> Iterator[str]:
    """Yield the regions of the primary, and of the members in the same list as a cluster."""
    arn, source = step.before("arn"), step.before("replicationSourceIdentifier")
    for one in [*(one for one in lists if arn in one), [str(source)]]:
        yield from (region for member in one if (region := region_of(member)))


def _member_lists(preview: Preview) -> list[list[str]]:
    """Return every list of members in an output of the preview, as ARNs."""
    values = (value for step in preview.steps for state in step.states for value in state.outputs.values())
    lists = ([_arn(one) for one in value] for value in values if isinstance(value, list))
    return [[arn for arn in one if arn] for one in lists if any(one)]


def _arn(member: Any) -> str:  # noqa: ANN401 - any JSON value
    arn = member.get("dbClusterArn") if isinstance(member, dict) else None
    return arn if isinstance(arn, str) else ""

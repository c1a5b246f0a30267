"""The identifiers of a region's instances by their numbers: those it has, those it takes over, and its own; pure."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from neptune_global_component.core.inputs.rules.topology import MOST_READERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neptune_global_component.core.facts.observed import ObservedCluster
    from neptune_global_component.core.inputs.spec import RegionSpec


def instance_names(
    region: RegionSpec, kept: Mapping[int, str], taken_over: ObservedCluster | None
) -> dict[int, str | None]:
    """Give the identifiers of all instances that a region can have.

    Args:
        region: what is wanted there.
        kept: the identifiers of the instances that the state has.
        taken_over: the cluster whose instances are taken over, the writer first; None where none are.
    """
    names: dict[int, str | None] = {**_own_names(region, kept), **kept}
    if taken_over is None:
        return names
    wanted = range(1, region.instances + 1)
    free = [number for number in wanted if number not in kept and names[number] not in taken_over.instances]
    others = set(taken_over.instances) - {*kept.values(), *(names[number] for number in wanted)}
    in_order = sorted(others, key=lambda name: (name != taken_over.writer, name))
    return {**names, **dict(zip(free, in_order, strict=False))}


def _own_names(region: RegionSpec, kept: Mapping[int, str]) -> dict[int, str | None]:
    """What was taken over may have the name that another number would get.

    That number takes another, in steps in which it meets no third one's.
    """
    taken = set(kept.values())
    names: dict[int, str | None] = {}
    for number in range(1, MOST_READERS + 1):
        candidates = (region.instance(candidate) for candidate in count(number, MOST_READERS))
        names[number] = next(name for name in candidates if name not in taken)
    return names

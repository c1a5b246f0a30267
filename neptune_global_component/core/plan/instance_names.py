"""The identifiers of a region's instances by number: in the state, imported, or the component's own; pure."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from neptune_global_component.core.inputs.rules.topology import MOST_READERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neptune_global_component.core.facts.observed import ObservedCluster
    from neptune_global_component.core.inputs.spec import RegionSpec


def instance_names(
    region: RegionSpec, in_state: Mapping[int, str], imported: ObservedCluster | None
) -> dict[int, str | None]:
    """Return the identifiers of all instances that a region can have, by number.

    Args:
        region: the arguments of the region.
        in_state: the identifiers of the instances in the state.
        imported: the cluster whose instances are imported, the writer first; None without an import.
    """
    names: dict[int, str | None] = {**_own_names(region, in_state), **in_state}
    if imported is None:
        return names
    wanted = range(1, region.instances + 1)
    free = [number for number in wanted if number not in in_state and names[number] not in imported.instances]
    others = set(imported.instances) - {*in_state.values(), *(names[number] for number in wanted)}
    in_order = sorted(others, key=lambda name: (name != imported.writer, name))
    return {**names, **dict(zip(free, in_order, strict=False))}


def _own_names(region: RegionSpec, in_state: Mapping[int, str]) -> dict[int, str | None]:
    """Return the component's own names of the instances.

    An imported instance may have the name of another number, which then gets a name that no third number can have.
    """
    taken = set(in_state.values())
    names: dict[int, str | None] = {}
    for number in range(1, MOST_READERS + 1):
        candidates = (region.instance(candidate) for candidate in count(number, MOST_READERS))
        names[number] = next(name for name in candidates if name not in taken)
    return names

"""The region that is to have the primary: the program's, the source cluster's, or the one that has it; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from neptune_global_component.core.facts.last_update import Declared
    from neptune_global_component.core.facts.observed import ObservedGlobalCluster
    from neptune_global_component.core.inputs.spec import Spec
    from neptune_global_component.core.inputs.unknown import Unknown


def wanted_primary(spec: Spec, found: ObservedGlobalCluster | None, state: Declared | None) -> str | Unknown | None:
    """Return the region that is to have the primary; UNKNOWN where it is a source's that the preview does not know.

    Where the program names none, the primary of an existing global database stays where it is: the only region in
    ``regions`` is no reason to move it there from a cluster that is not the component's own.

    Args:
        spec: what is wanted.
        found: what AWS has.
        state: what the last update declared.
    """
    before = state.primary_region if state else None
    if spec.is_primary_given or spec.source_db_cluster_identifier is not None or before is None:
        return spec.wanted_primary_region
    is_own = state is not None and state.has_cluster(before)
    if len(spec.regions) == 1 and is_own:
        return spec.wanted_primary_region
    return found.writer.region if found and found.writer else before

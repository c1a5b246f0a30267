"""The declared region of the primary: the program's, the source cluster's, or the current one; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from neptune_global_component.core.facts.observed import ObservedGlobalCluster
    from neptune_global_component.core.facts.recorded_state import RecordedState
    from neptune_global_component.core.inputs.spec import Spec
    from neptune_global_component.core.inputs.unknown import Unknown


def wanted_primary(spec: Spec, observed: ObservedGlobalCluster | None, state: RecordedState) -> str | Unknown | None:
    """Return the declared region of the primary; UNKNOWN if it is the region of a source that is not known yet.

    If the program does not set it, the primary of an existing global database does not move: not even to the only
    region in ``regions``, if the primary is not a cluster of the component.

    Args:
        spec: the arguments.
        observed: the global cluster in AWS.
        state: the component in the Pulumi state.
    """
    before = state.primary_region
    if spec.is_primary_set or spec.source_db_cluster_identifier is not None or before is None:
        return spec.wanted_primary_region
    if len(spec.regions) == 1 and state.has_cluster(before):
        return spec.wanted_primary_region
    return observed.writer.region if observed and observed.writer else before

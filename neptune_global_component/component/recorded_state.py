"""Read a component's recorded state from the Pulumi state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.component.runtime.former_names import current_location, former_locations
from neptune_global_component.component.runtime.program import current_program
from neptune_global_component.component.runtime.state import read_state
from neptune_global_component.component.runtime.urns import urn_of
from neptune_global_component.core.facts.build_recorded_state import build_recorded_state
from neptune_global_component.core.facts.location import Location, find_location, with_current_urns
from neptune_global_component.core.facts.recorded_state import UNREAD_STATE

if TYPE_CHECKING:
    import pulumi

    from neptune_global_component.core.facts.recorded_state import RecordedState


async def read_recorded_state(component: pulumi.Resource, identifier: str | None) -> RecordedState:
    """Read what the last update recorded about a component.

    Args:
        component: the parent of the Stashes.
        identifier: the identifier of the global cluster, in lower case; None if it is unknown.

    Returns:
        The recorded state; UNREAD_STATE if it can't be read.
    """
    state = await read_state()
    if state is None:
        return UNREAD_STATE
    own = Location.of(await urn_of(component))
    current = await current_location(component)
    for former in await former_locations(component):
        state = with_current_urns(state, former, current)
    location = find_location(state, current, identifier, current_program().other_components(component))
    return build_recorded_state(state, location, own)

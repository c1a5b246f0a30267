"""Find the children of a renamed component after its update was interrupted.

The engine derives the children's aliases from an alias of their parent only in the update that finds the parent under
that alias. If this update is interrupted, the state has the component under its new name and children under the old
one. The next update would create these children again, and delete those in the state.
"""

from __future__ import annotations

import pulumi

from neptune_global_component.component.runtime.mocks import mocked
from neptune_global_component.component.runtime.program import current_program
from neptune_global_component.component.runtime.state import read_state
from neptune_global_component.component.runtime.urns import urn_of
from neptune_global_component.core.facts.location import Location, has_been_renamed
from neptune_global_component.core.urns import child_urn

_STACK = "pulumi:pulumi:Stack"


async def current_location(component: pulumi.Resource) -> Location:
    """Return where the state has a component: under its name, or under an alias if this update renames it.

    Args:
        component: a component of this package.
    """
    own, state = Location.of(await urn_of(component)), await read_state()
    in_state = [
        one for one in [own, *await _aliased_locations(component)] if state and one.component_urn in state.components
    ]
    return in_state[0] if in_state else own


async def former_locations(component: pulumi.Resource) -> list[Location]:
    """Return where the state may have children of a component under its former names, after an interrupted rename.

    The update may have added the component under its new name, as it had no alias yet: then the state has it twice.

    Args:
        component: a component of this package.
    """
    aliased = await _aliased_locations(component)
    state = await read_state() if aliased else None
    if state is None:
        return []
    current = await current_location(component)
    others = current_program().other_components(component)
    is_in_state = await urn_of(component) in state.components
    former = [
        one for one in aliased if not (one.name in others if is_in_state else one.component_urn in state.components)
    ]
    return [one for one in former if has_been_renamed(state, one, current)]


def former_aliases(
    component: pulumi.Resource, kind: str, name: str, former_locations: pulumi.Output[list[Location]]
) -> list[pulumi.Output[str]]:
    """Return the aliases of a component's child; each is the child's own URN if it is not needed.

    They are options and not set in a transform, which would remove the empty values of a Stash.

    Args:
        component: the child's parent.
        kind: the child's type token.
        name: the child's Pulumi name, which begins with the component's.
        former_locations: where the state may have children of the component under its former names.
    """
    if mocked():
        return []
    ending = name.removeprefix(component._name)  # noqa: SLF001 - the SDK has it in this attribute only

    async def in_state(alias: pulumi.Output[str]) -> str:
        former, state = Location.of(await alias.future() or ""), await read_state()
        urn = former.child_urn(kind, ending)
        is_needed = state and state.has(urn) and former in (await former_locations.future() or ())
        return urn if is_needed else child_urn(await urn_of(component), kind, name)

    return [pulumi.Output.from_input(in_state(alias)) for alias in _aliases(component)]


async def _aliased_locations(component: pulumi.Resource) -> list[Location]:
    return [Location.of(urn) for alias in _aliases(component) if (urn := await alias.future())]


def _aliases(component: pulumi.Resource) -> list[pulumi.Output[str]]:
    # The SDK has the aliases as URNs in this attribute only.
    aliases = component._aliases  # noqa: SLF001 - as above
    return [pulumi.Output.from_input(alias).apply(_without_stack) for alias in aliases]


def _without_stack(urn: str) -> str:
    # In a plugin, the parent of a component without a parent is the stack. Its type is never part of other URNs.
    return urn.replace(f"::{_STACK}$", "::", 1)

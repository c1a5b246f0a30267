"""Find the children of a renamed component after its update was interrupted.

The engine derives the children's aliases from an alias of their parent only in the update that finds the parent under
that alias. If this update is interrupted, the state has the component under its new name and children under the old
one. The next update would create these children again, and delete those in the state.
"""

from __future__ import annotations

import pulumi

from neptune_global_component.component.runtime.mocks import mocked
from neptune_global_component.component.runtime.state import read_state, urn_of_child


async def former_urns(component: pulumi.Resource) -> list[str]:
    """Return the URNs that a component had before, according to its aliases, and that the state no longer has.

    Args:
        component: a component of this package.
    """
    aliases = _aliases(component)
    state = await read_state() if aliases else None
    if state is None:
        return []
    urns = [await alias.future() for alias in aliases]
    return [urn for urn in urns if urn and urn not in state.components]


def former_aliases(component: pulumi.Resource, kind: str, name: str) -> list[pulumi.Output[str]]:
    """Return the aliases of a component's child; each is the child's own URN if it is not needed.

    They are options and not set in a transform, which would remove the empty values of a Stash.

    Args:
        component: the child's parent.
        kind: the child's type token.
        name: the child's Pulumi name, which begins with the component's.
    """
    if mocked():
        return []
    ending = name.removeprefix(component._name)  # noqa: SLF001 - the SDK has it in this attribute only

    async def in_state(alias: pulumi.Output[str]) -> str:
        former, state = await alias.future() or "", await read_state()
        prefix, _, former_name = former.rpartition("::")
        urn = f"{prefix}${kind}::{former_name}{ending}"
        is_needed = state and former not in state.components and state.has(urn)
        return urn if is_needed else await urn_of_child(component, kind, name)

    return [pulumi.Output.from_input(in_state(alias)) for alias in _aliases(component)]


def _aliases(component: pulumi.Resource) -> list[pulumi.Output[str]]:
    # The SDK has the aliases as URNs in this attribute only.
    return [pulumi.Output.from_input(alias) for alias in component._aliases]  # noqa: SLF001 - as above

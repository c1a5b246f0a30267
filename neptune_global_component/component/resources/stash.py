"""A Stash of the component, with a function that runs before its value changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pulumi

if TYPE_CHECKING:
    from collections.abc import Sequence

    from neptune_global_component.component.gate import Gate
    from neptune_global_component.component.runtime.hooks import Look


def stash(
    gate: Gate,
    ending: str,
    value: pulumi.Input[Any],
    on_change: Look,
    depends_on: pulumi.Input[Sequence[pulumi.Resource]],
) -> pulumi.Stash:
    """Create the Stash ``{name}-{ending}``.

    Args:
        gate: creates the inputs; its component is the parent.
        ending: the end of the Stash's name.
        value: the value to keep in the state.
        on_change: takes the previous value, None if the Stash is created; an error of it stops the change.
        depends_on: the resources that are created first.
    """
    name = f"{gate.name}-{ending}"
    return pulumi.Stash(name, input=value, opts=gate.stash_options(name, on_change, depends_on))

"""Hooks that look at a change before the engine makes it, in preview and in an update."""

from __future__ import annotations

import signal
from collections import Counter
from typing import TYPE_CHECKING, Any

import pulumi

from neptune_global_component.errors import NeptuneGlobalError
from neptune_global_component.mocked import mocked

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from neptune_global_component.children.gate import Gate

    Look = Callable[[Any], Awaitable[None]]

# The engine knows a hook by its name alone, and two components may have the same name under different parents.
_names: Counter[str] = Counter()


def before_changes(gate: Gate, name: str, look: Look) -> pulumi.ResourceHookBinding | None:
    """Hook a Stash's creation and its changes. There is no hook for deletions, as these break a plain destroy.

    Args:
        gate: of the component.
        name: of the Stash.
        look: takes the value that the Stash had, None where it is created; what it raises stops the change.
    """
    if mocked():
        return None

    async def hook(args: pulumi.ResourceHookArgs) -> None:
        try:
            await look(await _value(args.old_inputs))
        except NeptuneGlobalError as error:
            # The engine interrupts a program whose hook failed: Python would print a stack of calls below the error.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            spec = (await gate.plan()).spec
            if not spec.secret:
                raise
            raise NeptuneGlobalError(spec.hidden(str(error))) from None

    _names[name] += 1
    unique = name if _names[name] == 1 else f"{name}-{_names[name]}"
    made = pulumi.ResourceHook(unique, hook, opts=pulumi.ResourceHookOptions(on_dry_run=True))
    return pulumi.ResourceHookBinding(before_create=[made], before_update=[made])


async def _value(inputs: Any) -> Any:  # noqa: ANN401 - what a Stash keeps
    # A secret in it arrives as an output.
    return None if inputs is None else await pulumi.Output.from_input(inputs.get("input")).future()

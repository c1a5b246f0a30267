"""Hooks that run before the engine changes a resource, in preview and in an update."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING, Any

import pulumi

from neptune_global_component.component.runtime.mocks import mocked
from neptune_global_component.component.runtime.program import current_program
from neptune_global_component.component.runtime.state import read_state
from neptune_global_component.core.errors import NeptuneGlobalError
from neptune_global_component.core.names import TYPE_TOKEN
from neptune_global_component.core.tokens import STASH

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from neptune_global_component.component.messages import Messages

    Look = Callable[[Any], Awaitable[None]]


class ChangeHook:
    """The hook that all children of a component share, because the SDK starts a server for each hook.

    There is no hook for deletions, which would break a plain destroy.

    Args:
        messages: the messages of the component.
    """

    def __init__(self, messages: Messages) -> None:
        self._messages = messages
        self._looks: dict[tuple[str, str], Callable[[pulumi.ResourceHookArgs], Awaitable[None]]] = {}
        self._hook = None if mocked() else self._create()

    def before_changes(self, name: str, look: Look) -> pulumi.ResourceHookBinding | None:
        """Run a function before a Stash is created or changed.

        Args:
            name: the name of the Stash.
            look: takes the previous value of the Stash, None if it is created; an error of it stops the change.
        """

        async def look_at_value(args: pulumi.ResourceHookArgs) -> None:
            await look(await _previous_value(args))

        hooks = self._bound(STASH, name, look_at_value)
        return pulumi.ResourceHookBinding(before_create=hooks, before_update=hooks) if hooks else None

    def before_creation(
        self, kind: str, name: str, check: Callable[[pulumi.ResourceHookArgs], Awaitable[None]]
    ) -> pulumi.ResourceHookBinding | None:
        """Run a function before a child is created, also for a replacement.

        Args:
            kind: the child's type token.
            name: the name of the child.
            check: takes the final inputs, which the program's own transforms may have changed; an error of it stops
                the creation.
        """
        hooks = self._bound(kind, name, check)
        return pulumi.ResourceHookBinding(before_create=hooks) if hooks else None

    def _bound(self, kind: str, name: str, look: Callable[[pulumi.ResourceHookArgs], Awaitable[None]]) -> list[Any]:
        self._looks[kind, name] = look
        return [self._hook] if self._hook else []

    def _create(self) -> pulumi.ResourceHook:
        # The engine identifies a hook by its name: a program may have other hooks, and two components of one name
        # under different parents.
        name, names = f"{TYPE_TOKEN}::{self._messages.name}", current_program().hook_names
        names[name] += 1
        unique = name if names[name] == 1 else f"{name}-{names[name]}"
        return pulumi.ResourceHook(unique, self._look, opts=pulumi.ResourceHookOptions(on_dry_run=True))

    async def _look(self, args: pulumi.ResourceHookArgs) -> None:
        try:
            await self._looks[args.type, args.name](args)
        except NeptuneGlobalError as error:
            _end_silently()
            raise NeptuneGlobalError(self._messages.error(error)) from None


async def _previous_value(args: pulumi.ResourceHookArgs) -> Any:  # noqa: ANN401 - the value of a Stash
    if args.old_inputs is not None:
        # A secret value arrives as an output.
        return await pulumi.Output.from_input(args.old_inputs.get("input")).future()
    # For the engine, a replacement is a creation.
    state = await read_state()
    return state.stashed.get(args.urn) if state else None


def _end_silently() -> None:
    """End the program without a traceback: the engine interrupts it after a hook fails.

    An inline program of the Automation API runs in a thread, where Python allows no signal handlers and the engine
    sends no interrupt.
    """
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_DFL)

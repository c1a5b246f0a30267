"""Read the Pulumi state: the resources that earlier updates of the stack have created."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pulumi

from neptune_global_component.component.runtime.mocks import mocked
from neptune_global_component.component.runtime.program import current_program
from neptune_global_component.core.facts.pulumi_state import parse_pulumi_state

if TYPE_CHECKING:
    from neptune_global_component.core.facts.pulumi_state import PulumiState

_FUNCTION = "pulumi:pulumi:readStackResourceOutputs"
# With a file backend, a read during one of the engine's writes may fail with "EOF".
_PAUSES = (0, 0.01, 0.03, 0.1)
"""Seconds before each attempt to read the state."""


def wait_for_state() -> None:
    """Read the state and wait for it, which takes a few milliseconds.

    This also makes the SDK faster: if the program has waited for something before, the SDK waits for the registered
    resources at the end. Otherwise it scans all outputs each time one is ready, which is slow for many outputs.
    """
    program = current_program()
    # An output's function may create other components during the wait. They don't wait, because nested waits use up
    # Python's stack.
    if mocked() or program.state is not None:
        return
    program.state = asyncio.get_running_loop().create_future()
    program.state.set_result(_fetch_blocking())


def state_keeps_stash(name: str) -> bool:
    """Return whether the state has a component's Stash with this name; False while the state is not read.

    Args:
        name: the Stash's Pulumi name.
    """
    read = current_program().state
    state = read.result() if read and read.done() else None
    return state is not None and state.has_component_stash(name)


async def read_state() -> PulumiState | None:
    """Return the state of this stack.

    Returns:
        The state, or None if the engine can't read it, or the program runs on Pulumi's mocks.
    """
    if mocked():
        return None
    program = current_program()
    if program.state is None:
        program.state = asyncio.ensure_future(_fetch())
    # A component that is cancelled must not cancel the read of the others.
    return await asyncio.shield(program.state)


def _fetch_blocking() -> PulumiState | None:
    problem = None
    for pause in _PAUSES:
        time.sleep(pause)
        try:
            return parse_pulumi_state(pulumi.runtime.invoke(_FUNCTION, _this_stack()).value["outputs"])
        except Exception as error:  # noqa: BLE001 - the SDK raises Exception; each iteration is one attempt
            problem = error
    _warn(problem)
    return None


async def _fetch() -> PulumiState | None:
    problem = None
    for pause in _PAUSES:
        await asyncio.sleep(pause)
        try:
            return parse_pulumi_state((await pulumi.runtime.invoke_async(_FUNCTION, _this_stack()))["outputs"])
        except Exception as error:  # noqa: BLE001 - as above
            problem = error
    _warn(problem)
    return None


def _this_stack() -> dict[str, str]:
    return {"stackName": f"{pulumi.get_organization()}/{pulumi.get_project()}/{pulumi.get_stack()}"}


def _warn(problem: Exception | None) -> None:
    pulumi.log.warn(
        f"The state of this stack can't be read ({problem}): a new Neptune global database is created, but one that "
        "already exists in AWS is rejected. Run the command again; if it fails again, check `pulumi stack export`."
    )

"""What the Pulumi state has: the resources that an earlier update of the stack has finished making."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import pulumi
from pulumi.runtime.settings import get_monitor

from neptune_global_component.component.runtime.mocks import mocked
from neptune_global_component.core.names import TYPE_TOKEN
from neptune_global_component.core.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE, STASH, SUBNET_GROUP

if TYPE_CHECKING:
    from collections.abc import Mapping

_FUNCTION = "pulumi:pulumi:readStackResourceOutputs"
_TAKEN_OVER = frozenset((GLOBAL_CLUSTER, CLUSTER, INSTANCE, SUBNET_GROUP))
# A backend of files is read while the engine may be writing to it, and then has half of a state's metadata: "EOF".
_PAUSES = (0, 0.01, 0.03, 0.1)
"""Seconds before each attempt to read the state."""

# All components of a program ask for the same: a large state is read once.
_read: WeakKeyDictionary[Any, asyncio.Future[State | None]] = WeakKeyDictionary()
_waiting = Lock()


@dataclass(frozen=True)
class State:
    """The resources of interest that the state has, by their URNs.

    Args:
        arns: the ARNs in AWS of those that a component may have made.
        stashed: what the Stashes keep.
        half_made: the regions of those of the same types that have no ARN: AWS made them, and the read afterwards
            failed; empty for a global cluster.
        outputs: those of the ones that have an ARN, as pulumi-aws read them the last time.
        components: the outputs of this package's components.
    """

    arns: Mapping[str, str]
    stashed: Mapping[str, Any]
    half_made: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    components: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def lacks(self, urn: str, arn: str) -> bool:
        """Say whether the state has not a resource, neither under this URN nor, as a renamed one, under another.

        Args:
            urn: of the resource.
            arn: of the same thing in AWS.
        """
        # What is there but can't be told from the rest must not be taken for missing: it would be imported over itself.
        unclear = any(_type(half_made) == _type(urn) for half_made in self.half_made)
        return not unclear and urn not in self.arns and arn not in self.arns.values()


def wait_for_state() -> None:
    """Read the state now, which takes a few milliseconds in a program, and wait for it.

    The SDK waits at a program's end for what is registered only where the program has waited for anything before. Else
    it looks through all outputs each time one is ready, which takes longer than all else where there are many.
    """
    monitor = get_monitor()
    # While one waits, others may be made, which do not: each wait inside of another would take of Python's stack.
    if mocked() or monitor in _read or not _waiting.acquire(blocking=False):
        return
    try:
        state = _asked_now()
    finally:
        _waiting.release()
    _read[monitor] = asyncio.get_running_loop().create_future()
    _read[monitor].set_result(state)


def state_keeps_stash(name: str) -> bool:
    """Whether the state has a component's Stash of a name; False too while the state is not read yet.

    Args:
        name: the Stash's Pulumi name.
    """
    read = _read.get(get_monitor())
    state = read.result() if read and read.done() and not read.cancelled() else None
    return state is not None and any(urn.endswith(f"{TYPE_TOKEN}${STASH}::{name}") for urn in state.stashed)


async def read_state() -> State | None:
    """Give the state of this stack.

    Returns:
        None where the engine does not tell, as Pulumi's mocks for unit tests do not.
    """
    if mocked():
        return None
    monitor = get_monitor()
    if monitor not in _read:
        _read[monitor] = asyncio.ensure_future(_asked())
    return await _read[monitor]


async def urn_of_child(parent: pulumi.Resource, kind: str, name: str) -> str:
    """Give the URN of a child of a component.

    Args:
        parent: the component.
        kind: the child's type token.
        name: the child's Pulumi name.
    """
    urn = await parent.urn.future() or ""
    return f"{urn.rpartition('::')[0]}${kind}::{name}"


def _type(urn: str) -> str:
    """The type token out of a URN: ``urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME``."""
    return urn.split("::")[2].rpartition("$")[2]


def _asked_now() -> State | None:
    problem = None
    for pause in _PAUSES:
        time.sleep(pause)
        try:
            return _state(pulumi.runtime.invoke(_FUNCTION, _this_stack()).value)
        except Exception as error:  # noqa: BLE001 - the SDK raises Exception itself; each attempt is one of its own
            problem = error
    _warn(problem)
    return None


async def _asked() -> State | None:
    problem = None
    for pause in _PAUSES:
        await asyncio.sleep(pause)
        try:
            return _state(await pulumi.runtime.invoke_async(_FUNCTION, _this_stack()))
        except Exception as error:  # noqa: BLE001 - as above
            problem = error
    _warn(problem)
    return None


def _this_stack() -> dict[str, str]:
    return {"stackName": f"{pulumi.get_organization()}/{pulumi.get_project()}/{pulumi.get_stack()}"}


def _warn(problem: Exception | None) -> None:
    pulumi.log.warn(
        f"The state of this stack could not be read ({problem}): a Neptune global database that is new is made, and "
        "one that AWS has already is refused. Try again; where it lasts, see whether `pulumi stack export` works."
    )


def _state(answer: Mapping[str, Any]) -> State:
    resources: Mapping[str, Mapping[str, Any]] = answer["outputs"]
    of_neptune = {urn: one["outputs"] for urn, one in resources.items() if one["type"] in _TAKEN_OVER}
    arns = {urn: arn for urn, one in of_neptune.items() if isinstance(arn := one.get("arn"), str)}
    stashed = {urn: one["outputs"].get("input") for urn, one in resources.items() if one["type"] == STASH}
    return State(
        arns,
        stashed,
        half_made={urn: str(one.get("region") or "") for urn, one in of_neptune.items() if urn not in arns},
        outputs={urn: of_neptune[urn] for urn in arns},
        components={urn: one["outputs"] for urn, one in resources.items() if one["type"] == TYPE_TOKEN},
    )

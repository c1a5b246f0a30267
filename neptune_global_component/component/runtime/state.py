"""Read the Pulumi state: the resources that earlier updates of the stack have created."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pulumi

from neptune_global_component.component.runtime.mocks import mocked
from neptune_global_component.component.runtime.program import current_program
from neptune_global_component.core.names import TYPE_TOKEN, region_of
from neptune_global_component.core.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE, STASH, SUBNET_GROUP
from neptune_global_component.core.urns import child_urn, types_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_FUNCTION = "pulumi:pulumi:readStackResourceOutputs"
_ADOPTABLE = frozenset((GLOBAL_CLUSTER, CLUSTER, INSTANCE, SUBNET_GROUP))
# With a file backend, a read during one of the engine's writes may fail with "EOF".
_PAUSES = (0, 0.01, 0.03, 0.1)
"""Seconds before each attempt to read the state."""


@dataclass(frozen=True)
class State:
    """The resources in the state that concern this package, by URN.

    Args:
        arns: ARNs of the resources that a component may have created.
        stashed: the values of the Stashes.
        incomplete: regions of resources of the same types without an ARN, because the read after their creation failed;
            "" for a global cluster.
        outputs: outputs of the resources that have an ARN, as pulumi-aws last read them.
        components: the outputs of this package's components.
    """

    arns: Mapping[str, str]
    stashed: Mapping[str, Any]
    incomplete: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    components: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @cached_property
    def regions(self) -> Mapping[str, str]:
        """The region of each resource that has an ARN; "" for a global cluster."""
        return {urn: region_of(arn) for urn, arn in self.arns.items()}

    def has(self, urn: str) -> bool:
        """Return whether a resource is in the state, even if it was not read after its creation.

        Args:
            urn: the resource's URN.
        """
        return urn in self.arns or urn in self.stashed or urn in self.incomplete

    def lacks(self, urn: str, arn: str) -> bool:
        """Return whether a resource is not in the state, under this URN or, if it was renamed, under another.

        Args:
            urn: the resource's URN.
            arn: the resource's ARN.
        """
        # If a resource without an ARN may be this one, it is not missing: an import would replace it.
        unclear = any(_type(incomplete) == _type(urn) for incomplete in self.incomplete)
        return not unclear and urn not in self.arns and arn not in self.arns.values()


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
    program.state = asyncio.get_event_loop().create_future()
    program.state.set_result(_fetch_blocking())


def state_keeps_stash(name: str) -> bool:
    """Return whether the state has a component's Stash with this name; False while the state is not read.

    Args:
        name: the Stash's Pulumi name.
    """
    read = current_program().state
    state = read.result() if read and read.done() else None
    return state is not None and any(urn.endswith(f"{TYPE_TOKEN}${STASH}::{name}") for urn in state.stashed)


async def read_state() -> State | None:
    """Return the state of this stack.

    Returns:
        The state, or None if the engine can't read it, or the program runs on Pulumi's mocks.
    """
    if mocked():
        return None
    program = current_program()
    if program.state is None:
        program.state = asyncio.ensure_future(_fetch())
    return await program.state


async def urn_of_child(parent: pulumi.Resource, kind: str, name: str) -> str:
    """Return the URN of a component's child.

    Args:
        parent: the component.
        kind: the child's type token.
        name: the child's Pulumi name.
    """
    return child_urn(await parent.urn.future() or "", kind, name)


def _type(urn: str) -> str:
    """Return the type token in a URN: ``urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME``."""
    return types_of(urn).rpartition("$")[2]


def _fetch_blocking() -> State | None:
    problem = None
    for pause in _PAUSES:
        time.sleep(pause)
        try:
            return _state(pulumi.runtime.invoke(_FUNCTION, _this_stack()).value)
        except Exception as error:  # noqa: BLE001 - the SDK raises Exception; each iteration is one attempt
            problem = error
    _warn(problem)
    return None


async def _fetch() -> State | None:
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
        f"The state of this stack can't be read ({problem}): a new Neptune global database is created, but one that "
        "already exists in AWS is rejected. Run the command again; if it fails again, check `pulumi stack export`."
    )


def _state(response: Mapping[str, Any]) -> State:
    resources: Mapping[str, Mapping[str, Any]] = response["outputs"]
    of_neptune = {urn: one["outputs"] for urn, one in resources.items() if one["type"] in _ADOPTABLE}
    arns = {urn: arn for urn, one in of_neptune.items() if isinstance(arn := one.get("arn"), str)}
    stashed = {urn: one["outputs"].get("input") for urn, one in resources.items() if one["type"] == STASH}
    return State(
        arns,
        stashed,
        incomplete={urn: str(one.get("region") or "") for urn, one in of_neptune.items() if urn not in arns},
        outputs={urn: of_neptune[urn] for urn in arns},
        components={urn: one["outputs"] for urn, one in resources.items() if one["type"] == TYPE_TOKEN},
    )

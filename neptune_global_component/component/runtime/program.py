"""The running Pulumi program: what its components share."""

from __future__ import annotations

from collections import Counter
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from pulumi.runtime.settings import get_monitor

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable

    import pulumi

    from neptune_global_component.aws.clients import Clients
    from neptune_global_component.core.facts.pulumi_state import PulumiState

    RawTransform = Callable[[bytes], Awaitable[Any]]
    """Takes the engine's TransformRequest, and returns a TransformResponse: types of protobuf, which has no stubs."""


@dataclass(eq=False)
class Program:
    """One run of a Pulumi program. A process may run many.

    Args:
        state: the state, when it is read or being read. It may be large: it is read once for all components.
        components: the components that the program has created so far.
        identifiers: the component of each identifier, by the URN of its provider; "" is the default provider.
        started_providers: the URNs of the providers that the engine has started.
        hook_names: how many hooks have a name.
        clients: the boto3 clients, which are slow to create.
        transforms: the transforms of the components' children, by the component's URN.
    """

    state: asyncio.Future[PulumiState | None] | None = None
    components: list[pulumi.Resource] = field(default_factory=list)
    identifiers: dict[tuple[str, str], pulumi.Resource] = field(default_factory=dict)
    started_providers: set[str] = field(default_factory=set)
    hook_names: Counter[str] = field(default_factory=Counter)
    clients: list[Clients] = field(default_factory=list)
    transforms: dict[str, RawTransform] = field(default_factory=dict)

    def other_components(self, component: pulumi.Resource) -> set[str]:
        """Return the names of the other components.

        Their URNs may not be known before this component is complete: they may depend on it.

        Args:
            component: a component of this package.
        """
        return {one._name for one in self.components if one is not component}  # noqa: SLF001 - only the SDK has it


# The SDK has a monitor for each program, but in a plugin for each component.
_by_monitor: WeakKeyDictionary[Any, Program] = WeakKeyDictionary()
PROGRAM: ContextVar[Program | None] = ContextVar("program", default=None)
"""The program of the component that the plugin creates; None outside the plugin."""


def current_program() -> Program:
    """Return the program that runs in this context."""
    return PROGRAM.get() or _by_monitor.setdefault(get_monitor(), Program())

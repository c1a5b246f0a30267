"""What the component says while it works: each line names it, and none shows the value of a secret argument."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pulumi

if TYPE_CHECKING:
    from collections.abc import Callable

    from neptune_global_component.core.inputs.spec import Spec


@dataclass(frozen=True)
class Messages:
    """Lines about a component, which the engine shows below it.

    Args:
        name: the component's Pulumi name.
        component: the component.
        spelled: spells the arguments that a text names as the program has them.
    """

    name: str
    component: pulumi.Resource
    spelled: Callable[[str], str] = str

    def info(self, line: str, spec: Spec) -> None:
        """Say what is done.

        Args:
            line: one line of text.
            spec: knows the secret arguments.
        """
        pulumi.log.info(self._about(spec.hidden(line)), self.component)

    def warn(self, text: str, spec: Spec | None = None) -> None:
        """Warn of something.

        Args:
            text: for the user.
            spec: knows the secret arguments; not needed where the text has none of their values.
        """
        pulumi.log.warn(self._about(spec.hidden(text) if spec else text), self.component)

    def from_threads(self, spec: Spec) -> Callable[[str], None]:
        """Give what says a line when it is called in any thread.

        Args:
            spec: knows the secret arguments.
        """
        loop = asyncio.get_running_loop()

        def show(line: str) -> None:
            # Without the component's name, on whose row it is: the engine cuts a line at the terminal's width.
            pulumi.log.info(self.spelled(spec.hidden(line)), self.component)

        def say(line: str) -> None:
            loop.call_soon_threadsafe(show, line)

        return say

    def _about(self, text: str) -> str:
        return f"GlobalCluster {self.name!r}: {self.spelled(text)}"

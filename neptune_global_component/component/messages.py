"""Show messages about a component: each names it, and none has the value of a secret argument."""

from __future__ import annotations

import asyncio
from contextvars import copy_context
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pulumi

from neptune_global_component.core.errors import InvalidArgsError, NeptuneGlobalError
from neptune_global_component.core.messages import NO_SECRETS, PYTHON, Message, Secrets, Spelling, render

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from neptune_global_component.core.messages import Finding


class InvalidArgsRunError(InvalidArgsError, pulumi.RunError):
    """InvalidArgsError for Pulumi, which shows its text without a traceback."""


@dataclass
class Messages:
    """Messages about a component, which the engine shows below it.

    Args:
        name: the component's Pulumi name.
        component: the component.
        spelling: the spelling of the program.
        secrets: not to show; set when the arguments are known.
    """

    name: str
    component: pulumi.Resource
    spelling: Spelling = PYTHON
    secrets: Secrets = NO_SECRETS

    def text(self, message: Message | str) -> str:
        """Return the text of a message, in the program's spelling and without secrets.

        Args:
            message: the message for the user.
        """
        return message if isinstance(message, str) else render(message, self.secrets, self.spelling)

    def info(self, line: Message | str) -> None:
        """Show a line.

        Args:
            line: one line of text.
        """
        pulumi.log.info(self._with_name(line), self.component)

    def warn(self, message: Message | str) -> None:
        """Show a warning.

        Args:
            message: the message for the user.
        """
        pulumi.log.warn(self._with_name(message), self.component)

    def from_threads(self) -> Callable[[Message | str], None]:
        """Return a function that shows a line, and that any thread can call."""
        # A thread has no context of its own: the SDK would show the line in the program that started last.
        loop, context = asyncio.get_running_loop(), copy_context()

        def show(line: Message | str) -> None:
            # Without the component's name: the line is on its row, and the engine cuts it at the terminal's width.
            pulumi.log.info(self.text(line), self.component)

        def say(line: Message | str) -> None:
            loop.call_soon_threadsafe(show, line, context=context)

        return say

    def invalid_args(self, findings: Sequence[Finding]) -> InvalidArgsRunError:
        """Return the error that has all findings.

        Args:
            findings: about the arguments.
        """
        return InvalidArgsRunError(self.name, findings, self.secrets, self.spelling)

    def error(self, error: NeptuneGlobalError) -> str:
        """Return the text of an error.

        Args:
            error: the error to show.
        """
        return str(
            self.invalid_args(error.findings) if isinstance(error, InvalidArgsError) else self.text(error.message)
        )

    def _with_name(self, message: Message | str) -> str:
        return f"GlobalCluster {self.name!r}: {self.text(message)}"

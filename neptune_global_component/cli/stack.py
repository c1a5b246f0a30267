"""The state of a Pulumi stack in the current folder, with `pulumi stack export` and `import`."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import click


def stack_name(stack: str) -> str:
    """Return the name of a stack.

    Args:
        stack: its name; empty for the selected stack.

    Raises:
        click.ClickException: no stack is selected, or Pulumi can't be run.
    """
    return stack or _pulumi("stack", "--show-name").strip()


def export_stack(name: str) -> dict[str, Any]:
    """Return the state of a stack, with its secrets in plain text: it stays in memory.

    Args:
        name: the name of the stack.

    Raises:
        click.ClickException: the stack does not exist, or Pulumi can't be run.
    """
    state: dict[str, Any] = json.loads(_pulumi("stack", "export", "--show-secrets", "--stack", name))
    return state


def import_stack(name: str, state: dict[str, Any]) -> None:
    """Replace the state of a stack in one write. Pulumi encrypts the secrets again.

    Args:
        name: the name of the stack.
        state: as `export_stack` returns it.

    Raises:
        click.ClickException: Pulumi did not accept the state, or can't be run.
    """
    _pulumi("stack", "import", "--stack", name, text=json.dumps(state))


def _pulumi(*arguments: str, text: str | None = None) -> str:
    command = ["pulumi", *arguments, "--non-interactive"]
    try:
        done = subprocess.run(command, input=text, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603 - the user's own pulumi
    except OSError as error:
        raise click.ClickException(f"`pulumi` can't be run ({error}). Install Pulumi, or omit --stack.") from error
    if done.returncode:
        shown = " ".join(f"{done.stderr} {done.stdout if text else ''}".split()).removeprefix("error: ")
        raise click.ClickException(f"`pulumi {' '.join(arguments)}` failed: {shown}")
    return done.stdout

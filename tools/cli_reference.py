"""Write the reference of the command line from the commands' own help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.testing import CliRunner

from neptune_global_component.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

_COLUMNS = "100"


def cli_reference() -> str:
    """Return the reference in Markdown: one section per command, with the text of `--help`."""
    lines = ["# Command line", "", "Written by `make schema` from `--help` of each command.", ""]
    for path in _commands((), main):
        text = CliRunner(env={"COLUMNS": _COLUMNS}).invoke(main, [*path, "--help"], prog_name="neptune-global").output
        lines += [f"## {' '.join(('neptune-global', *path))}", "", "```text", text.rstrip(), "```", ""]
    return "\n".join(lines)


def _commands(path: tuple[str, ...], command: click.Command) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            child = command.get_command(click.Context(command), name)
            if child and not child.hidden:
                yield from _commands((*path, name), child)

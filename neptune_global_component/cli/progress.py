"""Progress, warnings and errors on standard error, so that standard output has only the result."""

from __future__ import annotations

import sys
from typing import Any

import click

from neptune_global_component.core.terminal import DEFAULT_WIDTH, columns, has_colour, wrap

_STYLES: dict[str, dict[str, Any]] = {"error:": {"fg": "red", "bold": True}, "warning:": {"fg": "yellow"}}
_HANGING = "  "


def progress(line: str) -> None:
    """Print a line of progress, a warning or an error, wrapped between words on a terminal."""
    text = fit(line)
    for prefix, style in _STYLES.items():
        if text.startswith(prefix):
            text = click.style(prefix, **style) + text.removeprefix(prefix)
    click.echo(text, err=True, color=has_colour(sys.stderr))


def fit(text: str, reserved: int = 0) -> str:
    """Wrap each line of a text between words if standard error is a terminal.

    Args:
        text: the text.
        reserved: columns to leave free, for example for an answer.
    """
    if not sys.stderr.isatty():
        return text
    width = columns(sys.stderr, DEFAULT_WIDTH) - reserved
    return "\n".join(_wrap_line(line, width) for line in text.split("\n"))


def _wrap_line(line: str, width: int) -> str:
    """Wrap a line. Its other lines are indented, so that the next paragraph is not read as a part of it."""
    text = line.lstrip()
    indent = line[: len(line) - len(text)]
    return wrap(text, width, indent, indent + _HANGING)

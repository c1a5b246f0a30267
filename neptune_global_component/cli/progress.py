"""Progress, warnings and errors on standard error, and results on standard output, wrapped on a terminal."""

from __future__ import annotations

import sys
from typing import Any, TextIO

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


def result(text: str) -> None:
    """Print a sentence or two to standard output, wrapped between words on a terminal."""
    click.echo(fit(text, stream=sys.stdout))


def fit(text: str, reserved: int = 0, stream: TextIO | None = None) -> str:
    """Wrap each line of a text between words on a terminal.

    Args:
        text: the text.
        reserved: columns to leave free, for example for an answer.
        stream: where the text is printed; None for standard error.
    """
    stream = stream or sys.stderr
    if not stream.isatty():
        return text
    width = columns(stream, DEFAULT_WIDTH) - reserved
    return "\n".join(_wrap_line(line, width) for line in text.split("\n"))


def _wrap_line(line: str, width: int) -> str:
    """Wrap a line. Its other lines are indented, so that the next paragraph is not read as a part of it."""
    text = line.lstrip()
    indent = line[: len(line) - len(text)]
    return wrap(text, width, indent, indent + _HANGING)

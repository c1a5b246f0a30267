"""Progress, warnings and errors on standard error, so that standard output has only the result."""

from __future__ import annotations

import sys

import click

from neptune_global_component.core.terminal import DEFAULT_WIDTH, columns, wrap


def progress(line: str) -> None:
    """Print a line of progress, wrapped between words on a terminal."""
    click.echo(fit(line), err=True)


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
    """Wrap a line, with its own indentation on every line."""
    text = line.lstrip()
    indent = line[: len(line) - len(text)]
    return wrap(text, width, indent, indent)

"""Progress, warnings and errors on standard error, so that standard output has only the result."""

from __future__ import annotations

import sys

import click

from neptune_global_component.core.terminal import DEFAULT_WIDTH, columns, wrap


def progress(line: str) -> None:
    """Print a line of progress, wrapped between words on a terminal."""
    click.echo(fit(line), err=True)


def fit(line: str, reserved: int = 0) -> str:
    """Wrap a line between words if standard error is a terminal.

    Args:
        line: the text.
        reserved: columns to leave free, for example for an answer.
    """
    return wrap(line, columns(sys.stderr, DEFAULT_WIDTH) - reserved) if sys.stderr.isatty() else line

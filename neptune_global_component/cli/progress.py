"""Where the commands say what they are doing: standard error, so that standard output has results alone."""

from __future__ import annotations

import click


def progress(line: str) -> None:
    """Print a line of progress."""
    click.echo(line, err=True)

"""Parse and format durations on the command line: ``90s``, ``30m``, ``2h``, or seconds."""

from __future__ import annotations

import re

import click

_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600}
_DURATION = re.compile(r"([1-9][0-9]*)([smh]?)")
_MINUTE = 60


def parse_duration(_context: click.Context, _parameter: click.Parameter, text: str | None) -> int | None:
    """Return a duration in seconds, as a callback of click.

    Raises:
        click.BadParameter: the text is not a duration.
    """
    if text is None:
        return None
    match = _DURATION.fullmatch(text)
    if match is None:
        raise click.BadParameter(f"must be a duration like 90s, 30m or 2h, got {text!r}.")
    return int(match[1]) * _UNITS[match[2]]


def format_duration(seconds: float) -> str:
    """Return a duration as text: ``42 s`` or ``3 min 5 s``."""
    minutes, rest = divmod(round(seconds), _MINUTE)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"

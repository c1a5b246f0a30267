"""The width and colours of the terminal, and text wrapped between words."""

from __future__ import annotations

import os
import textwrap
from typing import IO, Any

DEFAULT_WIDTH = 80
"""The width of a terminal that does not report its own."""

NARROWEST = 40
"""Text is not wrapped to fewer columns."""


def columns(stream: IO[Any], default: int) -> int:
    """Return the width to print in: COLUMNS, or the width of the stream's terminal.

    Args:
        stream: where to print.
        default: the width if the stream is not a terminal and COLUMNS is not set.
    """
    setting = os.environ.get("COLUMNS", "")
    if setting.isdigit() and int(setting) > 0:
        return max(int(setting), NARROWEST)
    try:
        width = os.get_terminal_size(stream.fileno()).columns if stream.isatty() else default
    except (OSError, ValueError):
        return default
    # A terminal that does not know its width reports 0.
    return max(width, NARROWEST) if width else default


def has_colour(stream: IO[Any]) -> bool:
    """Return whether to print in colour: on a terminal, unless NO_COLOR is set.

    Source: https://no-color.org and https://force-color.org

    Args:
        stream: where to print.
    """
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()


def wrap(text: str, width: int, first: str = "", rest: str = "") -> str:
    """Wrap a paragraph between words. A word that is longer than the width is not broken, so that it can be copied.

    Args:
        text: the paragraph.
        width: the width of a line.
        first: the indentation of the first line.
        rest: the indentation of the other lines.
    """
    return textwrap.fill(
        text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )

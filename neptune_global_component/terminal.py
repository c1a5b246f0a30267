"""Width and colours of what commands print, and text that is wrapped between words."""

from __future__ import annotations

import os
import textwrap
from typing import IO, Any

NARROWEST = 40
"""Text is not wrapped to fewer columns."""


def columns(stream: IO[Any], default: int) -> int:
    """Return the width to print in: that of COLUMNS, or of the stream's terminal.

    Args:
        stream: to print to.
        default: the width if the stream is not a terminal and COLUMNS is not set.
    """
    given = os.environ.get("COLUMNS", "")
    if given.isdigit() and int(given) > 0:
        return max(int(given), NARROWEST)
    try:
        found = os.get_terminal_size(stream.fileno()).columns if stream.isatty() else default
    except (OSError, ValueError):
        return default
    # A terminal that does not know its width reports 0.
    return max(found, NARROWEST) if found else default


def has_colour(stream: IO[Any]) -> bool:
    """Return whether to print in colour: on a terminal, unless NO_COLOR is set.

    Source: https://no-color.org and https://force-color.org

    Args:
        stream: to print to.
    """
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()


def wrap(text: str, width: int, first: str = "", rest: str = "") -> str:
    """Wrap a paragraph between words; a word that is longer than the width stays whole, so that it can be copied.

    Args:
        text: the paragraph.
        width: of a line.
        first: the indentation of the first line.
        rest: the indentation of the other lines.
    """
    return textwrap.fill(
        text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )

"""Tables and lists for a terminal or a log, with styles that the caller removes if they are not wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import click

from neptune_global_component.core.terminal import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

UNLIMITED = 10_000
"""The width of a line in a file or a pipe."""
GAP = "  "
_INDENT = "    "


class Cell(NamedTuple):
    """A text and how to style it."""

    text: str
    style: dict[str, Any] = {}  # noqa: RUF012 - never changed

    def styled(self, width: int = 0) -> str:
        """Return the text in its style, padded with spaces."""
        shown = click.style(self.text, **self.style) if self.style else self.text
        return shown + " " * (width - len(self.text))


def table(headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """Return a table with its headings in capital letters.

    Args:
        headings: the headings of the columns.
        rows: the cells of each row.
    """
    cells = [[Cell(name.upper(), {"bold": True}) for name in headings], *rows]
    widths = [max(len(row[number].text) for row in cells) for number in range(len(headings))]
    # The last column is not padded: no line ends with spaces.
    widths[-1] = 0
    return "\n".join(GAP.join(cell.styled(width) for cell, width in zip(row, widths, strict=True)) for row in cells)


def fits(text: str, width: int) -> bool:
    """Return whether no line of a styled text is longer than the width."""
    return max(len(line) for line in click.unstyle(text).splitlines()) <= width


def records(headings: Sequence[str], rows: Sequence[Sequence[Cell]], width: int) -> str:
    """Return the rows of a table as lists, for a terminal that is too narrow for the table.

    Args:
        headings: the headings of the columns. The first two are not shown: their cells are the first line of a list.
        rows: the cells of each row. An empty one is not shown.
        width: the width of a line.
    """
    return "\n\n".join("\n".join(_record(headings, row, width)) for row in rows)


def _record(headings: Sequence[str], row: Sequence[Cell], width: int) -> Iterator[str]:
    first, second, *others = row
    yield f"{click.style(first.text, bold=True)}{GAP}{second.styled()}"
    longest = max(len(name) for name in headings)
    for name, cell in zip(headings[2:], others, strict=True):
        if not cell.text:
            continue
        label = f"{GAP}{name:<{longest}}{GAP}"
        if len(label) + len(cell.text) <= width:
            yield (label + cell.styled()).rstrip()
        else:
            yield GAP + name
            yield wrap(cell.text, width, _INDENT, _INDENT)


def warning_line(warning: str, width: int) -> str:
    """Return a warning, wrapped between words.

    Args:
        warning: its text.
        width: the width of a line.
    """
    prefix = "warning:"
    return click.style(prefix, fg="yellow") + wrap(f"{prefix} {warning}", width, rest=GAP).removeprefix(prefix)

"""The life of a stack, measured: up, no-change preview, refresh, destroy, of plain pulumi-aws and of the component."""

from __future__ import annotations

import statistics
from dataclasses import replace
from typing import TYPE_CHECKING

from ground import PROGRAMS, Ground, say
from results import Row
from shape import Shape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from measure import Measurement

OPERATIONS = {
    "up": ("up", "--yes", "--skip-preview"),
    "no-change preview": ("preview", "--expect-no-changes"),
    "refresh": ("refresh", "--yes", "--skip-preview"),
    "destroy": ("destroy", "--yes", "--skip-preview"),
}
MEASURES = {"seconds": "seconds", "memory": "memory", "AWS calls": "calls"}

BARE = "bare component"
"""Plain pulumi-aws with as many resources as the component has."""

Found = dict[str, dict[str, list["Measurement"]]]
"""Measurements by operation and program."""

_ROUNDS = 7
_ALONE = Shape()


def one_global_database(ground: Ground) -> list[Row]:
    """Measure one global database of three regions with two instances each."""
    found = live(ground, _ALONE, "one global database", _ROUNDS)
    return [row for name, one in found.items() for row in rows("one global database", name, one)]


def live(  # noqa: PLR0913 - a life in all its variants
    ground: Ground,
    shape: Shape,
    what: str,
    rounds: int,
    *,
    programs: Sequence[str] = PROGRAMS,
    without: Sequence[str] = (),
) -> Found:
    """Run each operation of all programs in turn, so that whatever else the machine does meets all.

    Args:
        ground: where.
        shape: what the programs declare.
        what: for the lines of progress.
        rounds: how often.
        programs: plain pulumi-aws and the component, and perhaps ``BARE``.
        without: operations to leave out.
    """
    operations = {name: arguments for name, arguments in OPERATIONS.items() if name not in without}
    found: Found = {name: {one: [] for one in programs} for name in operations}
    for number in range(rounds):
        for program in programs if number % 2 else reversed(programs):
            is_bare = program == BARE
            stack = ground.stack("plain" if is_bare else program, replace(shape, bare=is_bare))
            for name, arguments in operations.items():
                measured = stack.run(*arguments)
                found[name][program].append(measured)
                say(f"{what}, round {number + 1} of {rounds}, {name}", program, measured)
    return found


def rows(section: str, what: str, found: Mapping[str, Sequence[Measurement]]) -> list[Row]:
    """Give the medians of an operation.

    Args:
        section: of the rows.
        what: the operation in words.
        found: its measurements by program.
    """
    made = []
    for measure, field in MEASURES.items():
        plain, ours = (round(statistics.median(getattr(one, field) for one in found[name]), 2) for name in PROGRAMS)
        made.append(Row(section, what, measure, ours, plain))
    return made

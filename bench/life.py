"""Measure the lifecycle of a stack, with plain pulumi-aws and with the component."""

from __future__ import annotations

import statistics
from dataclasses import replace
from typing import TYPE_CHECKING

from ground import PROGRAMS, Ground, report
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
"""Plain pulumi-aws with as many resources as the component creates."""

Measurements = dict[str, dict[str, list["Measurement"]]]
"""Measurements by operation and program."""

_ROUNDS = 7
_ONE = Shape()


def one_global_database(ground: Ground) -> list[Row]:
    """Measure one global database of three regions with two instances each."""
    measurements = measure_lifecycle(ground, _ONE, "one global database", _ROUNDS)
    return [row for name, one in measurements.items() for row in rows("one global database", name, one)]


def measure_lifecycle(  # noqa: PLR0913 - the variants of a measurement
    ground: Ground,
    shape: Shape,
    what: str,
    rounds: int,
    *,
    programs: Sequence[str] = PROGRAMS,
    without: Sequence[str] = (),
) -> Measurements:
    """Run each operation of all programs in turn, so that other load on the machine affects all of them.

    Args:
        ground: the environment.
        shape: what the programs declare.
        what: the title in lines of progress.
        rounds: the number of repetitions.
        programs: plain pulumi-aws, the component, and optionally ``BARE``.
        without: operations to leave out.
    """
    operations = {name: arguments for name, arguments in OPERATIONS.items() if name not in without}
    measurements: Measurements = {name: {one: [] for one in programs} for name in operations}
    for number in range(rounds):
        for program in programs if number % 2 else reversed(programs):
            is_bare = program == BARE
            stack = ground.stack("plain" if is_bare else program, replace(shape, bare=is_bare))
            for name, arguments in operations.items():
                measured = stack.run(*arguments)
                measurements[name][program].append(measured)
                report(f"{what}, round {number + 1} of {rounds}, {name}", program, measured)
    return measurements


def rows(section: str, what: str, measurements: Mapping[str, Sequence[Measurement]]) -> list[Row]:
    """Return the medians of an operation.

    Args:
        section: the rows' section.
        what: the operation in words.
        measurements: its measurements by program.
    """
    results = []
    for measure, field in MEASURES.items():
        plain, ours = (
            round(statistics.median(getattr(one, field) for one in measurements[name]), 2) for name in PROGRAMS
        )
        results.append(Row(section, what, measure, ours, plain))
    return results

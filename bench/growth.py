"""Measure how one stack grows with the number of global databases: seconds, memory and AWS calls."""

from __future__ import annotations

import statistics
from dataclasses import replace
from typing import TYPE_CHECKING

from ground import PROGRAMS
from life import BARE, measure_lifecycle, rows
from results import Row
from shape import Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ground import Ground
    from measure import Measurement

ROUNDS = {1: 5, 10: 5, 50: 1}
"""The number of rounds for each number of global databases."""

_SECTION = "growth"
_REGIONS = ("us-east-1", "eu-west-1")


def growth(ground: Ground) -> list[Row]:
    """Measure 1, 10 and 50 global databases of two regions with one instance each, in one stack."""
    results: list[Row] = []
    for count, rounds in ROUNDS.items():
        words = "1 component" if count == 1 else f"{count} components"
        shape = Shape(count, _REGIONS, instances=1)
        measurements = measure_lifecycle(ground, shape, words, rounds, programs=(*PROGRAMS, BARE), without=["refresh"])
        for name, one in measurements.items():
            seconds, memory, calls = rows(_SECTION, f"{words}, {name}", one)
            results += [replace(seconds, note=_bare_note(one[BARE])), memory, _per_component(calls, count)]
    return results


def _bare_note(measurements: Sequence[Measurement]) -> str:
    seconds = statistics.median(one.seconds for one in measurements)
    return f"a bare component with as many resources: {seconds:.2f} s"


def _per_component(calls: Row, count: int) -> Row:
    ours, plain = calls.component or 0, calls.plain or 0
    return Row(_SECTION, calls.what, "AWS calls a component", round(ours / count, 2), round(plain / count, 2))

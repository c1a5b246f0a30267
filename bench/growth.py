"""How one stack grows with its global databases: seconds, memory, and the AWS calls of each component."""

from __future__ import annotations

import statistics
from dataclasses import replace
from typing import TYPE_CHECKING

from ground import PROGRAMS
from life import BARE, live, rows
from results import Row
from shape import Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ground import Ground
    from measure import Measurement

ROUNDS = {1: 5, 10: 5, 50: 1}
"""How often each number of global databases is measured."""

_SECTION = "growth"
_REGIONS = ("us-east-1", "eu-west-1")


def growth(ground: Ground) -> list[Row]:
    """Measure 1, 10 and 50 global databases of two regions with one instance each, in one stack."""
    made: list[Row] = []
    for count, rounds in ROUNDS.items():
        words = "1 component" if count == 1 else f"{count} components"
        shape = Shape(count, _REGIONS, instances=1)
        found = live(ground, shape, words, rounds, programs=(*PROGRAMS, BARE), without=["refresh"])
        for name, one in found.items():
            seconds, memory, calls = rows(_SECTION, f"{words}, {name}", one)
            made += [replace(seconds, note=_pulumi_itself(one[BARE])), memory, _each(calls, count)]
    return made


def _pulumi_itself(found: Sequence[Measurement]) -> str:
    seconds = statistics.median(one.seconds for one in found)
    return f"a bare component with as many resources: {seconds:.2f} s"


def _each(calls: Row, count: int) -> Row:
    ours, plain = calls.component or 0, calls.plain or 0
    return Row(_SECTION, calls.what, "AWS calls a component", round(ours / count, 2), round(plain / count, 2))

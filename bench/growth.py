"""How one stack grows with its global databases: seconds, memory, and the AWS calls of each component."""

from __future__ import annotations

from typing import TYPE_CHECKING

from life import live, rows
from results import Row
from shape import Shape

if TYPE_CHECKING:
    from ground import Ground

ROUNDS = {1: 3, 10: 3, 50: 1}
"""How often each number of global databases is measured."""

_SECTION = "growth"
_REGIONS = ("us-east-1", "eu-west-1")


def growth(ground: Ground) -> list[Row]:
    """Measure 1, 10 and 50 global databases of two regions with one instance each, in one stack."""
    made: list[Row] = []
    for count, rounds in ROUNDS.items():
        words = "1 component" if count == 1 else f"{count} components"
        found = live(ground, Shape(count, _REGIONS, instances=1), words, rounds, without=["refresh"])
        for name, one in found.items():
            seconds, memory, calls = rows(_SECTION, f"{words}, {name}", one)
            made += [seconds, memory, _each(calls, count)]
    return made


def _each(calls: Row, count: int) -> Row:
    ours, plain = calls.component or 0, calls.plain or 0
    return Row(_SECTION, calls.what, "AWS calls a component", round(ours / count, 2), round(plain / count, 2))

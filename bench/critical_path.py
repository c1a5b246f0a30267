"""Measure an `up` on an AWS with latency: the time added to the chain of dependent resources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ground import PROGRAMS, report
from life import OPERATIONS
from results import Row
from shape import Shape

if TYPE_CHECKING:
    from ground import Ground

_LATENCY = {"CreateDBCluster": 4.0, "CreateDBInstance": 8.0}
# A primary cluster, its first instance, a secondary cluster, its instances: each depends on the one before.
_CHAIN = 2 * sum(_LATENCY.values())


def critical_path(ground: Ground) -> list[Row]:
    """Measure an `up` of three regions with two instances each."""
    seconds_of = {}
    for program in PROGRAMS:
        stack = ground.stack(program, Shape())
        ground.aws.settings({"latency": _LATENCY})
        measured = stack.run(*OPERATIONS["up"])
        report("critical path", program, measured)
        seconds_of[program] = round(measured.seconds, 2)
    each = ", ".join(f"{operation} {seconds:g} s" for operation, seconds in _LATENCY.items())
    note = f"{each}; the dependent resources take {_CHAIN:g} s"
    return [Row("latency", "critical path, up", "seconds", seconds_of["component"], seconds_of["plain"], note=note)]

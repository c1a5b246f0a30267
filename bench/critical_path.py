"""An `up` on an AWS that takes its time: how much is added to the chain of what must wait for one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ground import PROGRAMS, say
from life import OPERATIONS
from results import Row
from shape import Shape

if TYPE_CHECKING:
    from ground import Ground

_LATENCY = {"CreateDBCluster": 4.0, "CreateDBInstance": 8.0}
# A primary cluster, its first instance, a secondary cluster, its instances: each waits for the one before.
_CHAIN = 2 * sum(_LATENCY.values())


def critical_path(ground: Ground) -> list[Row]:
    """Measure an `up` of three regions with two instances each."""
    found = {}
    for program in PROGRAMS:
        stack = ground.stack(program, Shape())
        ground.aws.settings({"latency": _LATENCY})
        measured = stack.run(*OPERATIONS["up"])
        say("critical path", program, measured)
        found[program] = round(measured.seconds, 2)
    each = ", ".join(f"{operation} {seconds:g} s" for operation, seconds in _LATENCY.items())
    note = f"{each}; what must wait for one another takes {_CHAIN:g} s"
    return [Row("latency", "critical path, up", "seconds", found["component"], found["plain"], note=note)]

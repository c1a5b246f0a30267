"""Measure the guard on previews of 100, 1,000 and 10,000 resources, which repeat a real preview's steps."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ground import announce
from life import OPERATIONS
from measure import median_of
from results import Row
from shape import Shape

if TYPE_CHECKING:
    from ground import Ground

_SIZES = (100, 1_000, 10_000)
_ROUNDS = 3
_GUARD = str(Path(sys.executable).with_name("neptune-global"))
# The exit statuses of verdicts; 1 is a preview that the guard can't read.
_VERDICTS = (0, 3, 4)
_PARSE = "import json, sys; json.load(open(sys.argv[1]))"


def guard_throughput(ground: Ground) -> list[Row]:
    """Measure the command `neptune-global guard`, including its start."""
    stack = ground.stack("component", Shape())
    stack.run(*OPERATIONS["up"])
    stack.reshape(Shape(instance_class="db.r6g.xlarge"))
    real = json.loads(stack.output("preview", "--json"))
    results = []
    for size in _SIZES:
        file = ground.new_folder() / "preview.json"
        file.write_text(json.dumps(repeat_steps(real, size)), encoding="utf-8")
        ours = median_of(_ROUNDS, [_GUARD, "guard", str(file)], ground.environment, _VERDICTS)
        load = median_of(_ROUNDS, [sys.executable, "-c", _PARSE, str(file)], ground.environment)
        announce(f"guard, {size:,} resources: {ours.seconds} s, {ours.memory} MiB; json.load: {load.seconds} s")
        what, note = f"guard, {size:,} resources", "compared with Python's json.load of the same file"
        results += [
            Row("guard", what, "seconds", ours.seconds, load.seconds, note=note),
            Row("guard", what, "memory", ours.memory, load.memory, note=note),
        ]
    return results


def repeat_steps(real: dict[str, Any], size: int) -> dict[str, Any]:
    """Repeat the steps of a preview under other names.

    Args:
        real: the preview of one global database, ``orders-1``.
        size: the number of resources.
    """
    stack, *rest = [json.dumps(step) for step in real["steps"]]
    steps = [stack]
    number = 0
    while len(steps) < size:
        number += 1
        steps += [step.replace("orders-1", f"orders-{number}") for step in rest]
    parsed = [json.loads(step) for step in steps[:size]]
    return {**real, "steps": parsed, "changeSummary": Counter(step["op"] for step in parsed)}

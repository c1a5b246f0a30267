"""`make bench`: the component beside plain pulumi-aws on the same local AWS, as ratios in one run.

Every ratio is ours divided by plain pulumi-aws: lower is better. Written to bench/results.json and bench/results.md.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from measure import Measurement, Stack
from rich.console import Console
from rich.table import Table

from neptune_global_component.engine import ensure
from neptune_global_component.local.process import LocalAws
from neptune_global_component.local.sandbox import Sandbox

ROUNDS = 3
OPERATIONS = {
    "up": ("up", "--yes", "--skip-preview"),
    "no-change preview": ("preview", "--expect-no-changes"),
    "refresh": ("refresh", "--yes", "--skip-preview"),
    "destroy": ("destroy", "--yes", "--skip-preview"),
}
PROGRAMS = ("plain", "component")
LATENCY = {"CreateDBCluster": 4.0, "CreateDBInstance": 8.0}
# A primary cluster, its first instance, a secondary cluster, its instances: each waits for the one before.
LONGEST_CHAIN = 2 * (LATENCY["CreateDBCluster"] + LATENCY["CreateDBInstance"])

screen = Console(stderr=True)


def main() -> None:
    """Measure, print a table, and write the results."""
    engine = ensure(screen.print)
    with LocalAws.start() as aws, tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "sandbox").mkdir()
        sandbox = Sandbox.make(folder / "sandbox", engine, lambda _line: None)
        environment = sandbox.environment(os.environ, aws.url)
        environment["PATH"] = os.pathsep.join([str(engine.bin), environment["PATH"]])
        found = rounds(folder, environment, aws)
        chain = critical_path(folder, environment, aws)
    rows = [row(operation, found[operation]) for operation in OPERATIONS]
    ratios = {f"{one['operation']} {kind}": one[f"{kind} ratio"] for one in rows for kind in ("seconds", "memory")}
    ratios["first up, AWS calls"] = rows[0]["calls ratio"]
    ratios["critical path"] = round(chain / LONGEST_CHAIN, 3)
    rows.append({"operation": "up with latency", "component seconds": round(chain, 1), "chain seconds": LONGEST_CHAIN})
    write({"machine": machine(), "versions": versions(engine.version), "ratios": ratios, "rows": rows})


def rounds(folder: Path, environment: dict[str, str], aws: LocalAws) -> dict[str, dict[str, list[Measurement]]]:
    """Run each operation of both programs in turn, so that whatever else the machine does meets both."""
    found: dict[str, dict[str, list[Measurement]]] = {name: {one: [] for one in PROGRAMS} for name in OPERATIONS}
    for number in range(ROUNDS):
        for program in PROGRAMS if number % 2 else reversed(PROGRAMS):
            aws.reset()
            place = folder / f"{program}-{number}"
            place.mkdir()
            stack = Stack(program, place, environment, aws)
            for name, arguments in OPERATIONS.items():
                found[name][program].append(stack.run(*arguments))
                screen.print(f"round {number + 1}, {program}, {name}: {found[name][program][-1].seconds:.1f} s")
    return found


def critical_path(folder: Path, environment: dict[str, str], aws: LocalAws) -> float:
    """Give the seconds of an `up` on an AWS that takes its time."""
    aws.reset()
    aws.settings({"latency": LATENCY})
    place = folder / "latency"
    place.mkdir()
    return Stack("component", place, environment, aws).run(*OPERATIONS["up"]).seconds


def row(operation: str, found: dict[str, list[Measurement]]) -> dict[str, object]:
    """Give the medians of an operation, and their ratios."""
    made: dict[str, object] = {"operation": operation}
    for kind in ("seconds", "memory", "calls"):
        plain, ours = (statistics.median(getattr(one, kind) for one in found[program]) for program in PROGRAMS)
        made |= {f"plain {kind}": round(plain, 2), f"component {kind}": round(ours, 2)}
        # A preview of plain pulumi-aws asks AWS nothing.
        made[f"{kind} ratio"] = round(ours / plain, 3) if plain else None
    return made


def machine() -> str:
    """Say what was measured on."""
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def versions(engine: str) -> dict[str, str]:
    """Give the versions that matter."""
    return {"engine": engine, **{name: version(name) for name in ("pulumi", "pulumi-aws", "moto")}}


def write(results: dict[str, object]) -> None:
    """Write the results beside this file, and print them."""
    here = Path(__file__).parent
    (here / "results.json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    ratios = results["ratios"]
    lines = ["# Results of `make bench`", "", f"{results['machine']}; {results['versions']}", "", "| ratio | value |"]
    lines += ["| --- | --- |", *(f"| {name} | {value} |" for name, value in ratios.items())]  # type: ignore[attr-defined]
    (here / "results.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    table = Table("ratio (component / plain pulumi-aws)", "value")
    for name, value in ratios.items():  # type: ignore[attr-defined]
        table.add_row(name, str(value))
    Console().print(table)


if __name__ == "__main__":
    sys.exit(main())

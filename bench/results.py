"""The benchmark's results: rows with ratios, as a table on the screen, as JSON and as Markdown."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

COMMAND = "make bench"
_HERE = Path(__file__).parent
_HEAD = ("section", "what", "measure", "plain pulumi-aws", "component", "ratio", "Terraform", "note")


@dataclass(frozen=True)
class Row:
    """One measurement of the component, and of plain pulumi-aws and Terraform if they support it.

    Args:
        section: the part of the benchmark.
        what: the measured operation: ``50 components, up``.
        measure: ``seconds``, ``memory`` (mebibytes), ``AWS calls``, …
        component: the component's value; None for a reason that the note explains.
        plain: the value of plain pulumi-aws, or of what the note names.
        terraform: Terraform's value.
        note: an explanation for the reader.
    """

    section: str
    what: str
    measure: str
    component: float | None
    plain: float | None = None
    terraform: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Return the component's value divided by plain pulumi-aws's; None if one is missing or zero."""
        return round(self.component / self.plain, 3) if self.component is not None and self.plain else None

    @property
    def cells(self) -> tuple[str, ...]:
        """Return the row as texts."""
        figures = (self.plain, self.component, self.ratio, self.terraform)
        shown = ("" if one is None else f"{one:,.3f}".rstrip("0").rstrip(".") for one in figures)
        return (self.section, self.what, self.measure, *shown, self.note)


def show(rows: Iterable[Row]) -> None:
    """Print the table, without sections and notes because a terminal is too narrow."""
    table = Table(*_HEAD[1:-1])
    for row in rows:
        table.add_row(*row.cells[1:-1])
    Console().print(table)


def write(rows: Iterable[Row], engine: str, terraform: str | None) -> None:
    """Write ``results.json`` and ``results.md`` into this folder.

    Args:
        rows: the rows of a complete run.
        engine: the version of the Pulumi engine.
        terraform: the version of Terraform, or None if it is not installed.
    """
    some = list(rows)
    ratios = {f"{row.what} {row.measure}": row.ratio for row in some if row.ratio is not None}
    packages = {name: version(name) for name in ("pulumi", "pulumi-aws", "moto")}
    versions = {"engine": engine, **packages, **({"terraform": terraform} if terraform else {})}
    lines = [{**asdict(row), "ratio": row.ratio} for row in some]
    results = {"machine": _machine(), "versions": versions, "ratios": ratios, "rows": lines}
    (_HERE / "results.json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    (_HERE / "results.md").write_text(_markdown(some, versions), encoding="utf-8")


def _markdown(rows: Iterable[Row], versions: Mapping[str, str]) -> str:
    today = datetime.now(timezone.utc).date().isoformat()
    return "\n".join(
        [
            f"# Results of `{COMMAND}`",
            "",
            f"- date: {today}",
            f"- machine: {_machine()}",
            f"- versions: {', '.join(f'{name} {one}' for name, one in versions.items())}",
            "",
            "A ratio is the component divided by plain pulumi-aws in the same run: lower is better.",
            "Memory is in MiB, of all processes of an operation at their peak.",
            "",
            f"| {' | '.join(_HEAD)} |",
            f"|{' --- |' * len(_HEAD)}",
            *(f"| {' | '.join(row.cells)} |" for row in rows),
            "",
        ]
    )


def _machine() -> str:
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"

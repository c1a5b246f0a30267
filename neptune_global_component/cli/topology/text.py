"""The status as text for a terminal or a log: a header, a table of regions, and warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import click

from neptune_global_component.cli.topology.words import cluster_status, cluster_version, endpoint, facts, instances
from neptune_global_component.core.facts.health import NOT_READ
from neptune_global_component.core.facts.observed import AVAILABLE
from neptune_global_component.core.terminal import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from neptune_global_component.cli.topology.model import GlobalStatus, RegionStatus
    from neptune_global_component.core.facts.observed import ObservedGlobalCluster

_UNLIMITED = 10_000
_HEADINGS = ("region", "role", "cluster", "status", "version", "instances", "endpoint")
_GAP = "  "
_INDENT = "    "


class _Cell(NamedTuple):
    """A text and how to style it."""

    text: str
    style: dict[str, Any] = {}  # noqa: RUF012 - never changed

    def styled(self, width: int = 0) -> str:
        """Return the text in its style, padded with spaces."""
        shown = click.style(self.text, **self.style) if self.style else self.text
        return shown + " " * (width - len(self.text))


def text(status: GlobalStatus, width: int | None = None) -> str:
    """Return the status as text with colours, which the caller removes if they are not wanted.

    A terminal that is too narrow for one table shows the endpoints below it; one that is too narrow for that shows a
    list for each region. Lines break between words only, so that every name and endpoint can be copied.

    Args:
        status: of a global database.
        width: of a line; None for a file or a pipe, where each region is one line.
    """
    limit = width or _UNLIMITED
    parts = [_header(status.observation.global_cluster, limit)]
    if status.regions:
        parts += ["", _regions(status.regions, limit), ""]
    parts += [_warning(one, limit) for one in status.warnings]
    return "\n".join(parts)


def _header(found: ObservedGlobalCluster, width: int) -> str:
    shown = wrap(f"{found.identifier}: {', '.join(facts(found))}", width, rest=_GAP).removeprefix(found.identifier)
    state = found.status or NOT_READ
    return click.style(found.identifier, bold=True) + shown.replace(state, _condition(state).styled(), 1)


def _warning(warning: str, width: int) -> str:
    prefix = "warning:"
    return click.style(prefix, fg="yellow") + wrap(f"{prefix} {warning}", width, rest=_GAP).removeprefix(prefix)


def _regions(regions: Sequence[RegionStatus], width: int) -> str:
    """Return the first layout that fits."""
    rows = [_cells(one) for one in regions]
    for one in (_table(rows), f"{_table([row[:-1] for row in rows])}\n\n{_endpoints(rows)}"):
        if max(len(line) for line in click.unstyle(one).splitlines()) <= width:
            return one
    return "\n\n".join("\n".join(_list(row, width)) for row in rows)


def _cells(region: RegionStatus) -> tuple[_Cell, ...]:
    """Return what is shown of a region, in the order of the headings."""
    is_writer = region.member.is_writer
    return (
        _Cell(region.member.region),
        _Cell(region.role, {"bold": True} if is_writer else {}),
        _Cell(region.member.identifier),
        _condition(cluster_status(region)),
        _Cell(cluster_version(region)),
        _Cell(instances(region), {"fg": "yellow"} if region.is_headless else {}),
        _Cell(endpoint(region)),
    )


def _table(rows: Sequence[Sequence[_Cell]]) -> str:
    names = _HEADINGS[: len(rows[0])]
    table = [[_Cell(name.upper(), {"bold": True}) for name in names], *rows]
    widths = [max(len(row[number].text) for row in table) for number in range(len(names))]
    # The last column is not padded: no line ends with spaces.
    widths[-1] = 0
    return "\n".join(_GAP.join(cell.styled(width) for cell, width in zip(row, widths, strict=True)) for row in table)


def _endpoints(rows: Sequence[Sequence[_Cell]]) -> str:
    longest = max(len(row[0].text) for row in rows)
    return "\n".join(f"{row[0].styled(longest)}{_GAP}{row[-1].styled()}" for row in rows)


def _list(row: Sequence[_Cell], width: int) -> Iterator[str]:
    region, role, *others = row
    yield f"{click.style(region.text, bold=True)}{_GAP}{role.styled()}"
    longest = max(len(name) for name in _HEADINGS)
    for name, cell in zip(_HEADINGS[2:], others, strict=True):
        label = f"{_GAP}{name:<{longest}}{_GAP}"
        if len(label) + len(cell.text) <= width:
            yield label + cell.styled()
        else:
            yield _GAP + name
            yield wrap(cell.text, width, _INDENT, _INDENT)


def _condition(status: str) -> _Cell:
    return _Cell(status, {"fg": "green" if status == AVAILABLE else "yellow"})

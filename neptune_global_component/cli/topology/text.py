"""The status as text for a terminal or a log: a header, a table of regions, and warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from neptune_global_component.cli.table import GAP, UNLIMITED, Cell, fits, records, table, warning_line
from neptune_global_component.cli.topology.words import (
    cluster_status,
    cluster_version,
    endpoint,
    facts,
    global_condition,
    instances,
)
from neptune_global_component.core.facts.health import NOT_READ
from neptune_global_component.core.facts.observed import AVAILABLE
from neptune_global_component.core.terminal import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from neptune_global_component.cli.topology.model import GlobalStatus, RegionStatus
    from neptune_global_component.core.facts.observed import Observation

_HEADINGS = ("region", "role", "cluster", "status", "version", "instances", "endpoint")


def text(status: GlobalStatus, width: int | None = None) -> str:
    """Return the status as text with colours, which the caller removes if they are not wanted.

    A terminal that is too narrow for one table shows the endpoints below it, in the order of its rows; one that is too
    narrow for that shows a list for each region. Lines break between words only, so that every name and endpoint can be
    copied.

    Args:
        status: the status of a global database.
        width: the width of a line; None for a file or a pipe, where each region is one line.
    """
    limit = width or UNLIMITED
    parts = [header(status.observation, limit)]
    if status.regions:
        parts += ["", _regions(status.regions, limit), ""]
    parts += [warning_line(one, limit) for one in status.warnings]
    return "\n".join(parts)


def header(observed: Observation, width: int, more: str = "") -> str:
    """Return the identifier, the status and other facts of a global cluster, wrapped between words.

    Args:
        observed: the global cluster, and its clusters as far as they were read.
        width: the width of a line.
        more: text to append.
    """
    found = observed.global_cluster
    text = f"{found.identifier}: {', '.join(facts(observed))}{more}"
    shown = wrap(text, width, rest=GAP).removeprefix(found.identifier)
    state = found.status or NOT_READ
    styled = Cell(state, condition(global_condition(observed)).style).styled()
    return click.style(found.identifier, bold=True) + shown.replace(state, styled, 1)


def _regions(regions: Sequence[RegionStatus], width: int) -> str:
    """Return the first layout that fits."""
    rows = [_cells(one) for one in regions]
    without_endpoints = table(_HEADINGS[:-1], [row[:-1] for row in rows])
    for one in (
        table(_HEADINGS, rows),
        f"{without_endpoints}\n\n{_endpoints(rows)}",
        f"{without_endpoints}\n\n{table(_HEADINGS[-1:], [row[-1:] for row in rows])}",
    ):
        if fits(one, width):
            return one
    return records(_HEADINGS, rows, width)


def _cells(region: RegionStatus) -> tuple[Cell, ...]:
    """Return what is shown of a region, in the order of the headings."""
    return (*region_cells(region), Cell(endpoint(region)))


def region_cells(region: RegionStatus) -> tuple[Cell, ...]:
    """Return what is shown of a region, except its endpoint.

    Args:
        region: a member of the global cluster.
    """
    is_writer = region.member.is_writer
    return (
        Cell(region.member.region),
        Cell(region.role, {"bold": True} if is_writer else {}),
        Cell(region.member.identifier),
        condition(cluster_status(region)),
        Cell(cluster_version(region)),
        Cell(instances(region), {"fg": "yellow"} if region.is_headless else {}),
    )


def _endpoints(rows: Sequence[Sequence[Cell]]) -> str:
    longest = max(len(row[0].text) for row in rows)
    return "\n".join(f"{row[0].styled(longest)}{GAP}{row[-1].styled()}" for row in rows)


def condition(status: str) -> Cell:
    """Return a status in its colour.

    Args:
        status: the status of a global cluster or a cluster.
    """
    return Cell(status, {"fg": "green" if status == AVAILABLE else "yellow"})

"""The status as text for a screen or a log: a header, a table of regions, warnings; pure but for the console."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from neptune_global_component.observed import AVAILABLE
from neptune_global_component.operations.state import NOT_READ
from neptune_global_component.status.words import cluster_status, cluster_version, facts, instances

if TYPE_CHECKING:
    from rich.console import Console

    from neptune_global_component.status.model import GlobalStatus, RegionStatus

_UNLIMITED = 10_000
_COLUMNS = ("region", "role", "cluster", "status", "version", "instances")


def print_status(status: GlobalStatus, console: Console) -> None:
    """Print the status, in colours where the console is a terminal.

    A terminal that is too narrow for the endpoints has them under the table, in full; a file or pipe has one line a
    region, however long.

    Args:
        status: of a global database.
        console: where to print.
    """
    found = status.observation.global_cluster
    header = [_coloured(fact) if fact == found.status else Text(fact) for fact in facts(found)]
    _print(console, Text(found.identifier, "bold"), Text(": "), Text(", ").join(header))
    if status.regions:
        _print_regions(status, console)
    for warning in status.warnings:
        _print(console, Text("warning: ", "yellow"), Text(warning))


def _print_regions(status: GlobalStatus, console: Console) -> None:
    if not console.is_terminal:
        console.width = _UNLIMITED
    table = _table(status, with_endpoints=True)
    needed = console.measure(table, options=console.options.update(width=_UNLIMITED)).maximum
    console.print()
    if needed <= console.width:
        console.print(table)
    else:
        console.print(_table(status, with_endpoints=False))
        console.print()
        longest = max(len(one.member.region) for one in status.regions)
        for one in status.regions:
            _print(console, Text(f"{one.member.region:<{longest}}  "), Text(_endpoint(one)))
    console.print()


def _table(status: GlobalStatus, *, with_endpoints: bool) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for name in (*_COLUMNS, "endpoint") if with_endpoints else _COLUMNS:
        table.add_column(name, overflow="fold")
    for one in status.regions:
        texts = (
            Text(one.member.region),
            Text(one.role, "bold" if one.member.is_writer else ""),
            Text(one.member.identifier),
            _coloured(cluster_status(one)),
            Text(cluster_version(one)),
            Text(instances(one), "yellow" if one.is_headless else ""),
        )
        table.add_row(*texts, *([Text(_endpoint(one))] if with_endpoints else []))
    return table


def _endpoint(region: RegionStatus) -> str:
    if region.cluster is None or region.cluster.endpoint is None:
        return NOT_READ
    port = region.cluster.port
    return region.cluster.endpoint if port is None else f"{region.cluster.endpoint}:{port}"


def _coloured(status: str) -> Text:
    return Text(status, "green" if status == AVAILABLE else "yellow")


def _print(console: Console, *texts: Text) -> None:
    """Print a line that the console neither cuts nor wraps: what is in it can be copied."""
    console.print(Text.assemble(*texts), soft_wrap=True)

"""Show a global database until AWS has completed all that is in progress: `status --watch`."""

# ruff: noqa: PLC0415 - rich is imported only on a terminal

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from neptune_global_component.aws.operations.lag import read_lag
from neptune_global_component.cli.duration import format_duration
from neptune_global_component.cli.progress import progress
from neptune_global_component.cli.table import Cell, fits, records, table
from neptune_global_component.cli.topology.read import read_status
from neptune_global_component.cli.topology.text import header, region_cells
from neptune_global_component.cli.topology.words import facts
from neptune_global_component.core.errors import CallError, ReadError
from neptune_global_component.core.facts.health import busy
from neptune_global_component.core.facts.observed import AVAILABLE
from neptune_global_component.core.terminal import DEFAULT_WIDTH, columns, has_colour

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from neptune_global_component.aws.clients import Connect
    from neptune_global_component.cli.topology.model import GlobalStatus, RegionStatus

_HEADINGS = ("region", "role", "cluster", "status", "version", "instances", "lag")
_LEFT_OUT = ((), ("cluster",), ("cluster", "instances"), ("cluster", "instances", "version"))
"""The columns to leave out on a narrow terminal. Lists would be higher than a terminal of 24 lines."""
_INTERVAL = 5
_QUIET_READS = 12
"""An operation may continue while nothing shows it: between the members of a minor upgrade, or in a region that does
not answer. After this number of reads, it does not: an upgrade was interrupted, or a region was lost."""


@dataclass(frozen=True)
class _Look:
    """A global database at a moment.

    Args:
        status: the status of the global database.
        lags: the replication lags by region, in milliseconds.
        elapsed: the seconds since the start.
    """

    status: GlobalStatus
    lags: dict[str, float]
    elapsed: float

    @property
    def pending(self) -> str | None:
        """The operation that AWS has to complete, or None."""
        if (doing := busy(self.status.observation)) is not None:
            return str(doing)
        waiting = [one for region in self.status.regions for one in region.instances]
        names = [f"{one.identifier} ({one.status})" for one in waiting if one.status not in {AVAILABLE, None}]
        return f"{', '.join(names)} to be available" if names else None

    @property
    def has_one_version(self) -> bool:
        """Return whether the members that were read have the same engine version."""
        return len({one.cluster.engine_version for one in self.status.regions if one.cluster}) <= 1

    @property
    def unread(self) -> str:
        """The regions whose cluster could not be read; empty if all were read."""
        return ", ".join(one.member.region for one in self.status.regions if one.cluster is None)

    @property
    def is_settled(self) -> bool:
        """Return whether it is certain that no operation continues."""
        return not self.pending and not self.unread and self.has_one_version

    def lag(self, region: RegionStatus) -> str:
        """Return a region's lag, or nothing."""
        lag = self.lags.get(region.member.region)
        return "" if lag is None else f"{lag:g} ms"


def watch(connect: Connect, identifier: str, seconds: float) -> None:
    """Show the global database until nothing is in progress.

    On a terminal it is one screen that changes; otherwise each change is one line.

    Args:
        connect: returns the boto3 client for a service and a region.
        identifier: the identifier of the global cluster, in lower case.
        seconds: the time limit.

    Raises:
        ReadError: the global cluster does not exist, or AWS rejected a read.
        click.ClickException: the time limit is reached.
    """
    start, quiet, reason = time.monotonic(), 0, ""
    with _screen() if sys.stdout.isatty() else _lines() as show:
        while True:
            pending: str | None = "AWS to answer"
            try:
                look = _look(connect, identifier, start)
            except ReadError as error:
                if not error.transient:
                    raise
                if str(error) != reason:
                    reason = str(error)
                    progress(f"waiting for AWS to answer: {reason}")
            else:
                reason = ""
                show(look)
                pending = look.pending
                quiet = 0 if pending else quiet + 1
                if look.is_settled or quiet >= _QUIET_READS:
                    break
            left = start + seconds - time.monotonic()
            if left <= 0:
                waits_for = pending or (
                    f"an answer from {look.unread}" if look.unread else "the versions of the members to be the same"
                )
                raise click.ClickException(f"Timed out after {format_duration(seconds)} waiting for {waits_for}.")
            time.sleep(min(_INTERVAL, left))
    unread = f" Not read: {look.unread}." if look.unread else ""
    click.echo(f"{format_duration(look.elapsed)}: nothing is in progress.{unread}")


def _look(connect: Connect, identifier: str, start: float) -> _Look:
    status = read_status(connect, identifier)
    lags: dict[str, float] = {}
    for one in status.regions:
        try:
            lag = read_lag(connect, status.observation.global_cluster, one.member.region)
        except (CallError, ReadError):
            # The lag is an addition: the operation is visible without it.
            continue
        lags |= {} if lag is None else {one.member.region: lag}
    return _Look(status, lags, time.monotonic() - start)


@dataclass
class _Changes:
    """Prints a line for each change of the global cluster or a region; a lag is printed only with another change."""

    shown: dict[str, str] = field(default_factory=dict)

    def __call__(self, look: _Look) -> None:
        """Print the facts that changed since the last call."""
        found = look.status.observation.global_cluster
        self._print(look, found.identifier, ", ".join(facts(look.status.observation)))
        left = self.shown.keys() - {found.identifier, *(one.member.region for one in look.status.regions)}
        for region in sorted(left):
            self._print(look, region, "no longer a member")
        for one in look.status.regions:
            _, *cells = (cell.text for cell in region_cells(one))
            lag = look.lag(one)
            self._print(look, one.member.region, ", ".join(cells), f", lag {lag}" if lag else "")

    def _print(self, look: _Look, name: str, text: str, more: str = "") -> None:
        if self.shown.get(name) != text:
            self.shown[name] = text
            click.echo(f"{format_duration(look.elapsed)}: {name}: {text}{more}")


@contextmanager
def _lines() -> Iterator[Callable[[_Look], None]]:
    yield _Changes()


@contextmanager
def _screen() -> Iterator[Callable[[_Look], None]]:
    """Yield a function that replaces the screen; the last one stays."""
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    console = Console(highlight=False, markup=False, color_system="auto" if has_colour(sys.stdout) else None)
    # Rich 14 redirects to a stream that is not a terminal: its width would be unknown.
    with Live(console=console, auto_refresh=False, redirect_stdout=False, redirect_stderr=False) as live:

        def show(look: _Look) -> None:
            text = _text(look, columns(sys.stdout, DEFAULT_WIDTH))
            live.update(Text.from_ansi(text if has_colour(sys.stdout) else click.unstyle(text)), refresh=True)

        yield show


def _text(look: _Look, width: int) -> str:
    first = header(look.status.observation, width, f" ({format_duration(look.elapsed)})")
    return f"{first}\n\n{_regions(look, width)}\n" if look.status.regions else first


def _regions(look: _Look, width: int) -> str:
    """Return a table with as many columns as fit, or lists if not even the necessary columns do."""
    rows = [(*region_cells(one), _lag_cell(look, one)) for one in look.status.regions]
    for left_out in _LEFT_OUT:
        numbers = [number for number, name in enumerate(_HEADINGS) if name not in left_out]
        shown = table([_HEADINGS[number] for number in numbers], [[row[number] for number in numbers] for row in rows])
        if fits(shown, width):
            return shown
    return records(_HEADINGS, rows, width)


def _lag_cell(look: _Look, region: RegionStatus) -> Cell:
    """Return the lag of a secondary; the primary has none."""
    return Cell(look.lag(region) or ("" if region.member.is_writer else "unknown"))

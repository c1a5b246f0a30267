"""What the commands ``switchover`` and ``failover`` have in common: plan, question, progress, result."""

# ruff: noqa: PLC0415 - what reads AWS is imported when it is used: the other commands start without it

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from neptune_global_component.cli.identifier import identifier as checked
from neptune_global_component.cli.progress import progress
from neptune_global_component.errors import CallError

if TYPE_CHECKING:
    from collections.abc import Callable

    from neptune_global_component.aws import Connect
    from neptune_global_component.observed import Observation

    Command = Callable[..., None]


def options(command: Command) -> Command:
    """Give a command the argument and the options that both have."""
    for add in reversed(
        (
            click.argument("identifier", callback=checked),
            click.option("--to", required=True, metavar="REGION", help="The region that is to have the primary."),
            click.option("--yes", is_flag=True, help="Do not ask."),
            click.option("--json", "as_json", is_flag=True, help="Print what was done as a JSON document."),
            click.option("--profile", help="The profile of your AWS configuration. Default: that of the environment."),
        )
    ):
        command = add(command)
    return command


def has_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty()


@dataclass(frozen=True)
class Asked:
    """What the user asked for.

    Args:
        identifier: of the global cluster.
        to: the region that is to have the primary.
        yes: whether not to ask.
        as_json: whether to print a JSON document.
    """

    identifier: str
    to: str
    yes: bool
    as_json: bool

    def check_can_ask(self) -> None:
        """Refuse to go on where nobody can be asked.

        Raises:
            click.UsageError: there is no terminal, and no ``--yes``.
        """
        if not self.yes and not has_terminal():
            raise click.UsageError("There is no terminal to ask on: give --yes if it is to be done without a question.")


def carry_out(
    asked: Asked,
    connect: Connect,
    observed: Observation,
    steps: tuple[str, ...],
    run: Callable[[Callable[[str], None]], tuple[str, ...]],
) -> None:
    """Show the plan, ask, act, show progress, and print the result.

    Args:
        asked: what the user asked for.
        connect: gives the boto3 client of a service and a region.
        observed: what AWS has.
        steps: what is to be done.
        run: does it, given what takes a line of progress.
    """
    writer = observed.global_cluster.writer
    before = writer.region if writer else None
    document: dict[str, object] = {
        "globalClusterIdentifier": asked.identifier,
        "from": before,
        "to": asked.to,
        "steps": list(steps),
    }
    if not steps:
        _show(asked, document | {"calls": []}, f"{asked.to} has the primary already: there is nothing to do.")
        return
    lag, words = _lag(connect, observed, asked.to)
    progress(f"replication lag of {asked.to}: {words}")
    for step in steps:
        progress(f"plan: {step}")
    if not asked.yes:
        click.confirm(f"Change {asked.identifier} now?", abort=True, err=True)
    calls = _watched(run)
    document |= {"replicationLagMilliseconds": lag, "calls": list(calls)}
    _show(asked, document, f"{asked.to} is the primary of {asked.identifier} now.")


def _lag(connect: Connect, observed: Observation, to: str) -> tuple[float | None, str]:
    from neptune_global_component.operations.lag import read_lag

    try:
        lag = read_lag(connect, observed.global_cluster, to)
    except CallError as error:
        return None, f"unknown ({error})"
    return lag, "unknown (CloudWatch has no value of the last minutes)" if lag is None else f"{lag:g} ms"


def _watched(run: Callable[[Callable[[str], None]], tuple[str, ...]]) -> tuple[str, ...]:
    from rich.console import Console

    console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    with console.status("asking AWS") as spinner:

        def say(line: str) -> None:
            console.print(line)
            spinner.update(line)

        try:
            return run(say)
        except KeyboardInterrupt:
            console.print("interrupted: what AWS was asked for goes on; run the same again to watch it")
            raise


def _show(asked: Asked, document: dict[str, object], text: str) -> None:
    click.echo(json.dumps(document, indent=2) if asked.as_json else text)

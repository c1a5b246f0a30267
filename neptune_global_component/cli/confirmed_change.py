"""What the commands ``switchover`` and ``failover`` share: options, plan, question, progress and result."""

# ruff: noqa: PLC0415 - what reads AWS is imported when it is used: the other commands start without it

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass, fields
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from neptune_global_component.cli.duration import format_duration, parse_duration
from neptune_global_component.cli.identifier import identifier as checked
from neptune_global_component.cli.progress import fit, progress
from neptune_global_component.core.errors import CallError
from neptune_global_component.core.terminal import has_colour

if TYPE_CHECKING:
    from collections.abc import Callable

    from neptune_global_component.aws.clients import Connect
    from neptune_global_component.core.facts.observed import Observation

    Say = Callable[[str], None]

_OPTIONS = (
    click.argument("identifier", callback=checked),
    click.option("--to", required=True, metavar="REGION", help="The region of the new primary."),
    click.option("--yes", is_flag=True, help="Do not ask for confirmation."),
    click.option("--dry-run", is_flag=True, help="Show the plan and its consequences, and change nothing."),
    click.option("--no-wait", is_flag=True, help="Send the request to AWS and do not wait until it is done."),
    click.option(
        "--timeout",
        metavar="DURATION",
        callback=parse_duration,
        help="How long to wait, for example 90s, 30m or 2h. AWS goes on afterwards. Default: 30m.",
    ),
    click.option(
        "--format",
        "form",
        type=click.Choice(["text", "markdown", "json"]),
        default="text",
        show_default=True,
        help="The format of the result on standard output.",
    ),
    click.option("--profile", help="The profile of your AWS configuration. Default: that of the environment."),
)


@dataclass(frozen=True)
class Asked:
    """What the user asks for.

    Args:
        identifier: of the global cluster.
        to: the region of the new primary.
        yes: whether not to ask for confirmation.
        form: the format of the result: ``text``, ``markdown`` or ``json``.
        dry_run: whether to show the plan only.
        no_wait: whether to return when AWS has accepted the request.
        timeout: seconds to wait; None for the operation's own time.
    """

    identifier: str
    to: str
    yes: bool = False
    form: str = "text"
    dry_run: bool = False
    no_wait: bool = False
    timeout: int | None = None

    def check_can_ask(self) -> None:
        """Check that the user can be asked for confirmation, if that is needed.

        Raises:
            click.UsageError: there is no terminal, and neither ``--yes`` nor ``--dry-run``.
        """
        if not (self.yes or self.dry_run or has_terminal()):
            raise click.UsageError(
                "There is no terminal to ask on: give --yes to change without a question, or --dry-run to see the plan."
            )

    def waiting(self) -> dict[str, Any]:
        """Return how an operation waits, as its keyword arguments."""
        from neptune_global_component.aws.operations.waiting import Pace

        pace = {"pace": Pace(seconds=self.timeout)} if self.timeout else {}
        return {"wait": not self.no_wait, **pace}


@dataclass(frozen=True)
class Prompt:
    """What the user reads before a change.

    Args:
        name: of the operation.
        consequences: one paragraph each.
        question: what to confirm.
        type_identifier: whether to confirm with the identifier, not with ``y``.
    """

    name: str
    consequences: tuple[str, ...]
    question: str
    type_identifier: bool = False


def options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the argument and the options of both commands, which get them as an ``Asked``."""

    @wraps(command)
    def with_asked(**values: Any) -> None:  # noqa: ANN401 - the values of the options
        names = [one.name for one in fields(Asked)]
        command(asked=Asked(**{name: values.pop(name) for name in names}), **values)

    for add in reversed(_OPTIONS):
        with_asked = add(with_asked)
    return with_asked


def has_terminal() -> bool:
    """Return whether somebody can be asked."""
    return sys.stdin.isatty()


def carry_out(  # noqa: PLR0913, PLR0917 - the change, and how it is shown
    asked: Asked,
    connect: Connect,
    observed: Observation,
    steps: tuple[str, ...],
    prompt: Prompt,
    run: Callable[[Say], tuple[str, ...]],
) -> None:
    """Show the plan, ask, act, show progress, and print the result.

    Args:
        asked: what the user asks for.
        connect: gives the boto3 client of a service and a region.
        observed: what AWS has.
        steps: what is to be done.
        prompt: what the user reads before.
        run: does it, given what takes a line of progress.
    """
    writer = observed.global_cluster.writer
    document: dict[str, object] = {
        "globalClusterIdentifier": asked.identifier,
        "from": writer.region if writer else None,
        "to": asked.to,
        "steps": list(steps),
    }
    if not steps:
        _show(asked, document | {"calls": []}, f"{asked.to} has the primary already: there is nothing to do.")
        return
    lag, words = _lag(connect, observed, asked.to)
    document |= {"replicationLagMilliseconds": lag}
    progress(_place(observed, asked.to, prompt.name))
    progress(f"replication lag of {asked.to}: {words}")
    for paragraph in prompt.consequences:
        progress(paragraph)
    for step in steps:
        progress(f"plan: {step}")
    if asked.dry_run:
        _show(asked, document | {"calls": [], "dryRun": True}, "Dry run: nothing was changed.")
        return
    if not asked.yes:
        _confirm(asked, prompt)
    calls = _watched(run)
    document |= {"calls": list(calls)}
    if asked.no_wait:
        text = f"AWS works on the {prompt.name}; see `neptune-global status {asked.identifier}`."
        _show(asked, document | {"waited": False}, text)
        return
    _show(asked, document, f"{asked.to} is the primary of {asked.identifier} now.")


def _place(observed: Observation, to: str, name: str) -> str:
    """Return what is changed where: the account, and the regions with their clusters."""
    found = observed.global_cluster
    account = found.arn.split(":")[4] if found.arn else "unknown"
    writer, target = found.writer, found.member(to)
    before = f"{writer.region} (primary, {writer.identifier})" if writer else "no primary"
    after = f"{to} ({target.identifier})" if target else to
    return f"{name} of {found.identifier} in account {account}: {before} -> {after}"


def _confirm(asked: Asked, prompt: Prompt) -> None:
    """Ask the user.

    Raises:
        click.Abort: the answer is no.
    """
    if prompt.type_identifier:
        question = f"{prompt.question} Type {asked.identifier} to confirm"
        answer = click.prompt(fit(question, len(asked.identifier) + 2), default="", show_default=False, err=True)
        agreed = answer.strip().lower() == asked.identifier
    else:
        agreed = click.confirm(fit(prompt.question, len(" [y/N]: y")), err=True)
    if not agreed:
        progress("Nothing was changed.")
        raise click.Abort


def _lag(connect: Connect, observed: Observation, to: str) -> tuple[float | None, str]:
    from neptune_global_component.aws.operations.lag import read_lag

    try:
        lag = read_lag(connect, observed.global_cluster, to)
    except CallError as error:
        return None, f"unknown ({error})"
    return lag, "unknown (CloudWatch has no value of the last minutes)" if lag is None else f"{lag:g} ms"


def _watched(run: Callable[[Say], tuple[str, ...]]) -> tuple[str, ...]:
    """Run an operation, with its progress and the elapsed time on standard error."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    # Rich treats a file as a terminal if FORCE_COLOR is set, and prints bold text if NO_COLOR is set.
    console = Console(
        stderr=True,
        highlight=False,
        markup=False,
        soft_wrap=True,
        force_terminal=sys.stderr.isatty(),
        color_system="auto" if has_colour(sys.stderr) else None,
    )
    start = time.monotonic()
    shown = (SpinnerColumn(), TimeElapsedColumn(), TextColumn("waiting for AWS", markup=False))
    with Progress(*shown, console=console, transient=True, disable=not console.is_terminal) as spinner:
        spinner.add_task("", total=None)

        def say(line: str) -> None:
            console.print(fit(f"{format_duration(time.monotonic() - start)}: {line}"))

        try:
            return run(say)
        except KeyboardInterrupt:
            console.print(fit("interrupted: AWS continues with the request; run the command again to watch it"))
            raise


def _show(asked: Asked, document: dict[str, object], text: str) -> None:
    if asked.form == "json":
        click.echo(json.dumps(document, indent=2))
    elif asked.form == "markdown":
        steps = document["steps"]
        listed = [f"- {step}" for step in steps] if isinstance(steps, list) else []
        click.echo("\n".join([text, *([""] if listed else []), *listed]))
    else:
        click.echo(text)

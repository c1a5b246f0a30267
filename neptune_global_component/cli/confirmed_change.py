"""The common part of ``switchover``, ``failover`` and ``rename``: options, plan, question, progress and result."""

# ruff: noqa: PLC0415 - boto3 is imported only when a command needs it

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, fields
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from neptune_global_component.cli.command import format_option
from neptune_global_component.cli.connection import profile_option
from neptune_global_component.cli.duration import parse_duration
from neptune_global_component.cli.identifier import identifier as checked
from neptune_global_component.cli.progress import fit, progress, result
from neptune_global_component.cli.running import run_with_progress
from neptune_global_component.core.errors import CallError

if TYPE_CHECKING:
    from collections.abc import Callable

    from neptune_global_component.aws.clients import Connect
    from neptune_global_component.cli.running import Say
    from neptune_global_component.core.facts.observed import Observation

EXIT_STATUSES = {
    "0": "done, or nothing to do",
    "1": "failed, not confirmed or timed out",
    "2": "usage error, or no terminal to confirm in",
    "130": "interrupted",
    "143": "terminated (SIGTERM)",
}
"""The exit statuses of these commands."""

_OPTIONS = (
    click.argument("identifier", callback=checked),
    click.option("--to", required=True, metavar="REGION", help="The region of the new primary."),
    click.option("--yes", is_flag=True, help="Do not ask for confirmation."),
    click.option("--dry-run", is_flag=True, help="Show the plan and its consequences, and change nothing."),
    click.option("--no-wait", is_flag=True, help="Send the request to AWS and do not wait until it completes."),
    click.option(
        "--timeout",
        metavar="DURATION",
        callback=parse_duration,
        help="How long to wait, for example 90s, 30m or 2h. AWS continues afterwards. Default: 30m.",
    ),
    format_option(),
    profile_option,
)


@dataclass(frozen=True)
class Asked:
    """The change that the user asks for.

    Args:
        identifier: the identifier of the global cluster.
        to: the region of the new primary, or the new identifier.
        yes: whether not to ask for confirmation.
        form: ``text``, ``markdown`` or ``json``.
        dry_run: whether to show only the plan.
        no_wait: whether to return as soon as AWS accepts the request.
        timeout: seconds to wait; None for the operation's default.
    """

    identifier: str
    to: str
    yes: bool = False
    form: str = "text"
    dry_run: bool = False
    no_wait: bool = False
    timeout: int | None = None

    def check_can_ask(self) -> None:
        """Check that the user can confirm the change, if a confirmation is required.

        Raises:
            click.UsageError: there is no terminal, and neither ``--yes`` nor ``--dry-run``.
        """
        if not (self.yes or self.dry_run or has_terminal()):
            raise click.UsageError(
                "Confirmation needs a terminal. Add --yes to change without confirmation, or --dry-run to see the plan."
            )

    @property
    def step_if_down(self) -> str:
        """The next step if the region of the new primary does not answer."""
        return (
            f"Run the command again when {self.to} answers, or choose another secondary (`neptune-global status "
            f"{self.identifier}` shows them)."
        )

    def wait_arguments(self) -> dict[str, Any]:
        """Return the keyword arguments of an operation that say how long it waits."""
        from neptune_global_component.aws.operations.waiting import Pace

        pace = {"pace": Pace(seconds=self.timeout)} if self.timeout else {}
        return {"wait": not self.no_wait, **pace}


@dataclass(frozen=True)
class Prompt:
    """The text that a user reads and confirms before a change.

    Args:
        name: the name of the operation.
        consequences: one paragraph each.
        question: what to confirm.
        type_identifier: whether the user confirms with the identifier instead of ``y``.
        next_prompt: called after the confirmation; returns another text to confirm, if AWS's state now requires one.
    """

    name: str
    consequences: tuple[str, ...]
    question: str
    type_identifier: bool = False
    next_prompt: Callable[[], Prompt | None] = lambda: None


def options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the argument and the options of ``switchover`` and ``failover``, and pass them as an ``Asked``."""

    @wraps(command)
    def with_asked(**values: Any) -> None:  # noqa: ANN401 - the values of the options
        names = [one.name for one in fields(Asked)]
        command(asked=Asked(**{name: values.pop(name) for name in names}), **values)

    for add in reversed(_OPTIONS):
        with_asked = add(with_asked)
    return with_asked


def has_terminal() -> bool:
    """Return whether the user can be asked."""
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
        connect: returns the boto3 client for a service and a region.
        observed: the global database in AWS.
        steps: the plan, one line each.
        prompt: the text to confirm.
        run: carries the change out, and reports progress to its argument.
    """
    writer = observed.global_cluster.writer
    document: dict[str, object] = {
        "globalClusterIdentifier": asked.identifier,
        "from": writer.region if writer else None,
        "to": asked.to,
        "steps": list(steps),
    }
    if not steps:
        _show(asked, document | {"calls": []}, f"{asked.to} is already the primary. Nothing to do.")
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
        confirm(asked, prompt)
    calls = run_with_progress(run)
    document |= {"calls": list(calls)}
    if asked.no_wait:
        watch = f"neptune-global status {asked.identifier} --watch"
        text = f"AWS accepted the {prompt.name}. Run `{watch}` to see its progress."
        _show(asked, document | {"waited": False}, text)
        return
    _show(asked, document, f"{asked.to} is now the primary of {asked.identifier}.")


def _place(observed: Observation, to: str, name: str) -> str:
    """Return the account, the regions and the clusters that the change affects."""
    global_cluster = observed.global_cluster
    account = global_cluster.arn.split(":")[4] if global_cluster.arn else "unknown"
    writer, target = global_cluster.writer, global_cluster.member(to)
    before = f"{writer.region} (primary, {writer.identifier})" if writer else "no primary"
    after = f"{to} ({target.identifier})" if target else to
    return f"{name} of {global_cluster.identifier} in account {account}: {before} -> {after}"


def confirm(asked: Asked, prompt: Prompt) -> None:
    """Ask the user.

    Raises:
        click.ClickException: the answer is no.
        click.Abort: the user pressed Ctrl-C or Ctrl-D.
    """
    try:
        agreed = _is_agreed(asked, prompt)
    except click.Abort:
        # The cursor is still behind the question.
        progress("\ninterrupted: nothing was changed")
        raise
    if not agreed:
        raise click.ClickException("Not confirmed. Nothing was changed.")
    if another := prompt.next_prompt():
        for paragraph in another.consequences:
            progress(paragraph)
        confirm(asked, another)


def _is_agreed(asked: Asked, prompt: Prompt) -> bool:
    if prompt.type_identifier:
        question = f"{prompt.question} Type {asked.identifier} to confirm"
        answer: str = click.prompt(fit(question, len(asked.identifier) + 2), default="", show_default=False, err=True)
        return answer.strip().lower() == asked.identifier
    return click.confirm(fit(prompt.question, len(" [y/N]: y")), err=True)


def _lag(connect: Connect, observed: Observation, to: str) -> tuple[float | None, str]:
    from neptune_global_component.aws.operations.lag import read_lag

    try:
        lag = read_lag(connect, observed.global_cluster, to)
    except CallError as error:
        return None, f"unknown ({error})"
    return lag, "unknown (CloudWatch has no recent value)" if lag is None else f"{lag:g} ms"


def _show(asked: Asked, document: dict[str, object], text: str) -> None:
    if asked.form == "json":
        click.echo(json.dumps(document, indent=2))
    elif asked.form == "markdown":
        steps = document["steps"]
        listed = [f"- {step}" for step in steps] if isinstance(steps, list) else []
        click.echo("\n".join([text, *([""] if listed else []), *listed]))
    else:
        result(text)

"""The command ``failover``: move the primary to another region, and lose writes that were not replicated."""

# ruff: noqa: PLC0415 - boto3 is imported only when a command needs it

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from neptune_global_component.cli.command import Command
from neptune_global_component.cli.confirmed_change import EXIT_STATUSES, Asked, Prompt, carry_out, options
from neptune_global_component.cli.connection import connection, report_move, step_if_down

if TYPE_CHECKING:
    from neptune_global_component.aws.clients import Connect
    from neptune_global_component.cli.running import Say
    from neptune_global_component.core.facts.observed import Observation

SECONDS = 8.0
"""How long to wait for the primary's region to answer: it may be down."""


@click.command(
    cls=Command,
    short_help="Move the primary when its region is lost.",
    exit_statuses=EXIT_STATUSES,
    examples=(
        "neptune-global failover orders-global --to eu-west-1 --dry-run",
        "neptune-global failover orders-global --to eu-west-1 --allow-data-loss",
    ),
)
@options
@click.option(
    "--allow-data-loss",
    is_flag=True,
    help="Accept the loss of writes that were not replicated. Required, except with --dry-run.",
)
@click.option(
    "--region",
    metavar="REGION",
    help="The AWS region to ask. Default: the region of --to, because the primary's may be lost.",
)
def failover(*, asked: Asked, profile: str | None, allow_data_loss: bool, region: str | None) -> None:
    """Move the primary of the global database IDENTIFIER to another region when the primary's region is lost.

    Writes that the new primary has not replicated are lost. While the primary is available, use `neptune-global
    switchover`, which loses no data; a failover then asks you to type the identifier. With --yes, nothing is asked.

    The command shows the plan, the replication lag and the consequences, asks for confirmation, and waits until the new
    primary accepts writes. It needs the permissions of `neptune-global iam-policy --failover`, and no Pulumi stack.
    """
    if not (allow_data_loss or asked.dry_run):
        raise click.UsageError(
            "A failover loses writes that the new primary has not replicated. Add --allow-data-loss to accept that, or "
            "use `neptune-global switchover`, which loses no data, while the primary is available. To see the plan, "
            "use --dry-run."
        )
    asked.check_can_ask()
    from neptune_global_component.aws.operations import failover as operation
    from neptune_global_component.aws.operations.read import read_database

    identifier, to = asked.identifier, asked.to
    connect = connection(region or to, profile, to)
    with step_if_down(asked.step_if_down):
        observed = read_database(connect, identifier, {to})
    report_move(connect)
    steps = operation.steps(observed, to)
    status = _primary_status(connect, observed) if steps else None
    loses = (
        f"All writes that {to} has not replicated are lost. Writes fail until {to} is the primary. Instances restart, "
        "so readers lose their connections too."
    )

    def next_prompt() -> Prompt | None:
        # The user may read for minutes, in which a lost region can return.
        now = _prompt(asked, observed, _primary_status(connect, observed))
        return now if now.type_identifier else None

    prompt = _prompt(asked, observed, status, loses)
    if not prompt.type_identifier:
        prompt = replace(prompt, next_prompt=next_prompt)

    def run(say: Say) -> tuple[str, ...]:
        return operation.run(connect, identifier, to, report=say, confirmed=observed, **asked.wait_arguments())

    carry_out(asked, connect, observed, steps, prompt, run)


def _prompt(asked: Asked, observed: Observation, status: str | None, *consequences: str) -> Prompt:
    """Return the prompt, which depends on the status of the primary's cluster."""
    from neptune_global_component.core.facts.observed import AVAILABLE

    writer = observed.global_cluster.writer
    before = writer.region if writer else "an unknown region"
    is_available = status == AVAILABLE
    state = f"The primary in {before} is {status}."
    if status is None:
        state = f"The primary in {before} could not be read: its region may be lost."
    if is_available:
        state = (
            f"The primary in {before} is available. A switchover loses no data: "
            f"`neptune-global switchover {asked.identifier} --to {asked.to}`."
        )
    question = f"Fail {asked.identifier} over to {asked.to}, and lose writes that were not replicated?"
    return Prompt("failover", (*consequences, state), question, type_identifier=is_available)


def _primary_status(connect: Connect, observed: Observation) -> str | None:
    """Return the status of the primary's cluster; None if its region does not answer in time."""
    from neptune_global_component.aws.describe import read_clusters

    writer = observed.global_cluster.writer
    if writer is None:
        return None
    found: list[str | None] = []

    def read() -> None:
        clusters, _ = read_clusters(connect, [writer])
        found.extend(one.status for one in clusters.values())

    # A client waits longer and retries. The status is shown to the user only, so it is not worth that time.
    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    thread.join(SECONDS)
    return next(iter(found), None)

"""The command ``switchover``: move the primary to another region, without loss of data."""

# ruff: noqa: PLC0415 - boto3 is imported only when a command needs it

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from neptune_global_component.cli.command import Command
from neptune_global_component.cli.confirmed_change import EXIT_STATUSES, Asked, Prompt, carry_out, options
from neptune_global_component.cli.connection import connection, region_option, report_move, step_if_down

if TYPE_CHECKING:
    from neptune_global_component.cli.running import Say


@click.command(
    cls=Command,
    short_help="Move the primary without loss of data.",
    exit_statuses=EXIT_STATUSES,
    examples=(
        "neptune-global switchover orders-global --to eu-west-1",
        "neptune-global switchover orders-global --to eu-west-1 --dry-run",
    ),
)
@options
@region_option
def switchover(*, asked: Asked, profile: str | None, region: str | None) -> None:
    """Move the primary of the global database IDENTIFIER to another region without loss of data.

    The command shows the plan, the replication lag and the consequences, asks for confirmation, and waits until the new
    primary accepts writes. Writes fail in the meantime. If the command is interrupted, AWS continues; run it again to
    resume. No Pulumi stack is needed.
    """
    asked.check_can_ask()
    from neptune_global_component.aws.operations import switchover as operation
    from neptune_global_component.aws.operations.read import read_for_switchover
    from neptune_global_component.core.plan.switchover import steps as planned_steps

    identifier, to = asked.identifier, asked.to
    connect = connection(region, profile, to)
    with step_if_down(asked.step_if_down):
        observed = read_for_switchover(connect, identifier, to)
    report_move(connect)
    steps = planned_steps(observed, to, path="--to")
    consequences = (
        f"No data is lost. Writes fail until {to} is the primary. Instances restart, so readers lose their "
        f"connections too. Afterwards, clients must write to the endpoint of {to}."
    )
    prompt = Prompt("switchover", (consequences,), f"Switch {identifier} over to {to}?")

    def run(say: Say) -> tuple[str, ...]:
        wait = asked.wait_arguments()
        return operation.run(connect, identifier, to, report=say, path="--to", confirmed=observed, **wait)

    carry_out(asked, connect, observed, steps, prompt, run)

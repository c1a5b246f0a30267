"""The command ``switchover``: another region gets the primary, without loss of data."""

# ruff: noqa: PLC0415 - what reads AWS is imported when it is used: the other commands start without it
# ruff: noqa: D301 - `\b` begins a paragraph whose lines click keeps as they are

from __future__ import annotations

import click

from neptune_global_component.cli.confirmed_change import Asked, carry_out, options
from neptune_global_component.cli.connection import connection, report_move


@click.command()
@options
@click.option("--region", help="The AWS region to ask first. Default: that of the environment or the profile.")
def switchover(  # noqa: PLR0913 - one parameter for each option
    *, identifier: str, to: str, yes: bool, as_json: bool, profile: str | None, region: str | None
) -> None:
    """Make the region --to the primary of the global database IDENTIFIER, without loss of data.

    It shows the plan and the replication lag, asks, and ends when the new primary writes and all others read. No Pulumi
    stack is needed. When it was cut off, run it again: it goes on with what is still missing.

    \b
      neptune-global switchover orders-global --to eu-west-1
    """
    asked = Asked(identifier, to, yes, as_json)
    asked.check_can_ask()
    from neptune_global_component.operations import switchover as operation
    from neptune_global_component.operations.read import read_for_switchover

    connect = connection(region, profile, to)
    observed = read_for_switchover(connect, identifier, to)
    report_move(connect)
    steps = operation.steps(observed, to, path="--to")
    carry_out(asked, connect, observed, steps, lambda say: operation.run(connect, identifier, to, say=say, path="--to"))

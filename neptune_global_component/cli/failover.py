"""The command ``failover``: another region gets the primary, and what it has not replicated is lost."""

# ruff: noqa: PLC0415 - what reads AWS is imported when it is used: the other commands start without it
# ruff: noqa: D301 - `\b` begins a paragraph whose lines click keeps as they are

from __future__ import annotations

import click

from neptune_global_component.cli.confirmed_change import Asked, carry_out, options
from neptune_global_component.cli.connection import connection, report_move


@click.command()
@options
@click.option("--allow-data-loss", is_flag=True, help="Give up what REGION has not replicated yet. Must be given.")
@click.option("--region", help="The AWS region to ask. Default: REGION of --to, as the primary's may be lost.")
def failover(  # noqa: PLR0913 - one parameter for each option
    *,
    identifier: str,
    to: str,
    yes: bool,
    as_json: bool,
    profile: str | None,
    allow_data_loss: bool,
    region: str | None,
) -> None:
    """Make the region --to the primary of the global database IDENTIFIER, though the primary's region is lost.

    What the new primary has not replicated is lost: while the primary is healthy, use `neptune-global switchover`. It
    shows the plan and the replication lag, asks, and ends when the new primary writes. It needs what `neptune-global
    iam-policy --failover` allows, and no Pulumi stack.

    \b
      neptune-global failover orders-global --to eu-west-1 --allow-data-loss
    """
    if not allow_data_loss:
        raise click.UsageError(
            "A failover loses what the new primary has not replicated: give --allow-data-loss if that is meant. While "
            "the primary is healthy, `neptune-global switchover` loses nothing."
        )
    asked = Asked(identifier, to, yes, as_json)
    asked.check_can_ask()
    from neptune_global_component.operations import failover as operation
    from neptune_global_component.operations.read import read_database

    connect = connection(region or to, profile, to)
    observed = read_database(connect, identifier, {to})
    report_move(connect)
    steps = operation.steps(observed, to)
    carry_out(asked, connect, observed, steps, lambda say: operation.run(connect, identifier, to, say=say))

"""The command ``status``: a global database as AWS has it now.

What reads AWS, and each format, is imported when it is used: the other commands start without them.
"""

# ruff: noqa: PLC0415 - see above
# ruff: noqa: D301 - `\b` begins a paragraph whose lines click keeps as they are

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from neptune_global_component.cli.connection import connection
from neptune_global_component.cli.identifier import identifier as checked

if TYPE_CHECKING:
    from neptune_global_component.status.model import GlobalStatus


@click.command()
@click.argument("identifier", callback=checked)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "mermaid", "svg"]),
    default="text",
    show_default=True,
    help="A table, a JSON document, a Mermaid flowchart, or a picture.",
)
@click.option("--region", help="The AWS region to ask. Default: that of the environment or the profile.")
@click.option("--profile", help="The profile of your AWS configuration. Default: that of the environment.")
def status(identifier: str, form: str, region: str | None, profile: str | None) -> None:
    """Show the global database IDENTIFIER as AWS has it now.

    Its regions, roles, instances, versions and endpoints; no Pulumi stack is needed. What could not be read, and what
    stands in the way of a switchover, is a warning below the table and in the JSON document; beside a flowchart or a
    picture it goes to standard error. It only reads, and needs what `neptune-global iam-policy --read-only` allows.

    \b
      neptune-global status orders-global
      neptune-global status orders-global --format json | jq -r .endpoint
      neptune-global status orders-global --format svg > topology.svg
    """
    from neptune_global_component.status.read import read_status

    _show(read_status(connection(region, profile), identifier), form)


def _show(found: GlobalStatus, form: str) -> None:
    if form == "text":
        from rich.console import Console

        from neptune_global_component.status.text import print_status

        print_status(found, Console(highlight=False))
    elif form == "json":
        from neptune_global_component.status.json_document import json_document

        click.echo(json_document(found))
    else:
        from neptune_global_component.status.mermaid import mermaid
        from neptune_global_component.status.svg import svg

        click.echo(mermaid(found) if form == "mermaid" else svg(found))
        for warning in found.warnings:
            click.echo(f"warning: {warning}", err=True)

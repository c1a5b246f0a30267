"""The command ``status``: a global database as AWS has it now.

What reads AWS, and each format, is imported when it is used: the other commands start without them.
"""

# ruff: noqa: PLC0415 - see above
# ruff: noqa: D301 - `\b` begins a paragraph whose lines click keeps as they are

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from neptune_global_component.cli.connection import connection
from neptune_global_component.cli.identifier import identifier as checked
from neptune_global_component.cli.progress import progress
from neptune_global_component.core.terminal import DEFAULT_WIDTH, columns, has_colour

if TYPE_CHECKING:
    from neptune_global_component.cli.topology.model import GlobalStatus


@click.command()
@click.argument("identifier", callback=checked)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json", "mermaid", "svg"]),
    default="text",
    show_default=True,
    help="The format of the result on standard output; mermaid is a flowchart, and svg a picture.",
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
    from neptune_global_component.cli.topology.read import read_status

    _show(read_status(connection(region, profile), identifier), form)


def _show(found: GlobalStatus, form: str) -> None:
    if form == "text":
        from neptune_global_component.cli.topology.text import text

        # A file or a pipe gets one line for each region, whatever COLUMNS is.
        width = columns(sys.stdout, DEFAULT_WIDTH) if sys.stdout.isatty() else None
        click.echo(text(found, width), color=has_colour(sys.stdout))
    elif form == "markdown":
        from neptune_global_component.cli.topology.markdown import markdown

        click.echo(markdown(found))
    elif form == "json":
        from neptune_global_component.cli.topology.json_document import json_document

        click.echo(json_document(found))
    else:
        from neptune_global_component.cli.topology.mermaid import mermaid
        from neptune_global_component.cli.topology.svg import svg

        click.echo(mermaid(found) if form == "mermaid" else svg(found))
        for warning in found.warnings:
            progress(f"warning: {warning}")

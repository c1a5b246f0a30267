"""The command ``status``: show a global database as it is in AWS now."""

# ruff: noqa: PLC0415 - boto3 and the formats are imported only when the command runs

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from neptune_global_component.cli.command import Command, format_option
from neptune_global_component.cli.connection import connection, profile_option, region_option
from neptune_global_component.cli.duration import parse_duration
from neptune_global_component.cli.identifier import identifier as checked
from neptune_global_component.cli.progress import progress
from neptune_global_component.core.terminal import DEFAULT_WIDTH, columns, has_colour

if TYPE_CHECKING:
    from neptune_global_component.cli.topology.model import GlobalStatus

_WATCH_SECONDS = 7200


@click.command(
    cls=Command,
    examples=(
        "neptune-global status orders-global",
        "neptune-global status orders-global --format json | jq -r .endpoint",
        "neptune-global status orders-global --format svg > topology.svg",
        "neptune-global status orders-global --watch",
    ),
)
@click.argument("identifier", callback=checked)
@format_option("mermaid", "svg")
@click.option(
    "--watch",
    "watched",
    is_flag=True,
    help="Show the status, the lag and the elapsed time until nothing is in progress. Without a terminal, print a line "
    "for each change.",
)
@click.option(
    "--timeout",
    metavar="DURATION",
    callback=parse_duration,
    help="How long to watch, for example 90s, 30m or 2h. Default: 2h.",
)
@region_option
@profile_option
def status(  # noqa: PLR0913 - the options
    *,
    identifier: str,
    form: str,
    watched: bool,
    timeout: int | None,
    region: str | None,
    profile: str | None,
) -> None:
    """Show the regions, roles, instances, versions and endpoints of the global database IDENTIFIER.

    Members that can't be read, and reasons why a switchover would fail, are warnings. They are part of the text, the
    Markdown and the JSON; for a Mermaid flowchart or an SVG picture they are printed to standard error.

    The command only reads, with the permissions of `neptune-global iam-policy --read-only`. No Pulumi stack is needed.
    """
    if watched and form != "text":
        raise click.UsageError(f"--watch shows text; it can't be used with --format {form}.")
    if watched:
        from neptune_global_component.cli.watch import watch

        watch(connection(region, profile), identifier, timeout or _WATCH_SECONDS)
        return
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

"""The command ``list``: show all global databases of an account."""

# ruff: noqa: PLC0415 - boto3 and the formats are imported only when the command runs

from __future__ import annotations

import sys

import click

from neptune_global_component.cli.command import EXIT_STATUSES, Command, format_option
from neptune_global_component.cli.connection import connection, profile_option, region_option
from neptune_global_component.core.terminal import DEFAULT_WIDTH, columns, has_colour


@click.command(
    "list",
    cls=Command,
    exit_statuses={**EXIT_STATUSES, "0": "success; regions that can't be read are warnings"},
    examples=(
        "neptune-global list",
        "neptune-global list --profile production --format markdown",
        "neptune-global list --format json | jq '.globalClusters[] | select(.status != \"available\")'",
    ),
)
@format_option()
@region_option
@profile_option
def list_databases(form: str, region: str | None, profile: str | None) -> None:
    """Show all Neptune global databases of the account.

    For each: status, engine version and its end of life as AWS has published it, deletion protection, primary,
    secondaries, and the highest replication lag. Members that are not available, a primary without instances, and
    versions and instance classes that differ between the members, are warnings.

    The command only reads, with the permissions of `neptune-global iam-policy --read-only`. A region that does not
    answer or may not be read is a warning; the other regions are shown.
    """
    from neptune_global_component.aws.inventory import read_inventory
    from neptune_global_component.cli.inventory.formats import json_document, markdown, text
    from neptune_global_component.cli.inventory.model import listing

    found = listing(read_inventory(connection(region, profile)))
    if form == "text":
        # A file or a pipe gets one line for each database, whatever COLUMNS is.
        width = columns(sys.stdout, DEFAULT_WIDTH) if sys.stdout.isatty() else None
        click.echo(text(found, width), color=has_colour(sys.stdout))
    else:
        click.echo(markdown(found) if form == "markdown" else json_document(found))

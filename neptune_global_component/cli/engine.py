"""The ``engine`` commands: find or install the Pulumi engine."""

from __future__ import annotations

import click

from neptune_global_component.cli.command import Group
from neptune_global_component.cli.progress import progress


@click.group(cls=Group)
def engine() -> None:
    """Find or install the Pulumi engine."""


@engine.command(examples=("neptune-global engine install", "$(neptune-global engine install) version"))
def install() -> None:
    """Find the Pulumi engine, or install it, and print its path.

    Only the path is printed to standard output. An engine on PATH is used if it is new enough;
    NEPTUNE_GLOBAL_PULUMI=/path/to/pulumi selects another.
    """
    from neptune_global_component.local.engine import ensure  # noqa: PLC0415 - the other commands do not need it

    click.echo(ensure(progress).pulumi)

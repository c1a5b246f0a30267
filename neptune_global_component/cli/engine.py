"""The ``engine`` commands: finding or installing the Pulumi engine."""

from __future__ import annotations

import click

from neptune_global_component.cli.progress import progress


@click.group()
def engine() -> None:
    """Find or install the Pulumi engine."""


@engine.command()
def install() -> None:
    """Find the Pulumi engine, or install it, and print its path.

    Progress goes to standard error, and the path of the pulumi executable, alone, to standard output. An engine on PATH
    is taken where it is new enough; NEPTUNE_GLOBAL_PULUMI=/path/to/pulumi chooses another.
    """
    from neptune_global_component.local.engine import ensure  # noqa: PLC0415 - the other commands start without it

    click.echo(ensure(progress).pulumi)

"""The ``engine`` commands: find or install the Pulumi engine."""

from __future__ import annotations

import shutil
import sys

import click

from neptune_global_component.cli.command import Group
from neptune_global_component.cli.progress import progress

RUNTIMES = ("go", "java", "nodejs", "yaml")
"""The runtimes whose hosts can be installed."""


def is_terminal() -> bool:
    """Return whether a person reads the path, not a script."""
    return sys.stdout.isatty()


def _split(_context: click.Context, _parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    runtimes = () if value is None else tuple(one.strip() for one in value.split(","))
    for one in runtimes:
        if one not in RUNTIMES:
            raise click.BadParameter(f"must be one or more of {', '.join(RUNTIMES)}, got {one!r}.")
    return runtimes


@click.group(cls=Group, examples=("neptune-global engine install",))
def engine() -> None:
    """Find or install the Pulumi engine."""


@engine.command(
    examples=(
        "neptune-global engine install",
        "neptune-global engine install --language nodejs,go",
        'export PATH="$(dirname "$(neptune-global engine install)"):$PATH"',
    )
)
@click.option(
    "--language",
    "runtimes",
    callback=_split,
    metavar="LANGUAGES",
    help="Also install the language hosts for these runtimes, separated by commas: go, java, nodejs, yaml. The engine "
    "always has Python's host.",
)
def install(runtimes: tuple[str, ...]) -> None:
    """Find the Pulumi engine, or install it, and print its path.

    Only the path is printed to standard output. An engine on PATH is used if it is new enough;
    NEPTUNE_GLOBAL_PULUMI=/path/to/pulumi selects another. The command `pulumi` is not added to PATH: see the examples.

    Inside `neptune-global local run`, Pulumi finds the language hosts, and builds those that are missing when a program
    first needs them. Outside, add the folder that --language reports to PATH.
    """
    from neptune_global_component.local.engine import ensure, languages  # noqa: PLC0415 - the other commands do not need it

    found = ensure(progress)
    folders = {languages.host(found, runtime, progress).parent for runtime in runtimes}
    for folder in sorted(folders - {found.bin}):
        progress(f"language hosts: {folder} (add it to PATH)")
    if is_terminal() and shutil.which("pulumi") is None:
        progress(f'to use it in this shell:  export PATH="{found.pulumi.parent}:$PATH"')
    click.echo(found.pulumi)

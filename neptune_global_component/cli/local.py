"""The ``local`` commands: Pulumi programs on a local AWS.

Their modules are imported when a command runs: the other commands start without them, and without the extra ``local``.
"""

# ruff: noqa: PLC0415 - see above
# ruff: noqa: D301 - `\b` begins a paragraph whose lines click keeps as they are

from __future__ import annotations

import click

from neptune_global_component.cli.progress import progress


@click.group()
def local() -> None:
    """Run Pulumi programs on a local AWS.

    No AWS account is within their reach: the AWS and Pulumi settings of your environment (keys, profiles, backend,
    stack) take no part. NEPTUNE_GLOBAL_AWS_PLUGIN chooses the aws provider plugin: unset, a built-in stand-in for the
    Neptune types; "official", the published one; or the path of one.
    """
    from neptune_global_component.local import extra

    extra.require()


@local.command(context_settings={"allow_interspersed_args": False})
@click.argument("command", nargs=-1, required=True, type=click.UNPROCESSED, metavar="CMD...")
@click.pass_context
def run(context: click.Context, command: tuple[str, ...]) -> None:
    """Run CMD with a fresh local AWS and a Pulumi of its own.

    Both are empty at the start and gone at the end, with all that CMD left running. The exit status is CMD's. A project
    without a stack gets one named "local", whose configuration is in Pulumi.local.yaml.

    \b
      neptune-global local run -- pulumi up --yes
      neptune-global local run -- sh -c 'pulumi up --yes && curl "$AWS_ENDPOINT_URL/neptune-global/calls"'
      neptune-global local run -- pytest
    """
    from neptune_global_component.local.run import run as run_locally

    context.exit(run_locally(command, progress))


@local.command()
def up() -> None:
    """Start a local AWS and a Pulumi of its own that stay.

    \b
      neptune-global local up
      eval "$(neptune-global local env)"
      pulumi up
      neptune-global local down
    """
    from neptune_global_component.local import session

    click.echo(session.up(progress))


@local.command()
def env() -> None:
    """Print what a shell needs to use the local AWS that `up` started.

    \b
      eval "$(neptune-global local env)"
    """
    from neptune_global_component.local import session

    click.echo(session.env())


@local.command()
def down() -> None:
    """Stop the local AWS that `up` started, and remove its Pulumi state."""
    from neptune_global_component.local import session

    click.echo(session.down())

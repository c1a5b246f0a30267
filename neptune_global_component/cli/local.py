"""The ``local`` commands: run Pulumi programs on a local AWS."""

# ruff: noqa: PLC0415 - the other commands work without the extra `local`

from __future__ import annotations

import click

from neptune_global_component.cli.command import Group
from neptune_global_component.cli.progress import progress, result


@click.group(cls=Group, examples=("neptune-global local run -- pulumi up --yes", 'eval "$(neptune-global local env)"'))
def local() -> None:
    """Run Pulumi programs on a local AWS, without an AWS account.

    The AWS and Pulumi settings of your environment (keys, profiles, backend, stack) are ignored.
    NEPTUNE_GLOBAL_AWS_PLUGIN selects the aws provider plugin: by default, a built-in stand-in for the Neptune types;
    "official" selects the published plugin, and a path selects that plugin.
    """
    from neptune_global_component.local import extra

    extra.require()


@local.command(
    context_settings={"allow_interspersed_args": False},
    exit_statuses={
        "1": "error before CMD was started; the message is on standard error",
        "2": "usage error",
        "126": "CMD can't be run",
        "127": "CMD is not on PATH",
        "130": "interrupted",
        "other": "the exit status of CMD",
    },
    examples=(
        "neptune-global local run -- pulumi up --yes",
        """neptune-global local run -- sh -c 'pulumi up --yes && pulumi preview'""",
        "neptune-global local run -- pytest",
    ),
)
@click.argument("command", nargs=-1, required=True, type=click.UNPROCESSED, metavar="CMD...")
@click.pass_context
def run(context: click.Context, command: tuple[str, ...]) -> None:
    """Run CMD with a new local AWS and an isolated Pulumi.

    Both start empty, and are deleted when CMD ends. Processes that CMD started are stopped. For a project without a
    stack, a stack named "local" is created, with its configuration in Pulumi.local.yaml.
    """
    from neptune_global_component.local.run import run as run_locally

    context.exit(run_locally(command, progress))


@local.command(
    examples=("neptune-global local up", 'eval "$(neptune-global local env)"', "pulumi up", "neptune-global local down")
)
def up() -> None:
    """Start a local AWS and an isolated Pulumi, and keep them running."""
    from neptune_global_component.local import session

    click.echo(session.up(progress))


@local.command(examples=('eval "$(neptune-global local env)"',))
def env() -> None:
    """Print the environment variables for the local AWS that `up` started, as shell exports."""
    from neptune_global_component.local import session

    click.echo(session.env(progress))


@local.command(examples=("neptune-global local down",))
def down() -> None:
    """Stop the local AWS that `up` started, and remove its Pulumi state."""
    from neptune_global_component.local import session

    result(session.down(progress))

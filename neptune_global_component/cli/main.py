"""The command ``neptune-global``: its parts, and the one place where errors become text and exit statuses."""

from __future__ import annotations

from typing import Any

import click

from neptune_global_component._version import __version__
from neptune_global_component.cli.engine import engine
from neptune_global_component.cli.failover import failover
from neptune_global_component.cli.guard import guard
from neptune_global_component.cli.iam_policy import iam_policy
from neptune_global_component.cli.local import local
from neptune_global_component.cli.progress import progress
from neptune_global_component.cli.status import status
from neptune_global_component.cli.switchover import switchover
from neptune_global_component.core.errors import NeptuneGlobalError

INTERRUPTED = 130
"""The exit status after Ctrl-C, as shells have it."""


class Command(click.Group):
    """A group whose commands end with a text for the user, never with a traceback, when something is wrong."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        """Run the command; an error that is written for the user gives ``error: …`` and exit status 1."""
        try:
            return super().invoke(ctx)
        except NeptuneGlobalError as error:
            progress(f"error: {error}")
            ctx.exit(1)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)


@click.group(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="neptune-global")
def main() -> None:
    """Amazon Neptune global databases with Pulumi.

    Try a program without an AWS account: neptune-global local run -- pulumi up --yes
    """


main.add_command(engine)
main.add_command(failover)
main.add_command(guard)
main.add_command(iam_policy)
main.add_command(local)
main.add_command(status)
main.add_command(switchover)

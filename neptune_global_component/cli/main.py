"""The command ``neptune-global``: its commands, and how errors are reported."""

from __future__ import annotations

import errno
import sys
import traceback
from typing import TYPE_CHECKING, Any, NoReturn

import click

from neptune_global_component._version import __version__
from neptune_global_component.cli.command import Group, is_debugging
from neptune_global_component.cli.engine import engine
from neptune_global_component.cli.failover import failover
from neptune_global_component.cli.guard import guard
from neptune_global_component.cli.iam_policy import iam_policy
from neptune_global_component.cli.import_program import import_program
from neptune_global_component.cli.list import list_databases
from neptune_global_component.cli.local import local
from neptune_global_component.cli.progress import progress
from neptune_global_component.cli.rename import rename
from neptune_global_component.cli.sdk import sdk
from neptune_global_component.cli.status import status
from neptune_global_component.cli.switchover import switchover
from neptune_global_component.core.errors import NeptuneGlobalError

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130
"""The exit status after Ctrl-C, as in shells."""


class _Program(Group):
    """Reports every error as ``error: …`` on standard error. Only a bug ends with a traceback."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: FBT001, FBT002 - click's own signature
        **options: Any,  # noqa: ANN401 - click's own
    ) -> Any:  # noqa: ANN401 - click's own
        """Run the command line, and exit with its status."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **options)
        try:
            result = super().main(args, prog_name, complete_var, standalone_mode=False, **options)
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            result = error.exit_code
        except click.ClickException as error:
            progress(f"error: {error.format_message()}")
            if isinstance(error, click.UsageError) and error.ctx:
                progress(f"Run `{error.ctx.command_path} --help` for usage.")
            result = error.exit_code
        except click.Abort:
            result = INTERRUPTED
        sys.exit(result)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        """Run the command; report an error of this package or of the system with exit status 1."""
        try:
            return super().invoke(ctx)
        except NeptuneGlobalError as error:
            _report(ctx, str(error))
        except OSError as error:
            # click ends quietly if nothing reads standard output any more.
            if error.errno == errno.EPIPE:
                raise
            # The system's reason is what the user has to change: a full disk, a folder that can't be written.
            name = f"{error.filename}: " if error.filename else ""
            _report(ctx, f"{name}{error.strerror or error}. Correct that and run it again; --debug shows the place.")
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)


def _report(ctx: click.Context, message: str) -> NoReturn:
    if is_debugging(ctx):
        traceback.print_exc()
    progress(f"error: {message}")
    ctx.exit(1)


@click.group(
    cls=_Program,
    context_settings={"help_option_names": ["-h", "--help"]},
    examples=(
        "neptune-global local run -- pulumi up --yes",
        "neptune-global list",
        "neptune-global status orders-global",
        "pulumi preview --json | neptune-global guard",
    ),
)
@click.version_option(__version__, prog_name="neptune-global")
def main() -> None:
    """Manage Amazon Neptune global databases with Pulumi.

    Results go to standard output, everything else to standard error. Set NO_COLOR to turn colors off.

    For shell completion, add `eval "$(_NEPTUNE_GLOBAL_COMPLETE=bash_source neptune-global)"` to ~/.bashrc. In other
    shells, use zsh_source or fish_source.
    """


main.add_command(engine)
main.add_command(failover)
main.add_command(guard)
main.add_command(iam_policy)
main.add_command(import_program)
main.add_command(list_databases)
main.add_command(local)
main.add_command(rename)
main.add_command(sdk)
main.add_command(status)
main.add_command(switchover)

"""The command ``rename``: change the identifier of a global cluster in AWS and in the state of a stack."""

# ruff: noqa: PLC0415 - boto3 is imported only when a command needs it

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from neptune_global_component.cli.command import Command, format_option
from neptune_global_component.cli.confirmed_change import EXIT_STATUSES, Asked, Prompt, confirm
from neptune_global_component.cli.connection import connection, profile_option, region_option, report_move
from neptune_global_component.cli.duration import parse_duration
from neptune_global_component.cli.identifier import identifier as checked
from neptune_global_component.cli.progress import progress, result
from neptune_global_component.cli.running import run_with_progress
from neptune_global_component.cli.stack import export_stack, import_stack, stack_name
from neptune_global_component.core.renamed_state import renamed_state

if TYPE_CHECKING:
    from neptune_global_component.core.facts.observed import ObservedGlobalCluster
    from neptune_global_component.core.renamed_state import RenamedState

_CONSEQUENCE = (
    "Clusters, endpoints and data do not change, and nothing restarts. Alarms, IAM policies and scripts that name the "
    "global cluster must be changed."
)


@dataclass(frozen=True)
class _Rename:
    """A rename, and its steps that are not done yet.

    Args:
        asked: what the user asks for.
        found: the global cluster in AWS, under its old or its new identifier.
        stack: the name of the stack whose state follows, or None.
    """

    asked: Asked
    found: ObservedGlobalCluster
    stack: str | None

    @property
    def old(self) -> str:
        return self.asked.identifier

    @property
    def new(self) -> str:
        return self.asked.to

    @property
    def steps(self) -> tuple[str, ...]:
        """The plan, one line each."""
        in_aws = [f"rename {self.old} to {self.new} in AWS"] if self.found.identifier != self.new else []
        changed = self.state().changed if self.stack else ()
        return (*in_aws, *([f"change {len(changed)} resources in the state of {self.stack}"] if changed else ()))

    @property
    def regions(self) -> dict[str, str]:
        """By region, the clusters whose identifier the component derives from the global cluster's."""
        members = {one.region: one.identifier for one in self.found.members}
        return {region: name for region, name in sorted(members.items()) if name == f"{self.old}-{region}"}

    def state(self) -> RenamedState:
        """Read the stack's state, and rename the global cluster in it.

        Raises:
            click.ClickException: the state does not have the global cluster, or can't be read.
        """
        renamed = renamed_state(export_stack(self.stack or ""), self.found, self.old, self.new)
        if renamed is None:
            raise click.ClickException(
                f"The stack {self.stack!r} does not have the global cluster {self.found.arn}. Run the command in the "
                "folder of the program that has it, or omit --stack. If `pulumi refresh` has removed it from the state "
                "after a rename, set adopt: true in the program for one update."
            )
        return renamed

    def change_state(self) -> None:
        """Write the state if it differs. It is read again, because the rename in AWS may have taken minutes.

        Raises:
            click.ClickException: the state can't be read or written.
        """
        try:
            renamed = self.state()
            if renamed.changed:
                import_stack(self.stack or "", renamed.deployment)
        except click.ClickException as error:
            rest = f"AWS has the identifier {self.new!r}. Run the command again to change the state."
            raise click.ClickException(f"{error.message} {rest}") from error


@click.command(
    cls=Command,
    short_help="Rename a global cluster without recreating it.",
    exit_statuses=EXIT_STATUSES,
    examples=(
        "neptune-global rename orders sales --stack dev --dry-run",
        "neptune-global rename orders sales --stack dev",
        "neptune-global rename orders sales --yes",
    ),
)
@click.argument("old", callback=checked)
@click.argument("new", callback=checked)
@click.option(
    "--stack",
    metavar="[NAME]",
    is_flag=False,
    flag_value="",
    help="Also change the state of this Pulumi stack of the program in the current folder. Without NAME: the selected "
    "stack.",
)
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
@click.option("--dry-run", is_flag=True, help="Show the plan and its consequences, and change nothing.")
@click.option(
    "--timeout",
    metavar="DURATION",
    callback=parse_duration,
    help="How long to wait, for example 90s, 30m or 2h. AWS continues afterwards. Default: 30m.",
)
@format_option()
@region_option
@profile_option
def rename(  # noqa: PLR0913 - the options
    *,
    old: str,
    new: str,
    stack: str | None,
    yes: bool,
    dry_run: bool,
    timeout: int | None,
    form: str,
    region: str | None,
    profile: str | None,
) -> None:
    """Rename the global cluster OLD to NEW. Clusters, endpoints and data stay.

    The result names the lines to change in the program. With --stack, the command also changes the Pulumi state with
    `pulumi stack export` and `import`, and the next preview of the changed program shows no changes. If the command is
    interrupted, run it again to resume.
    """
    from neptune_global_component.aws.operations import rename as operation

    if old == new:
        raise click.UsageError(f"OLD and NEW are the same identifier, {old!r}.")
    asked = Asked(old, new, yes=yes, form=form, dry_run=dry_run, timeout=timeout)
    asked.check_can_ask()
    connect = connection(region, profile)
    name = None if stack is None else stack_name(stack)
    change = _Rename(asked, operation.read_for_rename(connect, old, new), name)
    report_move(connect)
    steps = change.steps
    _show_plan(change, steps)
    if dry_run or not steps:
        text = "Dry run: nothing was changed." if steps else f"{old} was renamed to {new} already."
        _show(change, steps, (), text)
        return
    if not yes:
        confirm(asked, Prompt("rename", (_CONSEQUENCE,), f"Rename {old} to {new}?"))
    pace = {name: value for name, value in asked.wait_arguments().items() if name == "pace"}
    calls: tuple[str, ...] = ()
    if change.found.identifier != new:
        calls = run_with_progress(lambda say: operation.run(connect, old, new, report=say, **pace))
    if name is not None:
        change.change_state()
    _show(change, steps, calls, f"{old} is now {new}.")


def _show_plan(change: _Rename, steps: tuple[str, ...]) -> None:
    if not steps:
        return
    progress(f"rename of {change.found.arn}")
    progress(_CONSEQUENCE)
    for step in steps:
        progress(f"plan: {step}")


def _program(change: _Rename) -> list[str]:
    """Return the lines to set in the program, in Python's spelling."""
    clusters = [f'regions["{region}"].cluster_identifier: {name!r}' for region, name in change.regions.items()]
    return [f"global_cluster_identifier: {change.new!r}", *clusters]


def _advice(change: _Rename) -> str:
    if change.stack:
        has = "gets" if change.asked.dry_run else "has"
        return f"The state of the stack {change.stack} {has} the new identifier: the next preview shows no changes."
    return (
        f"In the state: run `neptune-global rename {change.old} {change.new} --stack` in the folder of the program, "
        "which changes nothing in AWS; or run `pulumi refresh`, and set adopt: true for one update."
    )


def _show(change: _Rename, steps: tuple[str, ...], calls: tuple[str, ...], text: str) -> None:
    program = _program(change)
    if change.asked.form == "json":
        document: dict[str, Any] = {
            "from": change.old,
            "to": change.new,
            "steps": list(steps),
            "calls": list(calls),
            "program": {"globalClusterIdentifier": change.new, "clusterIdentifiers": change.regions},
            "stack": change.stack,
            **({"dryRun": True} if change.asked.dry_run else {}),
        }
        click.echo(json.dumps(document, indent=2))
        return
    mark = "- `{}`" if change.asked.form == "markdown" else "  {}"
    lines = [mark.format(one) for one in program]
    result("\n".join([text, "", "In the program, set:", *lines, "", _advice(change)]))

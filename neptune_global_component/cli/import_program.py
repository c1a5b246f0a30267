"""The command ``import``: write a program for a database that exists in AWS."""

# ruff: noqa: PLC0415 - boto3 and the languages are imported only when the command runs

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from neptune_global_component.cli.command import Command
from neptune_global_component.cli.connection import connection, profile_option, region_option, report_move, step_if_down
from neptune_global_component.cli.identifier import identifier as checked
from neptune_global_component.cli.output import write_file, writing
from neptune_global_component.cli.progress import progress

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from neptune_global_component.cli.program.steps import Step

_LANGUAGES = ("python", "typescript", "go", "java", "yaml")


def _file(option: str, text: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(option, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help=text)


@click.command(
    "import",
    cls=Command,
    short_help="Write a program for a database that exists in AWS.",
    examples=(
        "neptune-global import orders-global --language python --out __main__.py",
        "neptune-global import orders-global --language yaml --out Pulumi.yaml",
        "neptune-global import orders-global --language go --stack stack.json --out main.go",
        "neptune-global import orders-global --language python --terraform-state state.json --out __main__.py",
    ),
)
@click.argument("identifier", callback=checked)
@click.option("--language", type=click.Choice(_LANGUAGES), required=True, help="The language of the program.")
@_file("--out", "The file to write; unchanged after an error, while `>` empties it. Default: standard output.")
@_file("--stack", "The output of `pulumi stack export`, if this program's stack has the database as plain resources.")
@_file("--terraform-state", "The output of `terraform state pull`, if Terraform manages the database.")
@region_option
@profile_option
def import_program(  # noqa: PLR0913 - the options
    *,
    identifier: str,
    language: str,
    out: Path | None,
    stack: Path | None,
    terraform_state: Path | None,
    region: str | None,
    profile: str | None,
) -> None:
    """Write a Pulumi program that imports the database IDENTIFIER.

    IDENTIFIER is a global cluster, or a DB cluster that is in none, which becomes the source of a new global cluster.
    The program goes to standard output, or to the file of --out, whose path is then printed. It has what differs from
    the defaults, so that `pulumi up` imports the database and changes nothing in AWS; comments in it explain what the
    first preview shows.

    With --stack, plain aws.neptune resources of the same stack become children of the component through aliases. With
    --terraform-state, or if CloudFormation created the database, the command prints how to make the other tool forget
    it. It runs none of these commands.

    The command only reads, with the permissions of `neptune-global iam-policy --read-only`. With permission for
    ec2:DescribeSecurityGroups and kms:DescribeKey, it leaves out default security groups and keys.
    """
    from neptune_global_component.aws.details import read_details
    from neptune_global_component.cli.program.arguments import program_of
    from neptune_global_component.cli.program.cloudformation import cloudformation_steps
    from neptune_global_component.cli.program.stack import PlainResources
    from neptune_global_component.cli.program.steps import read_json
    from neptune_global_component.cli.program.terraform import terraform_steps
    from neptune_global_component.cli.program.writer import write

    exported = read_json(stack, "pulumi stack export") if stack else None
    state = read_json(terraform_state, "terraform state pull") if terraform_state else None
    connect = connection(region, profile)
    with step_if_down("The program needs all regions of the database. Run the command again when the region answers."):
        details = read_details(connect, identifier)
    report_move(connect)
    if waits_for := details.waits_for:
        progress(
            f"warning: AWS has not completed all changes. Wait for {waits_for}, and run the command again: the program "
            "has the current state."
        )
    plain = PlainResources.parse(exported, details) if exported is not None else None
    steps = (*(plain.steps() if plain else ()), *(terraform_steps(state, details) if state is not None else ()))
    _write(write(program_of(details, plain), language), out)
    _print_steps((*steps, *cloudformation_steps(details)))


def _write(program: str, out: Path | None) -> None:
    if out is None:
        click.echo(program, nl=False)
        return
    with writing(out, "file"):
        write_file(out, program)
    click.echo(out)


def _print_steps(steps: Sequence[Step]) -> None:
    for number, step in enumerate(steps, 1):
        progress(f"{number}. {step.text}")
        for line in step.lines:
            # Commands stay on one line, so that they can be copied.
            click.echo(f"   {line}", err=True)

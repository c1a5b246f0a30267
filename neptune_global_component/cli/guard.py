"""The command ``guard``: the verdict on a preview."""

# ruff: noqa: PLC0415 - the modules of the guard are imported only when the command runs

from __future__ import annotations

import os
import re
import stat
import sys
from typing import TYPE_CHECKING

import click

from neptune_global_component.cli.command import Command, format_option
from neptune_global_component.cli.progress import progress
from neptune_global_component.core.errors import PreviewError
from neptune_global_component.core.terminal import columns, has_colour

if TYPE_CHECKING:
    from neptune_global_component.guard.preview import Preview
    from neptune_global_component.guard.report import Report

EXIT_STATUSES = {"SAFE": 0, "FAILED": 1, "REVIEW": 3, "DANGER": 4}
"""Exit status by verdict; 2 is a usage error."""

_TOKEN = re.compile(r"urn:pulumi:.+@[0-9a-f]{16}", re.DOTALL)


def _check_tokens(_context: click.Context, _parameter: click.Parameter, tokens: tuple[str, ...]) -> tuple[str, ...]:
    for one in tokens:
        if not _TOKEN.fullmatch(one):
            raise click.BadParameter(f"must be URN@DIGEST as the guard prints it below a finding, got {one!r}.")
    return tokens


@click.command(
    cls=Command,
    exit_statuses={"0": "SAFE", "1": "FAILED", "2": "usage error", "3": "REVIEW", "4": "DANGER", "130": "interrupted"},
    examples=(
        "pulumi preview --json | neptune-global guard",
        "pulumi preview --json --refresh > preview.json",
        "neptune-global guard preview.json --format markdown > comment.md",
    ),
)
@click.argument("preview", metavar="[FILE or -]", default="-")
@format_option()
@click.option(
    "--allow",
    multiple=True,
    metavar="URN@DIGEST",
    envvar="NEPTUNE_GLOBAL_ALLOW",
    show_envvar=True,
    callback=_check_tokens,
    help="Allow one finding, which stays in the report and no longer affects the verdict. If the change differs, the "
    "digest differs too. Repeat the option to allow several findings; in the variable, separate them with spaces.",
)
@click.pass_context
def guard(context: click.Context, preview: str, form: str, allow: tuple[str, ...]) -> None:
    """Report what a preview would do to Neptune databases.

    The guard checks resources of the component and of plain pulumi-aws. It reads the JSON document or event stream of
    `pulumi preview --json`, in UTF-8 or UTF-16. The verdict on a preview that failed, is incomplete or can't be read is
    FAILED, which is reported in every format.
    """
    from neptune_global_component.guard.report import judge, report_failure

    if preview == "-" and sys.stdin.isatty():
        raise click.UsageError(
            "Specify a file, or pipe a preview into the command: pulumi preview --json | neptune-global guard"
        )
    try:
        report = judge(_read(preview), allow)
    except PreviewError as error:
        report = report_failure(error)
    if report.problem and not _is_read_by_people(form):
        progress(f"error: {report.problem}")
    click.echo(_format(report, form), color=has_colour(sys.stdout))
    context.exit(EXIT_STATUSES[report.verdict.name])


def _is_read_by_people(form: str) -> bool:
    """Return whether people see standard output: a terminal, the log of a pipeline, or the file of standard error."""
    try:
        out, error = os.fstat(sys.stdout.fileno()), os.fstat(sys.stderr.fileno())
        is_log = stat.S_ISFIFO(out.st_mode) or stat.S_ISSOCK(out.st_mode) or os.path.samestat(out, error)
    except (OSError, ValueError):
        # It is captured in this process, for example by a test.
        is_log = True
    return sys.stdout.isatty() or (form == "text" and is_log)


def _read(preview: str) -> Preview:
    from neptune_global_component.guard.read import read

    try:
        with click.open_file(preview, "rb") as stream:
            return read(stream)
    except OSError as error:
        raise PreviewError(
            f"{preview} can't be read ({error.strerror or error}). Specify the file of a preview, or pipe one "
            "into the command."
        ) from error


def _format(report: Report, form: str) -> str:
    if form == "json":
        from neptune_global_component.guard.json_document import json_document

        return json_document(report)
    if form == "markdown":
        from neptune_global_component.guard.markdown import markdown

        return markdown(report)
    from neptune_global_component.guard.text import WIDTH, text

    return text(report, columns(sys.stdout, WIDTH))

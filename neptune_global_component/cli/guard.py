"""The command ``guard``: the verdict on a preview.

What reads and judges is imported when the command runs: the other commands start without it.
"""

# ruff: noqa: PLC0415 - see above
# ruff: noqa: D301 - `\b` begins a paragraph whose lines click keeps as they are

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import click

from neptune_global_component.cli.progress import progress
from neptune_global_component.core.errors import PreviewError
from neptune_global_component.core.terminal import columns, has_colour

if TYPE_CHECKING:
    from neptune_global_component.guard.preview import Preview
    from neptune_global_component.guard.report import Report

EXIT_STATUSES = {"SAFE": 0, "FAILED": 1, "REVIEW": 3, "DANGER": 4}
"""Exit statuses by verdict; 2 is a usage error."""

_TOKEN = re.compile(r"urn:pulumi:.+@[0-9a-f]{16}", re.DOTALL)


def _tokens(_context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    for one in given:
        if not _TOKEN.fullmatch(one):
            raise click.BadParameter(f"{one!r} is not URN@DIGEST, as the guard prints it below a finding.")
    return given


@click.command()
@click.argument("preview", metavar="[FILE or -]", default="-")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="For a terminal, for a comment on a pull request, or for programs.",
)
@click.option(
    "--allow",
    multiple=True,
    metavar="URN@DIGEST",
    envvar="NEPTUNE_GLOBAL_ALLOW",
    show_envvar=True,
    callback=_tokens,
    help="Allow this one finding: it stays in the report, and no longer counts. A changed preview has another digest. "
    "Give it again for others; several in the variable have spaces between.",
)
@click.pass_context
def guard(context: click.Context, preview: str, form: str, allow: tuple[str, ...]) -> None:
    """Report what a preview would do to Neptune databases.

    It judges the component and plain pulumi-aws resources. It reads the JSON document or event stream of `pulumi
    preview --json`, in UTF-8 or UTF-16. A preview that failed, is incomplete or can't be read has the verdict FAILED,
    which is reported in every format.

    \b
    Exit status:
      0  SAFE
      1  FAILED
      2  usage error
      3  REVIEW
      4  DANGER

    \b
    Examples:
      pulumi preview --json | neptune-global guard
      pulumi preview --json --refresh > preview.json
      neptune-global guard preview.json --format markdown > comment.md
    """
    from neptune_global_component.guard.report import judge, report_failure

    if preview == "-" and sys.stdin.isatty():
        raise click.UsageError(
            "Specify a file, or pipe a preview into it: pulumi preview --json | neptune-global guard"
        )
    try:
        report = judge(_read(preview), allow)
    except PreviewError as error:
        report = report_failure(error)
    if report.problem and not (form == "text" and sys.stdout.isatty()):
        # The report is in a file or a pipe.
        progress(f"error: {report.problem}")
    click.echo(_written(report, form), color=has_colour(sys.stdout))
    context.exit(EXIT_STATUSES[report.verdict.name])


def _read(preview: str) -> Preview:
    from neptune_global_component.guard.read import read

    try:
        with click.open_file(preview, "rb") as stream:
            return read(stream)
    except OSError as error:
        raise PreviewError(
            f"{preview} can't be read ({error.strerror or error}). Specify the file of a preview, or pipe one in."
        ) from error


def _written(report: Report, form: str) -> str:
    if form == "json":
        from neptune_global_component.guard.json_document import json_document

        return json_document(report)
    if form == "markdown":
        from neptune_global_component.guard.markdown import markdown

        return markdown(report)
    from neptune_global_component.guard.text import WIDTH, text

    return text(report, columns(sys.stdout, WIDTH))

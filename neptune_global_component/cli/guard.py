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

from neptune_global_component.errors import PreviewError

if TYPE_CHECKING:
    from neptune_global_component.guard.preview import Preview
    from neptune_global_component.guard.report import Report

EXIT_STATUSES = {"SAFE": 0, "REVIEW": 3, "DANGER": 4}
"""By verdict; 1 is a preview that is not whole, 2 a usage error."""

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
    """Say what a preview would do to Neptune, in the component and in plain pulumi-aws resources.

    The exit status is 0 for SAFE, 3 for REVIEW, 4 for DANGER, 1 where the preview is not a whole one or failed, and 2
    for a usage error.

    \b
      pulumi preview --json | neptune-global guard
      pulumi preview --json --refresh > preview.json
      neptune-global guard preview.json --format markdown > comment.md
    """
    from neptune_global_component.guard.report import judge

    if preview == "-" and sys.stdin.isatty():
        raise click.UsageError("Give a file, or pipe a preview into it: pulumi preview --json | neptune-global guard")
    report = judge(_read(preview), allow)
    click.echo(_written(report, form))
    context.exit(EXIT_STATUSES[report.verdict.name])


def _read(preview: str) -> Preview:
    from neptune_global_component.guard.read import read

    try:
        with click.open_file(preview, "rb") as stream:
            return read(stream)
    except OSError as error:
        raise PreviewError(
            f"{preview} can't be read ({error.strerror or error}): give the file of a preview, or pipe one in."
        ) from error


def _written(report: Report, form: str) -> str:
    if form == "json":
        from neptune_global_component.guard.json_document import json_document

        return json_document(report)
    if form == "markdown":
        from neptune_global_component.guard.markdown import markdown

        return markdown(report)
    from neptune_global_component.guard.text import text

    return text(report)

"""The guard's report as Markdown for a comment on a pull request; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from neptune_global_component.guard.mermaid import mermaid
from neptune_global_component.guard.rule import Verdict
from neptune_global_component.guard.words import change, not_allowable, operation, plain, plain_lines, summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.guard.findings import Finding
    from neptune_global_component.guard.report import Report

LIMIT = 65_000
"""The most characters of a report: GitHub takes 65,536 in a comment, and a pipeline may add a few.

Source: https://github.com/orgs/community/discussions/41331
"""

MARK = "<!-- neptune-global guard -->"
"""The first line, by which a pipeline finds the comment that it wrote before."""

_ALERTS = {Verdict.FAILED: "CAUTION", Verdict.DANGER: "CAUTION", Verdict.REVIEW: "WARNING", Verdict.SAFE: "NOTE"}
_ASKS = {
    Verdict.FAILED: "This change has not been judged. It must not be deployed before its preview succeeds.",
    Verdict.DANGER: "This change may lose or stop a graph database. It must not be deployed as it is.",
    Verdict.REVIEW: "This change needs somebody who knows the database to look at it.",
    Verdict.SAFE: "Nothing that exists in Neptune is put at risk.",
}
# What Markdown or HTML could take for markup.
_SPECIAL = re.compile(r"[^\w .,:/$-]|_", re.ASCII)
# The problem of a preview may quote a line of it; its commands in backticks stay.
_TEXT = re.compile(r"[\\<>*_\[\]@#|~]")
_CLOSING = "\n</details>\n"


def markdown(report: Report) -> str:
    """Write a report, never longer than LIMIT: what does not fit is counted.

    Args:
        report: of a preview.
    """
    said = f"{_code(report.stack)}: {summary(report)}."
    if report.problem:
        said = _TEXT.sub(r"\\\g<0>", plain(report.problem))
        said = f"{_code(report.stack)}: {said}" if report.stack else said
    head = [MARK, f"## Neptune: {report.verdict.name}", "", said, ""]
    head += [f"> [!{_ALERTS[report.verdict]}]", f"> {_ASKS[report.verdict]}", "", ""]
    written = "\n".join(head)
    left = 0
    for block in _blocks(report):
        # Room for the line that says what is left out.
        if left or len(written) + len(block) > LIMIT - 200:
            left += 1
        else:
            written += block
    if left:
        written += f"\n**{left} more parts do not fit into a comment:** see `neptune-global guard --format text`.\n"
    return written


def _blocks(report: Report) -> Iterator[str]:
    for error in report.errors:
        yield f"{_block(error)}\n"
    for one in report.of(Verdict.DANGER):
        yield f"{_finding(one)}\n"
    for topology in report.topologies:
        yield f"\n```mermaid\n{mermaid(topology)}\n```\n\n"
    for one in report.of(Verdict.REVIEW):
        yield f"{_finding(one)}\n"
    for one in report.allowed:
        yield f"{_finding(one)}\n"
    for token in report.unused:
        yield f"- Not in this preview, so not allowed by it: {_code(token)}\n"
    safe = report.of(Verdict.SAFE)
    if safe:
        lines = [f"- {operation(one, _code)}: {one.rule.reason}" for one in safe]
        yield "\n".join([f"\n<details><summary>{len(safe)} SAFE</summary>\n", *lines, _CLOSING])


def _finding(finding: Finding) -> str:
    rule = finding.rule
    see = f" [AWS]({rule.source})" if rule.source else ""
    opened = " open" if finding.verdict is Verdict.DANGER and not finding.allowed else ""
    verdict = f"<b>{finding.verdict.name}{' (allowed)' if finding.allowed else ''}</b>"
    lines = [
        f"<details{opened}><summary>{verdict} {rule.name}: {operation(finding, _html)}</summary>\n",
        *(f"- {_code(one.property)}: {_code(change(one))}" for one in finding.differences if change(one)),
        f"\n{rule.reason}{see}\n",
        f"**Do:** {rule.remedy}\n",
    ]
    option = f"--allow '{finding.token}'"
    refusal = not_allowable(finding, _code)
    if refusal:
        lines.append(f"{refusal[0].upper()}{refusal[1:]}")
    elif not finding.allowed:
        lines.append(f"Allow this very change: {_code(option)}")
    return "\n".join([*lines, _CLOSING])


def _block(text: str) -> str:
    """Write lines that Markdown leaves alone."""
    fence = "`" * max(3, max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return "\n".join([f"{fence}text", *plain_lines(text), fence])


def _code(text: str) -> str:
    """Write text that Markdown leaves alone, whatever is in it."""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    space = " " if len(fence) > 1 else ""
    return f"{fence}{space}{plain(text)}{space}{fence}"


def _html(text: str) -> str:
    """Write text that HTML leaves alone, and that Markdown within it does too."""
    return f"<code>{_SPECIAL.sub(lambda match: f'&#{ord(match[0])};', plain(text))}</code>"

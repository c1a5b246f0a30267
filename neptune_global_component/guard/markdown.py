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
"""The maximum length of a report. GitHub accepts 65,536 characters in a comment, and a pipeline may add some.

Source: https://github.com/orgs/community/discussions/41331
"""

MARK = "<!-- neptune-global guard -->"
"""The first line, which a pipeline uses to find its earlier comment."""

_ALERTS = {Verdict.FAILED: "CAUTION", Verdict.DANGER: "CAUTION", Verdict.REVIEW: "WARNING", Verdict.SAFE: "NOTE"}
_REQUESTS = {
    Verdict.FAILED: "This change was not judged. Do not deploy it before its preview succeeds.",
    Verdict.DANGER: "This change may delete or stop a graph database. Do not deploy it in this form.",
    Verdict.REVIEW: "A person who knows the database must review this change.",
    Verdict.SAFE: "This change puts no existing Neptune resource at risk.",
}
# Characters that may have a meaning in Markdown or HTML.
_SPECIAL = re.compile(r"[^\w .,:/$-]|_", re.ASCII)
# A problem may quote a line of the preview; commands in backticks are kept.
_TEXT = re.compile(r"[\\<>*_\[\]@#|~]")
_CLOSING = "\n</details>\n"


def markdown(report: Report) -> str:
    """Return a report of at most LIMIT characters, which ends with the number of omitted parts.

    Args:
        report: the report on a preview.
    """
    said = f"{_code(report.stack)}: {summary(report)}."
    if report.problem:
        said = _TEXT.sub(r"\\\g<0>", plain(report.problem))
        said = f"{_code(report.stack)}: {said}" if report.stack else said
    head = [MARK, f"## Neptune: {report.verdict.name}", "", said, ""]
    head += [f"> [!{_ALERTS[report.verdict]}]", f"> {_REQUESTS[report.verdict]}", "", ""]
    written = "\n".join(head)
    left = 0
    for block in _blocks(report):
        # Leave room for the line about omitted parts.
        if left or len(written) + len(block) > LIMIT - 200:
            left += 1
        else:
            written += block
    if left:
        written += (
            f"\n**{left} more parts do not fit into a comment.** `neptune-global guard --format text` shows them.\n"
        )
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
        yield f"- Not in this preview, so `--allow` had no effect: {_code(token)}\n"
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
        f"**Do:** {finding.remedy}\n",
    ]
    option = f"--allow '{finding.token}'"
    refusal = not_allowable(finding, _code)
    if refusal:
        lines.append(f"{refusal[0].upper()}{refusal[1:]}")
    elif not finding.allowed:
        lines.append(f"Allow exactly this change: {_code(option)}")
    return "\n".join([*lines, _CLOSING])


def _block(text: str) -> str:
    """Return lines as a code block."""
    fence = "`" * max(3, max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return "\n".join([f"{fence}text", *plain_lines(text), fence])


def _code(text: str) -> str:
    """Return text as Markdown code, whatever characters it has."""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    space = " " if len(fence) > 1 else ""
    return f"{fence}{space}{plain(text)}{space}{fence}"


def _html(text: str) -> str:
    """Return text as HTML code, without characters that Markdown would interpret."""
    return f"<code>{_SPECIAL.sub(lambda match: f'&#{ord(match[0])};', plain(text))}</code>"

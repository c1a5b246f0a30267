"""The guard's report as text for a terminal or a log."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from neptune_global_component.guard.rule import Verdict
from neptune_global_component.guard.words import change, not_allowable, operation, plain, summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.guard.findings import Finding
    from neptune_global_component.guard.report import Report

_COLOURS = {Verdict.DANGER: "red", Verdict.REVIEW: "yellow", Verdict.SAFE: "green"}
_WIDTH = 118


def text(report: Report) -> str:
    """Write a report, with colours that ``click.echo`` takes out where there is no terminal.

    Args:
        report: of a preview.
    """
    return "\n".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield f"{_coloured(report.verdict)}  {plain(report.stack)}: {summary(report)}"
    before = None
    for one in report.findings:
        if Verdict.SAFE not in {one.verdict, before} or one.verdict is not before:
            yield ""
        before = one.verdict
        yield from _finding(one)
    for token in report.unused:
        yield f"\nnot in this preview, so not allowed by it: {plain(token)}"


def _finding(finding: Finding) -> Iterator[str]:
    mark = f"{_coloured(finding.verdict)}{' (allowed)' if finding.allowed else ''}"
    yield f"{mark}  {finding.rule.name}: {operation(finding, plain)} ({plain(finding.type)})"
    if finding.verdict is Verdict.SAFE:
        return
    for one in finding.differences:
        if change(one):
            yield f"    {plain(one.property)}: {change(one)}"
    yield textwrap.fill(finding.rule.reason, _WIDTH, initial_indent="    ", subsequent_indent="    ")
    yield textwrap.fill(f"do: {finding.rule.remedy}", _WIDTH, initial_indent="    ", subsequent_indent="        ")
    if finding.rule.source:
        yield f"    see: {finding.rule.source}"
    refusal = not_allowable(finding, plain)
    if refusal:
        yield textwrap.fill(refusal, _WIDTH, initial_indent="    ", subsequent_indent="        ")
    elif not finding.allowed:
        yield f"    allow: --allow '{plain(finding.token)}'"


def _coloured(verdict: Verdict) -> str:
    return click.style(verdict.name, fg=_COLOURS[verdict], bold=True)

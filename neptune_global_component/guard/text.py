"""The guard's report as text for a terminal or a log."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from neptune_global_component.core.terminal import wrap
from neptune_global_component.guard.rule import Verdict
from neptune_global_component.guard.words import change, not_allowable, operation, plain, plain_lines, summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from neptune_global_component.guard.findings import Finding
    from neptune_global_component.guard.report import Report

_COLOURS = {Verdict.FAILED: "red", Verdict.DANGER: "red", Verdict.REVIEW: "yellow", Verdict.SAFE: "green"}
_INDENT = "    "

WIDTH = 118
"""The width of a report in a file or a pipe."""


def text(report: Report, width: int = WIDTH) -> str:
    """Return a report as text with colours, which the caller removes if they are not wanted.

    Args:
        report: the report on a preview.
        width: the width of a line; addresses and options to copy stay on one line.
    """
    return "\n".join(_failure(report, width) if report.problem else _lines(report, width))


def _failure(report: Report, width: int) -> Iterator[str]:
    yield _headed(
        report.verdict, wrap(f"{plain(report.stack)}: {report.problem}".removeprefix(": "), width, "FAILED  ")
    )
    for error in report.errors:
        yield ""
        for line in plain_lines(error):
            indent = line[: len(line) - len(line.lstrip())]
            yield wrap(line.strip(), width, f"{_INDENT}{indent}", f"{_INDENT}{indent}  ") if line.strip() else ""


def _lines(report: Report, width: int) -> Iterator[str]:
    said = f"{report.verdict.name}  {plain(report.stack)}: {summary(report)}"
    yield _headed(report.verdict, wrap(said, width))
    before = None
    # The findings of a rule are next to each other. One that can't be allowed has its reason below it.
    for (rule, _), group in groupby(report.findings, key=lambda one: (one.rule, one.token if one.secrets else "")):
        if Verdict.SAFE not in {rule.verdict, before} or rule.verdict is not before:
            yield ""
        before = rule.verdict
        yield from _findings(list(group), width)
    for token in report.unused:
        yield f"\nnot in this preview, so --allow had no effect: {plain(token)}"


def _findings(group: Sequence[Finding], width: int) -> Iterator[str]:
    """Yield the findings of one rule: the reason and the next step, which they have in common, are there once."""
    first = group[0]
    for one in group:
        yield from _changes(one, width)
    if first.verdict is Verdict.SAFE:
        return
    yield wrap(first.rule.reason, width, _INDENT, _INDENT)
    yield wrap(f"do: {first.remedy}", width, _INDENT, _INDENT * 2)
    if first.rule.source:
        yield f"{_INDENT}see: {first.rule.source}"
    for one in group:
        if refusal := not_allowable(one, plain):
            yield wrap(refusal, width, _INDENT, _INDENT * 2)
        elif not one.allowed:
            yield f"{_INDENT}allow: --allow '{plain(one.token)}'"


def _changes(finding: Finding, width: int) -> Iterator[str]:
    mark = f"{finding.verdict.name}{' (allowed)' if finding.allowed else ''}"
    said = f"{mark}  {finding.rule.name}: {operation(finding, plain)} ({plain(finding.type)})"
    yield _headed(finding.verdict, wrap(said, width, rest=_INDENT))
    for one in finding.differences if finding.verdict is not Verdict.SAFE else ():
        if change(one):
            yield wrap(f"{plain(one.property)}: {change(one)}", width, _INDENT, _INDENT * 2)


def _headed(verdict: Verdict, said: str) -> str:
    """Colour the verdict at the start of a text."""
    return click.style(verdict.name, fg=_COLOURS[verdict], bold=True) + said.removeprefix(verdict.name)

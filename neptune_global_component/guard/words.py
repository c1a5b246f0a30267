"""Texts that the guard's text and Markdown reports share; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.guard.rule import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from neptune_global_component.guard.findings import Difference, Finding
    from neptune_global_component.guard.report import Report


def summary(report: Report) -> str:
    """Return the number of findings by verdict: ``1 DANGER, 2 REVIEW, 1 allowed; 4 other resources change``."""
    counts = [(len(report.of(verdict)), verdict.name) for verdict in sorted(Verdict, reverse=True)]
    counts.append((len(report.allowed), "allowed"))
    said = ", ".join(f"{number} {name}" for number, name in counts if number) or "no Neptune resource changes"
    others = report.other_changes
    more = f"; {others} other {'resource changes' if others == 1 else 'resources change'}"
    return said + (more if others else "")


def operation(finding: Finding, code: Callable[[str], str]) -> str:
    """Return what changes: ``port of orders replaced``, or ``orders deleted``.

    Args:
        finding: a finding of a report.
        code: formats a name as code.
    """
    properties = ", ".join(code(one.property) for one in finding.differences)
    return f"{properties}{' of ' if properties else ''}{code(finding.name)} {finding.operation.value}"


def change(difference: Difference) -> str:
    """Return the old and the new value of a property: ``"a" -> "b"``; empty if they are not shown."""
    before, after = difference.before, difference.after
    return "" if before is None and after is None else f"{before or '(none)'} -> {after or '(none)'}"


def not_allowable(finding: Finding, code: Callable[[str], str]) -> str:
    """Return why a finding can't be allowed; empty if it can.

    Args:
        finding: a finding of a report.
        code: formats a name as code.
    """
    if not finding.secrets:
        return ""
    names = ", ".join(code(one) for one in finding.secrets)
    return (
        f"this finding can't be allowed: {names} is secret, and a preview shows all secrets alike, so another value "
        "would be allowed too. Use a value that is not secret, or deploy the change without the guard."
    )


def plain(text: str) -> str:
    """Replace control characters with Python escapes, so that a name can't control a terminal."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def plain_lines(text: str) -> list[str]:
    """Return the lines of a text with control characters written as Python escapes, and tabs as spaces."""
    return [plain(line.expandtabs(4)) for line in text.splitlines()]

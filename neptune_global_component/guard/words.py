"""The words that the guard's text and Markdown have in common; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.guard.rule import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from neptune_global_component.guard.findings import Difference, Finding
    from neptune_global_component.guard.report import Report


def summary(report: Report) -> str:
    """Say how many findings there are of each verdict: ``1 DANGER, 2 REVIEW, 1 allowed; 4 other resources change``."""
    counts = [(len(report.of(verdict)), verdict.name) for verdict in sorted(Verdict, reverse=True)]
    counts.append((len(report.allowed), "allowed"))
    said = ", ".join(f"{number} {name}" for number, name in counts if number) or "nothing of Neptune changes"
    others = report.other_changes
    more = f"; {others} other {'resource changes' if others == 1 else 'resources change'}"
    return said + (more if others else "")


def operation(finding: Finding, code: Callable[[str], str]) -> str:
    """Say what happens to what: ``port of orders replaced``, or ``orders deleted``.

    Args:
        finding: of a report.
        code: writes a name so that the format leaves it alone.
    """
    properties = ", ".join(code(one.property) for one in finding.differences)
    return f"{properties}{' of ' if properties else ''}{code(finding.name)} {finding.operation.value}"


def change(difference: Difference) -> str:
    """Say what a property was and will be: ``"a" -> "b"``; empty where its values are not shown."""
    before, after = difference.before, difference.after
    return "" if before is None and after is None else f"{before or '(none)'} -> {after or '(none)'}"


def not_allowable(finding: Finding, code: Callable[[str], str]) -> str:
    """Say why a finding can't be allowed; empty where it can.

    Args:
        finding: of a report.
        code: writes a name so that the format leaves it alone.
    """
    if not finding.secrets:
        return ""
    names = ", ".join(code(one) for one in finding.secrets)
    return (
        f"this can't be allowed: {names} is secret, and a preview shows every secret alike, so that another value "
        "would be allowed too. Take the secret off, or deploy it by hand."
    )


def plain(text: str) -> str:
    """Write control characters as Python escapes, so that a name can't play with a terminal."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def plain_lines(text: str) -> list[str]:
    """Return the lines of a text with control characters written as Python escapes, and tabs as spaces."""
    return [plain(line.expandtabs(4)) for line in text.splitlines()]

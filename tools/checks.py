"""Write docs/checks.md: the findings and warnings of the component, from the source code."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGE = Path(__file__).parents[1] / "neptune_global_component"
_SECTIONS = (
    ("Arguments", "core/inputs/rules", "Checked before AWS is read; again when the values of outputs are known."),
    ("Plan", "core/plan/checks", "Checked against AWS and the state, before the update writes."),
    ("Import", "core/plan/adoption.py", "Checked before `adopt` imports a resource."),
    ("Switchover and failover", "core/plan/promotion.py", "Checked before the primary moves."),
    ("Switchover", "core/plan/switchover.py", "Checked before a switchover."),
    ("Upgrade", "core/plan/upgrade.py", "Checked before an engine upgrade."),
    ("Source cluster in the same program", "component/source_cluster.py", "Checked with the resources of the program."),
    ("Warnings", "core/plan/drift.py", "Warnings: differences between AWS and the program that an update leaves."),
)
_HEAD = """# Checks

Each finding fails the preview before anything is written, unless it is a warning.
All findings of a program come in one error.
_Words in italics_ are values; a secret value is shown as `[secret]`.
Names of arguments are in the spelling of the program's language.
"""


def checks() -> str:
    """Return the text of docs/checks.md."""
    return "\n".join([_HEAD, *(_section(*one) for one in _SECTIONS)])


def _section(title: str, place: str, situation: str) -> str:
    path = _PACKAGE / place
    files = [path] if path.is_file() else sorted(path.glob("*.py"))
    rows = [f"| `{code}` | {when} | {text} |" for file in files for code, when, text in _findings(file)]
    return "\n".join([f"## {title}", "", situation, "", "| code | rule | message |", "| --- | --- | --- |", *rows, ""])


def _findings(file: Path) -> Iterator[tuple[str, str, str]]:
    """Yield code, rule and message of each finding in a file."""
    for function in ast.parse(file.read_text(encoding="utf-8")).body:
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        last: dict[str, str] = {}
        for node in sorted(ast.walk(function), key=lambda one: getattr(one, "lineno", 0)):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and _constant(node.value):
                last[node.targets[0].id] = _constant(node.value)
            name = _name(node)
            if name in {"Finding", "finding"} and isinstance(node, ast.Call):
                template = node.args[2]
                text = _constant(template) or last.get(getattr(template, "id", ""), "")
                prefix = "{value} " if name == "finding" else ""
                rule = (ast.get_docstring(function) or f"{function.name}?").splitlines()[0].replace("``", "`")
                rule += " This is a warning." if function.name.endswith("_warnings") else ""
                yield (
                    _constant(node.args[0]),
                    rule,
                    _shown(prefix + text, {"value", *(one.arg for one in node.keywords)}),
                )


def _name(node: ast.AST) -> str:
    function = getattr(node, "func", None)
    return str(getattr(function, "id", getattr(function, "attr", "")))


def _constant(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _shown(template: str, values: set[str | None]) -> str:
    """Return a template for Markdown: values in italics, names of arguments as code."""

    def field(match: re.Match[str]) -> str:
        return f"_{match[1]}_" if match[1] in values else f"`{match[1]}`"

    text = re.sub(r"(?<!\{)\{(\w+)(?:!r)?\}(?!\})", field, template)
    return text.replace("{{", "{").replace("}}", "}").replace("|", "\\|")

"""Write a program in a language, by the language's table of literal syntax."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from neptune_global_component.cli.program.syntax import LANGUAGES, quoted
from neptune_global_component.cli.program.values import Record
from neptune_global_component.cli.program.variable import variable_name
from neptune_global_component.core.inputs.table import ARGUMENTS, INSTANCE_ARGUMENTS, REGION_ARGUMENTS
from neptune_global_component.core.terminal import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from neptune_global_component.cli.program.syntax import Syntax
    from neptune_global_component.cli.program.values import Field, Program, Value

_WIDTH = 78
_FIELD_WIDTH = 60
"""The width of a comment above a field, which is indented."""
_KINDS = {"GlobalCluster": ARGUMENTS, "Region": REGION_ARGUMENTS, "Instance": INSTANCE_ARGUMENTS}


def write(program: Program, language: str) -> str:
    """Return the text of a program.

    Args:
        program: its component.
        language: a key of ``LANGUAGES``.
    """
    syntax = LANGUAGES[language]
    return syntax.program.format(
        comments="\n".join(_comments(program, syntax)),
        name=quoted(program.name),
        project=syntax.scalar(program.name, False),  # noqa: FBT003 - not plain
        variable=variable_name(program.name, language),
        args=_Writer(syntax).args(program.args),
    )


def _comments(program: Program, syntax: Syntax) -> list[str]:
    paragraphs = (f"The Neptune global database {program.name}.", *program.comments)
    lines = [line for one in paragraphs for line in ("", *wrap(one, _WIDTH).splitlines())][1:]
    return [f"{syntax.comment}{line}".rstrip() for line in lines]


@dataclass(frozen=True)
class _Writer:
    """Writes values as lines.

    Args:
        syntax: the language's table.
    """

    syntax: Syntax

    def args(self, record: Record) -> str:
        """Return the component's arguments, indented as the program has them."""
        syntax = self.syntax
        if syntax.argument:
            lines = self._fields(record, syntax.argument)
        elif syntax.record[0]:
            lines = self._value(record, ("", ""))
        else:
            lines = self._fields(record, syntax.field)
        first = "" if syntax.record[0] and not syntax.argument else syntax.indent * syntax.depth
        indented = [f"{syntax.indent * syntax.depth}{line}" for line in lines]
        return "\n".join([first + lines[0], *indented[1:]])

    def _value(self, value: Value, around: tuple[str, str], *, plain: bool = False) -> list[str]:
        before, after = around
        if isinstance(value, str | bool | int | float):
            return [f"{before}{self.syntax.scalar(value, plain)}{after}"]
        (opening, closing), items = self._parts(value)
        body = [line for one in self._separated(items) for line in one]
        if not body:
            return [f"{before}{opening or '{}'}{closing}{after}"]
        if not opening:
            # A list item of YAML begins in the line of its dash.
            head = before.rstrip()
            return self._dashed(body) if head == "-" else [head, *self._indented(body)]
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return [f"{before}{opening}{' '.join(body).removesuffix(',')}{closing}{after}"]
        return [f"{before}{opening}", *self._indented(body), f"{closing}{after}"]

    def _parts(
        self, value: list[str] | list[Record] | dict[str, str] | dict[str, Record] | Record
    ) -> tuple[tuple[str, str], list[list[str]]]:
        syntax = self.syntax
        if isinstance(value, Record):
            items = [self._field(one, value.kind, syntax.field) for one in value.fields]
            return _around(syntax.record, value.kind), items
        if isinstance(value, dict):
            entries = [self._value(one, _named(syntax.entry, key=self._key(key))) for key, one in value.items()]
            kind = _kind(value.values())
            return _around(syntax.record_map if kind else syntax.string_map, kind), entries
        kind = _kind(value)
        return _around(syntax.records if kind else syntax.strings, kind), [
            self._value(one, syntax.item) for one in value
        ]

    def _key(self, key: str) -> str:
        return self.syntax.scalar(key, False) if not self.syntax.string_map[0] else quoted(key)  # noqa: FBT003 - not plain

    def _fields(self, record: Record, around: tuple[str, str]) -> list[str]:
        return [line for one in record.fields for line in self._field(one, record.kind, around)]

    def _field(self, field: Field, kind: str, around: tuple[str, str]) -> list[str]:
        comment = [f"{self.syntax.comment}{line}" for line in wrap(field.comment, _FIELD_WIDTH).splitlines()]
        argument = _KINDS.get(kind, {}).get(field.name)
        plain = argument is not None and argument.plain
        named = _named(around, name=self.syntax.spell(field.name))
        return [*comment, *self._value(field.value, named, plain=plain)]

    def _separated(self, items: list[list[str]]) -> list[list[str]]:
        if items and not self.syntax.has_trailing_comma:
            items[-1][-1] = items[-1][-1].removesuffix(",")
        return items

    def _indented(self, lines: Iterable[str]) -> list[str]:
        return [f"{self.syntax.indent}{line}" for line in lines]

    @staticmethod
    def _dashed(lines: list[str]) -> list[str]:
        return [f"{'  ' if number else '- '}{line}" for number, line in enumerate(lines)]


def _named(around: tuple[str, str], **names: str) -> tuple[str, str]:
    before, after = around
    return before.format(**names), after


def _around(around: tuple[str, str], kind: str) -> tuple[str, str]:
    opening, closing = (one.format(kind=kind) for one in around)
    return opening, closing


def _kind(values: Iterable[object]) -> str:
    """Return the type of the records among the values; empty for strings."""
    return next((one.kind for one in values if isinstance(one, Record)), "")

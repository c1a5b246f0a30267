"""Values of a program: scalars, lists, maps, and records with comments; the same for every language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Scalar: TypeAlias = "str | bool | int | float"


@dataclass(frozen=True)
class Field:
    """An argument.

    Args:
        name: the name in Python's spelling.
        value: the value.
        comment: explains it to the reader; empty for none.
    """

    name: str
    value: Value
    comment: str = ""


@dataclass(frozen=True)
class Record:
    """A map of arguments.

    Args:
        kind: its type, without ``Args``.
        fields: the arguments in order.
    """

    kind: str
    fields: tuple[Field, ...] = ()


Value: TypeAlias = "Scalar | list[str] | list[Record] | dict[str, str] | dict[str, Record] | Record"


@dataclass(frozen=True)
class Program:
    """A program with one component.

    Args:
        name: the component's Pulumi name.
        args: its arguments.
        comments: paragraphs at the start of the program.
    """

    name: str
    args: Record
    comments: tuple[str, ...] = ()

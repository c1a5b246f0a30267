"""Rules for every argument, of the component and of a region: the name exists, and the value is of its kind."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.messages import Argument, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.inputs.arguments import Arguments


def keys(args: Arguments) -> Iterator[Finding]:
    """Every argument exists: a misspelled one would silently change what is created."""
    owner = "a global cluster" if args.region is None else "a region" if args.entry is None else "an instance"
    for key in (one for one in args.values if one not in args.table):
        path = str(args.path(key or '""'))
        if near := get_close_matches(str(key), args.table, n=1):
            template = "is not an argument of {owner}. Did you mean {near}?"
            yield Finding("misspelled-argument", path, template, owner=owner, near=Argument(near[0]))
        else:
            template = "is not an argument of {owner}. Remove it; the arguments are {names}."
            names = [Argument(one) for one in sorted(args.table)]
            yield Finding("unknown-argument", path, template, owner=owner, names=names)


def kinds(args: Arguments) -> Iterator[Finding]:
    """Every value has the type of its argument: the string 'false' is not a boolean, and 2.5 is not an integer."""
    for key, row in args.table.items():
        value = args.values.get(key)
        if value is UNKNOWN and row.plain:
            yield Finding(
                "output-not-allowed",
                args.path(key),
                "is an output. Set a plain value: the program must know it when it runs.",
            )
        elif value is not None and value is not UNKNOWN and not row.kind.fits(value):
            yield Finding(
                "wrong-kind", args.path(key), "must be {kind}, got {value}.", kind=row.kind.noun, value=args.value(key)
            )

"""Rules for every argument, of the component and of a region: it is one that there is, and its value is of its kind."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from neptune_global_component.core.errors import Finding
from neptune_global_component.core.inputs.unknown import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.inputs.arguments import Arguments


def keys(args: Arguments) -> Iterator[Finding]:
    """Every key is one that there is: a typo would change what is created without a word."""
    owner = "a global cluster" if args.region is None else "a region" if args.entry is None else "an instance"
    for key in args.values:
        if key not in args.kinds:
            near = get_close_matches(str(key), args.kinds, n=1)
            meant = (
                f"Did you mean {near[0]}?"
                if near
                else f"Take it out; the arguments are {', '.join(sorted(args.kinds))}."
            )
            yield Finding(args.path(key or '""'), f"is not an argument of {owner}. {meant}")


def kinds(args: Arguments) -> Iterator[Finding]:
    """Every value is of its kind: the string 'false' is not a boolean, and 2.5 not a number of instances."""
    for key, kind in args.kinds.items():
        value = args.values.get(key)
        if value is UNKNOWN and kind.plain:
            yield Finding(args.path(key), "is an output: give a plain value, as the program must know it when it runs.")
        elif value is not None and value is not UNKNOWN and not kind.fits(value):
            yield args.finding(key, f"must be {kind.noun}.")

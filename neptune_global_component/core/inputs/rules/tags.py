"""AWS's rules for tags, of the global database and of a region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.errors import Finding
from neptune_global_component.core.inputs.unknown import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.inputs.arguments import Arguments

LONGEST_KEY, LONGEST_VALUE = 128, 256
"""Characters of a tag's key and value."""
MOST = 50
_SIGNS = "_.:/=+-@"
_CHARACTERS = f"letters, digits, spaces and {_SIGNS}"


def tags(args: Arguments) -> Iterator[Finding]:
    """Keys and values are strings of AWS's length and characters, a key is none of AWS's own, and there are 50 at most.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/tagging.html

    Args:
        args: of the global database, or of a region.
    """
    given = args.known("tags") or {}
    if len(given) > MOST:
        yield Finding(args.path("tags"), f"has {len(given)} tags: give {MOST} at most.")
    for key, value in given.items():
        path = args.path("tags") if args.is_secret("tags") else f'{args.path("tags")}["{key}"]'
        if not _fits(key, 1, LONGEST_KEY) or key.lower().startswith("aws:"):
            yield Finding(
                path,
                f"is not a valid tag key: give 1 to {LONGEST_KEY} {_CHARACTERS}; the prefix 'aws:' is reserved.",
            )
        if value is not UNKNOWN and not _fits(tag_value(value), 0, LONGEST_VALUE):
            is_long = isinstance(value, str) and len(value) > LONGEST_VALUE
            shown = f"a string of {len(value)} characters" if is_long else args.quoted("tags", value)
            yield Finding(
                path, f"{shown} is not a valid tag value: give a string of up to {LONGEST_VALUE} {_CHARACTERS}."
            )


def tag_value(given: object) -> object:
    """Return a tag's value as text, as pulumi-aws writes it: ``42`` for the numbers 42 and 42.0, ``true`` for True.

    A value that is no text, number or boolean is returned as it is.

    Args:
        given: by the program; other languages' integers arrive as floats.
    """
    if isinstance(given, bool):
        return str(given).lower()
    if isinstance(given, float) and given.is_integer():
        return str(int(given))
    return str(given) if isinstance(given, int | float) else given


def _fits(text: object, shortest: int, longest: int) -> bool:
    is_text = isinstance(text, str) and shortest <= len(text) <= longest
    return is_text and all(one.isalnum() or one.isspace() or one in _SIGNS for one in str(text))

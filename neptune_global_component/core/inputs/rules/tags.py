"""AWS's rules for tags, of the global database and of a region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.messages import Finding, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.inputs.arguments import Arguments

LONGEST_KEY, LONGEST_VALUE = 128, 256
"""Characters of a tag's key and value."""
MOST = 50
_SIGNS = "_.:/=+-@"
_CHARACTERS = f"letters, digits, spaces and {_SIGNS}"


def tags(args: Arguments) -> Iterator[Finding]:
    """A resource has at most 50 tags; keys and values meet AWS's rules for length and characters.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/tagging.html

    Args:
        args: the arguments of the global database, or of a region.
    """
    entries, path = args.known("tags") or {}, args.path("tags")
    if len(entries) > MOST:
        yield Finding("too-many-tags", path, "has {count} tags. Set at most {most}.", count=len(entries), most=MOST)
    for key, value in entries.items():
        place = f'{path}["{key}"]'
        if not _fits(key, 1, LONGEST_KEY) or key.lower().startswith("aws:"):
            yield Finding(
                "invalid-tag-key",
                place,
                "is not a valid tag key: it must have 1 to {longest} {characters}, and not begin with 'aws:'.",
                longest=LONGEST_KEY,
                characters=_CHARACTERS,
            )
        if value is not UNKNOWN and not _fits(tag_value(value), 0, LONGEST_VALUE):
            is_long = isinstance(value, str) and len(value) > LONGEST_VALUE
            yield Finding(
                "invalid-tag-value",
                place,
                "{value} is not a valid tag value: it must be a string of at most {longest} {characters}.",
                value=f"a string of {len(value)} characters" if is_long else Value(path, value),
                longest=LONGEST_VALUE,
                characters=_CHARACTERS,
            )


def tag_value(value: object) -> object:
    """Return a tag's value as text, as pulumi-aws writes it: ``42`` for the numbers 42 and 42.0, ``true`` for True.

    A value that is not text, a number or a boolean is returned unchanged.

    Args:
        value: the value in the program; integers of other languages arrive as floats.
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, int | float) else value


def _fits(text: object, shortest: int, longest: int) -> bool:
    is_text = isinstance(text, str) and shortest <= len(text) <= longest
    return is_text and all(one.isalnum() or one.isspace() or one in _SIGNS for one in str(text))

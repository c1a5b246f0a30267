"""AWS's rules for tags, of the global database and of a region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.errors import Finding
from neptune_global_component.rules.unknown import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.rules.arguments import Arguments

LONGEST_KEY, LONGEST_VALUE = 128, 256
"""Characters of a tag's key and value."""


def tags(args: Arguments) -> Iterator[Finding]:
    """Keys and values are strings of AWS's length, and a key is none of AWS's own.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/tagging.html

    Args:
        args: of the global database, or of a region.
    """
    for key, value in (args.known("tags") or {}).items():
        path = args.path("tags") if args.is_secret("tags") else f'{args.path("tags")}["{key}"]'
        if not isinstance(key, str) or not 1 <= len(key) <= LONGEST_KEY or key.lower().startswith("aws:"):
            yield Finding(
                path, f"is not a valid tag key: give 1 to {LONGEST_KEY} characters; the prefix 'aws:' is reserved."
            )
        if value is not UNKNOWN and not (isinstance(value, str) and len(value) <= LONGEST_VALUE):
            shown = f"a string of {len(value)} characters" if isinstance(value, str) else args.quoted("tags", value)
            yield Finding(path, f"{shown} is not a valid tag value: give a string of up to {LONGEST_VALUE} characters.")

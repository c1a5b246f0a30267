"""Convert argument names and plain values in texts to the spelling of other languages than Python."""

from __future__ import annotations

import re

from neptune_global_component.core.inputs.kinds import ARGUMENTS, INSTANCE_ARGUMENTS, REGION_ARGUMENTS
from neptune_global_component.core.inputs.rules.region import CAPACITY
from neptune_global_component.core.names import camel_case

_NAMES = "|".join(sorted({*ARGUMENTS, *REGION_ARGUMENTS, *INSTANCE_ARGUMENTS, *CAPACITY}, key=len, reverse=True))
_VALUES = {"True": "true", "False": "false", "None": "null"}
# Quoted text is a user's value. A quote after a letter is an apostrophe.
_TOKEN = re.compile(
    rf"""(?<!\w)(?P<quoted>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")(?!\w)|\b(?P<name>{_NAMES})\b|\b(?P<value>{"|".join(_VALUES)})\b"""
)


def to_wire_spelling(text: str) -> str:
    """Convert argument names in a text to Pulumi's camelCase: ``engine_version`` becomes ``engineVersion``.

    Python values become JSON values: ``True`` becomes ``true``. Quoted text does not change.

    Args:
        text: a description, an error or a property path, in Python spelling.
    """
    return _TOKEN.sub(_convert, text)


def _convert(match: re.Match[str]) -> str:
    token = match.group()
    return camel_case(token) if match["name"] else _VALUES.get(token, token)

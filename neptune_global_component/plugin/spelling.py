"""Convert argument names and plain values in messages and descriptions for other languages than Python."""

from __future__ import annotations

import re
from collections.abc import Mapping

from neptune_global_component.core.inputs.rules.capacity import CAPACITY
from neptune_global_component.core.inputs.table import ARGUMENTS, INSTANCE_ARGUMENTS, REGION_ARGUMENTS
from neptune_global_component.core.messages import Spelling
from neptune_global_component.core.names import camel_case

_ARGUMENTS = frozenset((*ARGUMENTS, *REGION_ARGUMENTS, *INSTANCE_ARGUMENTS, *CAPACITY))
_NAMES = "|".join(sorted(_ARGUMENTS, key=len, reverse=True))
_VALUES = {"True": "true", "False": "false", "None": "null"}
# Quoted text is a user's value. A quote after a letter is an apostrophe.
_TOKEN = re.compile(
    rf"""(?<!\w)(?P<quoted>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")(?!\w)|\b(?P<name>{_NAMES})\b|\b(?P<value>{"|".join(_VALUES)})\b"""
)


def _literal(value: object) -> str:
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_literal(key)}: {_literal(one)}' for key, one in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_literal, value))}]"
    return _VALUES.get(repr(value), repr(value))


WIRE = Spelling(lambda name: camel_case(name) if name in _ARGUMENTS else name, _literal)
"""``engine_version`` is ``engineVersion``, and ``True`` is ``true``."""


def to_wire_spelling(text: str) -> str:
    """Convert argument names in a text to Pulumi's camelCase: ``engine_version`` becomes ``engineVersion``.

    Python values become JSON values: ``True`` becomes ``true``. Quoted text does not change.

    Args:
        text: a description in Python spelling.
    """
    return _TOKEN.sub(_convert, text)


def _convert(match: re.Match[str]) -> str:
    token = match.group()
    return camel_case(token) if match["name"] else _VALUES.get(token, token)

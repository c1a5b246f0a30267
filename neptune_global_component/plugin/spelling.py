"""The names and plain values of arguments as every language but Python has them, also in the middle of a text."""

from __future__ import annotations

import re

from neptune_global_component.core.inputs.kinds import ARGUMENTS, INSTANCE_ARGUMENTS, REGION_ARGUMENTS
from neptune_global_component.core.inputs.rules.region import CAPACITY
from neptune_global_component.core.names import camel_case

_NAMES = "|".join(sorted({*ARGUMENTS, *REGION_ARGUMENTS, *INSTANCE_ARGUMENTS, *CAPACITY}, key=len, reverse=True))
_VALUES = {"True": "true", "False": "false", "None": "null"}
# What is in quotes is the user's; an apostrophe is behind a letter.
_TOKEN = re.compile(
    rf"""(?<!\w)(?P<quoted>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")(?!\w)|\b(?P<name>{_NAMES})\b|\b(?P<value>{"|".join(_VALUES)})\b"""
)


def as_on_the_wire(text: str) -> str:
    """Spell each argument that a text names as Pulumi has it on the wire: ``engine_version`` is ``engineVersion``.

    And values as JSON has them: ``True`` is ``true``. What is in quotes stays as it is.

    Args:
        text: for a Python program: a description, an error, a property's path.
    """
    return _TOKEN.sub(_on_the_wire, text)


def _on_the_wire(found: re.Match[str]) -> str:
    token = found.group()
    return camel_case(token) if found["name"] else _VALUES.get(token, token)

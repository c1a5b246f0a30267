"""The names and plain values of arguments as every language but Python has them, also in the middle of a text."""

from __future__ import annotations

import re

from neptune_global_component.names import camel_case
from neptune_global_component.rules.kinds import ARGUMENTS, REGION_ARGUMENTS
from neptune_global_component.rules.region import CAPACITY

_NAMES = re.compile(rf"\b(?:{'|'.join(sorted({*ARGUMENTS, *REGION_ARGUMENTS, *CAPACITY}, key=len, reverse=True))})\b")
_VALUES = {"True": "true", "False": "false", "None": "null"}
_VALUE = re.compile(rf"(?<!['\w])(?:{'|'.join(_VALUES)})(?!['\w])")
"""One that is in no text of the user's, which are in quotes."""


def as_on_the_wire(text: str) -> str:
    """Spell each argument that a text names as Pulumi has it on the wire: ``engine_version`` is ``engineVersion``.

    And values as JSON has them: ``True`` is ``true``.

    Args:
        text: for a Python program: a description, an error, a property's path.
    """
    return _VALUE.sub(lambda value: _VALUES[value.group()], _NAMES.sub(lambda name: camel_case(name.group()), text))

"""The mark for a value that a preview does not know yet."""

from __future__ import annotations

from enum import Enum
from typing import Final


class Unknown(Enum):
    """The type of UNKNOWN."""

    UNKNOWN = "not known yet"

    def __repr__(self) -> str:
        return f"({self.value})"


UNKNOWN: Final = Unknown.UNKNOWN
"""The value of an argument that a preview does not know yet."""

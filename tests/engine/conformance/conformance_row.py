"""A row of the table of changes: of inputs that change, what the plan says.

A path with ``update`` is changed in place, one with ``update-replace``, ``add-replace`` or ``delete-replace`` replaces
the resource, and what is in no path is no change.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Inputs = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """A change.

    Args:
        kind: the type token.
        change: the inputs that change; None takes one away.
        kinds: of the plan's changes, by path.
        given: the inputs at first, beside the base ones.
        endless: the kinds of the plan for inputs that do not change.
    """

    kind: str
    change: Inputs
    kinds: dict[str, str]
    given: Inputs = field(default_factory=dict)
    endless: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """Say which row it is."""
        return f"{self.kind.rsplit(':', 1)[1]} {self.given} -> {self.change}"


OLD = {"engineVersion": "1.4.1.0"}
"""An engine version that is not the newest."""


def each(action: str, *paths: str) -> dict[str, str]:
    """The same kind for several paths."""
    return dict.fromkeys(paths, action)

"""Rows of the table of changes: changed inputs and the planned operation.

A path with ``update`` is changed in place. A path with ``update-replace``, ``add-replace`` or ``delete-replace``
replaces the resource. Any other path does not change.
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
        change: the inputs that change; None removes an input.
        kinds: the kinds of the planned changes, by path.
        given: the initial inputs, in addition to the base ones.
        endless: the kinds that are planned even for unchanged inputs.
    """

    kind: str
    change: Inputs
    kinds: dict[str, str]
    given: Inputs = field(default_factory=dict)
    endless: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the row's name."""
        return f"{self.kind.rsplit(':', 1)[1]} {self.given} -> {self.change}"


OLD = {"engineVersion": "1.4.1.0"}
"""An engine version that is not the newest."""


def each(action: str, *paths: str) -> dict[str, str]:
    """Return the same kind for several paths."""
    return dict.fromkeys(paths, action)

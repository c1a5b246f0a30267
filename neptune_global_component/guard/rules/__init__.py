"""The rules: one table for the guard and for the policy pack, the first that covers a change decides; pure.

They are in the order of reports: what happens to the database first, cosmetics last. What no other names is covered by
the last one: a change that the guard does not know is for a person to look at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.guard.rules.danger import DELETIONS, VERSIONS
from neptune_global_component.guard.rules.review import INSTANCES, TOPOLOGY, UNKNOWN
from neptune_global_component.guard.rules.safe import COSMETICS

if TYPE_CHECKING:
    from neptune_global_component.guard.rule import Operation, Role, Rule

RULES = (*DELETIONS, *VERSIONS, *TOPOLOGY, *INSTANCES, *COSMETICS, UNKNOWN)
"""All of them, in the order of reports."""


def rule(kind: str, role: Role | None, name: str, operation: Operation) -> Rule:
    """Give the rule for a change.

    Args:
        kind: type token of the resource.
        role: of the resource.
        name: of the property, or WHOLE.
        operation: what happens to it.
    """
    return next(one for one in RULES if one.covers(kind, role, name, operation))

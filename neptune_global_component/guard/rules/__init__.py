"""The rules of the guard and of the policy pack, in one table; pure.

The first rule that covers a change decides. The order is that of reports: changes of the database first, cosmetic
changes last. The last rule covers every change that the guard does not know, and asks for a review.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.guard.rules.danger import DELETIONS, VERSIONS
from neptune_global_component.guard.rules.review import INSTANCES, TOPOLOGY, UNKNOWN
from neptune_global_component.guard.rules.safe import COSMETICS

if TYPE_CHECKING:
    from neptune_global_component.guard.rule import Operation, Role, Rule

RULES = (*DELETIONS, *VERSIONS, *TOPOLOGY, *INSTANCES, *COSMETICS, UNKNOWN)
"""All rules, in the order of reports."""


def rule(kind: str, role: Role | None, name: str, operation: Operation) -> Rule:
    """Return the rule for a change.

    Args:
        kind: the kind of the resource.
        role: the role of the resource.
        name: the name of the property, or WHOLE.
        operation: the operation on it.
    """
    return next(one for one in RULES if one.covers(kind, role, name, operation))

"""Ignores changes of what the program does not set, so that AWS keeps it after a refresh and an adoption."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi

from neptune_global_component.core.plan.unset import unmanaged_properties
from neptune_global_component.core.tokens import GLOBAL_CLUSTER

if TYPE_CHECKING:
    from neptune_global_component.core.plan.plan import Plan


async def ignore_unmanaged(plan: Plan, made: pulumi.ResourceTransformArgs) -> None:
    """Add the properties of a child that nobody sets to its ``ignore_changes``.

    Args:
        plan: what the program set in the last update.
        made: the child, with what the program's own transforms have set.
    """
    set_now = [name for name, value in made.props.items() if await _is_set(value)]
    region = "" if made.type_ == GLOBAL_CLUSTER else str(made.props["region"])
    unmanaged = unmanaged_properties(made.type_, set_now, plan.set_before(region), default_tags=plan.has_default_tags)
    made.opts.ignore_changes = [*(made.opts.ignore_changes or ()), *unmanaged]


async def _is_set(value: object) -> bool:
    # An output that is not known yet will have a value.
    if isinstance(value, pulumi.Output) and await value.is_known():
        return await value.future() is not None
    return value is not None

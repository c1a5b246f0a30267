"""Ignore changes of properties that the program does not set, so that a refresh or an adoption keeps AWS's values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi

from neptune_global_component.core.plan.unset import of_instance, unmanaged_properties

if TYPE_CHECKING:
    from neptune_global_component.core.plan.children import Place
    from neptune_global_component.core.plan.plan import Plan


async def ignore_unmanaged(plan: Plan, place: Place, child: pulumi.ResourceTransformArgs) -> None:
    """Add the unmanaged properties of a child to its ``ignore_changes``.

    Args:
        plan: the plan, with the properties that the last update set.
        place: the place of the child.
        child: the child, after the program's own transforms.
    """
    set_now = [name for name, value in child.props.items() if await _is_set(value)]
    set_before = of_instance(plan.set_before(place.region), place.number)
    unmanaged = unmanaged_properties(place.kind, set_now, set_before, default_tags=plan.has_default_tags)
    child.opts.ignore_changes = [*(child.opts.ignore_changes or ()), *unmanaged]


async def _is_set(value: object) -> bool:
    # An output that is unknown now will have a value.
    if isinstance(value, pulumi.Output) and await value.is_known():
        return await value.future() is not None
    return value is not None

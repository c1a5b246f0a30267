"""The Stash that records declared values that can't change.

It is in the state before the first resource is created in AWS. So the next update can distinguish a resource of an
interrupted update, which it imports, from one that another stack or a person created, which it rejects. It also
compares the program with these values before pulumi-aws plans a replacement.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from neptune_global_component.component.resources.stash import stash
from neptune_global_component.core.facts.build_recorded_state import declared_inputs
from neptune_global_component.core.inputs.table import ARGUMENTS, REGION_ARGUMENTS, recorded_arguments
from neptune_global_component.core.names import camel_case
from neptune_global_component.core.plan.checks.all_checks import raise_findings
from neptune_global_component.core.plan.checks.changes import change_findings
from neptune_global_component.core.plan.checks.existing import first_update_findings
from neptune_global_component.core.plan.unset import set_properties
from neptune_global_component.core.stashes import DECLARED, OWN_SUBNET_GROUP, SET_PROPERTIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pulumi

    from neptune_global_component.component.gate import Gate


def declared(gate: Gate, regions: Mapping[str, int]) -> pulumi.Stash:
    """Create the Stash ``{name}-declared``.

    Args:
        gate: creates the inputs; its component is the parent.
        regions: the number of instances by region.
    """
    values = {camel_case(key): gate.argument(key) for key in recorded_arguments(ARGUMENTS)}
    value = {**values, **_set_properties(gate), "regions": {region: _region(gate, region) for region in regions}}
    # All children depend on it, so the engine calls their transforms and hooks when the plan is made.
    return stash(gate, DECLARED, value, partial(_check, gate), depends_on=gate.input(lambda _: []))


def _region(gate: Gate, region: str) -> dict[str, pulumi.Input[Any]]:
    return {
        **{camel_case(key): gate.argument(key, region) for key in recorded_arguments(REGION_ARGUMENTS)},
        camel_case(OWN_SUBNET_GROUP): gate.is_set("subnet_ids", region),
        **_set_properties(gate, region),
    }


def _set_properties(gate: Gate, region: str = "") -> dict[str, pulumi.Input[Any]]:
    # These are only property names, so they are never secret or unknown.
    return {
        SET_PROPERTIES: gate.input(
            lambda plan: set_properties(plan.spec, region, default_tags=plan.has_default_tags) or None
        )
    }


async def _check(gate: Gate, before: Mapping[str, Any] | None) -> None:
    """Check what planning could not: a state that was not read, and a component that an alias may have renamed."""
    plan = await gate.plan()
    if before is None and not plan.is_new:
        raise_findings(plan, first_update_findings(plan))
    elif before is not None and not plan.state.has_begun:
        raise_findings(plan, change_findings(plan, declared_inputs(before)))

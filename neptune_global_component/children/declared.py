"""The Stash that remembers what was declared and can't be changed.

It is in the state before AWS is asked to create anything. So what an update created that was cut off before the state
knew it is told from what is somebody else's: the next update takes the one over, and refuses the other. And what AWS
can't change later is compared with it, before pulumi-aws plans a replacement.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pulumi

from neptune_global_component.describe import read_global_cluster
from neptune_global_component.last_declared import DECLARED
from neptune_global_component.names import camel_case
from neptune_global_component.refusals import refuse_creation
from neptune_global_component.refused_changes import OWN_SUBNET_GROUP, UNCHANGEABLE, refuse_change
from neptune_global_component.threads import in_thread

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from neptune_global_component.children.gate import Gate
    from neptune_global_component.plan import Plan
    from neptune_global_component.spec import Spec

_OF_THE_DATABASE = ("global_cluster_identifier", "source_db_cluster_identifier", "storage_encrypted")


def declared(gate: Gate, regions: Mapping[str, int]) -> pulumi.Stash:
    """Make the Stash ``{name}-declared``.

    Args:
        gate: gives the inputs, for the component that is the parent.
        regions: the regions that have clusters.
    """
    kept = {camel_case(key): gate.given(_value_of(key), gate.args.get(key)) for key in _OF_THE_DATABASE}
    name = f"{gate.name}-{DECLARED}"
    return pulumi.Stash(
        name,
        input={**kept, "regions": {region: _region(gate, region) for region in regions}},
        opts=pulumi.ResourceOptions(
            parent=gate.component,
            # All children come after it: the engine asks for their options, and calls the hook, when there is a plan.
            depends_on=gate.input(lambda _: []),
            hooks=gate.hook.before_changes(name, partial(_look, gate)),
        ),
    )


def _value_of(key: str) -> Callable[[Spec], Any]:
    return lambda spec: getattr(spec, key)


def _region(gate: Gate, region: str) -> dict[str, pulumi.Input[Any]]:
    given = gate.args["regions"][region]

    def value(key: str) -> Callable[[Spec], Any]:
        return lambda spec: spec.regions[region].values.get(key)

    names = (gate.args.get("global_cluster_identifier"), given.get("cluster_identifier"))
    return {
        camel_case("cluster_identifier"): gate.given(lambda spec: spec.regions[region].cluster_identifier, *names),
        **{camel_case(key): gate.given(value(key), given.get(key)) for key in UNCHANGEABLE},
        camel_case(OWN_SUBNET_GROUP): given.get("subnet_ids") is not None,
    }


async def _look(gate: Gate, before: Mapping[str, Any] | None) -> None:
    plan = await gate.plan()
    if before is None:
        refuse_creation(plan)
    else:
        kept = _kept(before)
        refuse_change(plan, kept, is_made=await _is_made(gate, plan, kept["global_cluster_identifier"]))


async def _is_made(gate: Gate, plan: Plan, identifier: str | None) -> bool:
    """Say whether the state or AWS has the global cluster that was declared; so too where it is not known."""
    state = plan.declared
    if state is None or state.has_global_cluster or plan.observed or not plan.reading.is_complete:
        return True
    if identifier in {None, plan.spec.global_cluster_identifier}:
        return False
    # An update that was cut off may have made it, though the state has it not.
    return await in_thread(read_global_cluster, await gate.clients(), identifier) is not None


def _kept(value: Mapping[str, Any]) -> dict[str, Any]:
    keys = ("cluster_identifier", *UNCHANGEABLE, OWN_SUBNET_GROUP)
    regions = {
        region: {key: _integer(values.get(camel_case(key))) for key in keys}
        for region, values in (value.get("regions") or {}).items()
    }
    return {**{key: value.get(camel_case(key)) for key in _OF_THE_DATABASE}, "regions": regions}


def _integer(value: object) -> object:
    # Every number comes out of the state as a float.
    return int(value) if isinstance(value, float) else value

"""The Stash that remembers with what the global cluster was created.

It is in the state before AWS is asked to create anything. So an update that was cut off after AWS had created the
global cluster, but before the state knew it, is told from a global cluster that is somebody else's: the next update
takes the one over, and refuses the other. And what AWS can't change later is compared with it, before pulumi-aws plans
a replacement.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pulumi

from neptune_global_component.children.mocked import mocked
from neptune_global_component.plan import refuse_change, refuse_creation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neptune_global_component.children.gate import Gate
    from neptune_global_component.plan import Plan

_WIRE = {
    "global_cluster_identifier": "globalClusterIdentifier",
    "source_db_cluster_identifier": "sourceDbClusterIdentifier",
    "storage_encrypted": "storageEncrypted",
}
# The engine knows a hook by its name alone, and two components may have the same name under different parents.
_names: Counter[str] = Counter()


def creation(name: str, gate: Gate, parent: pulumi.Resource) -> pulumi.Stash:
    """Make the Stash ``{name}-creation``.

    Args:
        name: the component's Pulumi name.
        gate: gives the inputs.
        parent: the component.
    """
    return pulumi.Stash(
        f"{name}-creation",
        input={wire: gate.input(key, _field(key)) for key, wire in _WIRE.items()},
        opts=pulumi.ResourceOptions(parent=parent, hooks=None if mocked() else _hooks(f"{name}-creation", gate)),
    )


def _field(key: str) -> Any:  # noqa: ANN401 - any field of a spec
    def value(plan: Plan) -> object:
        return getattr(plan.spec, key)

    return value


def _hooks(name: str, gate: Gate) -> pulumi.ResourceHookBinding:
    async def check(args: pulumi.ResourceHookArgs) -> None:
        plan = await gate.plan()
        if args.old_inputs is None:
            refuse_creation(plan)
        else:
            refuse_change(plan, await _created(args.old_inputs))

    _names[name] += 1
    unique = name if _names[name] == 1 else f"{name}-{_names[name]}"
    hook = pulumi.ResourceHook(unique, check, opts=pulumi.ResourceHookOptions(on_dry_run=True))
    return pulumi.ResourceHookBinding(before_create=[hook], before_update=[hook])


async def _created(old_inputs: Mapping[str, Any]) -> dict[str, object]:
    # A secret in it arrives as an output.
    kept = await pulumi.Output.from_input(old_inputs["input"]).future() or {}
    return {key: kept.get(wire) for key, wire in _WIRE.items()}

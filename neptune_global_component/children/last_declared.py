"""What the last update declared, out of the Pulumi state: the values of the component's Stashes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.plan import Declared
from neptune_global_component.state import read_state, urn_of_child
from neptune_global_component.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE, STASH

if TYPE_CHECKING:
    import pulumi

DECLARED, ENGINE_VERSION, PRIMARY_REGION, TAGS = "declared", "engine-version", "primary-region", "tags"
"""How the names of the Stashes end: ``{name}-declared``."""

VERSION = "engineVersion"
"""Under this key the Stash ``{name}-engine-version`` has the version."""


async def last_declared(component: pulumi.Resource, name: str) -> Declared | None:
    """Take what the last update declared out of the state.

    Args:
        component: the parent of the Stashes.
        name: the component's Pulumi name.

    Returns:
        None where the state is not known.
    """
    state = await read_state()
    if state is None:
        return None
    kept = {
        ending: state.stashed.get(await urn_of_child(component, STASH, f"{name}-{ending}"))
        for ending in (ENGINE_VERSION, PRIMARY_REGION)
    }
    clusters = await urn_of_child(component, CLUSTER, f"{name}-")
    instances = await urn_of_child(component, INSTANCE, "")
    return Declared(
        engine_version=(kept[ENGINE_VERSION] or {}).get(VERSION),
        primary_region=kept[PRIMARY_REGION],
        regions=frozenset(urn.removeprefix(clusters) for urn in state.arns if urn.startswith(clusters)),
        instances={
            urn.removeprefix(instances): arn.rpartition(":")[2]
            for urn, arn in state.arns.items()
            if urn.startswith(instances)
        },
        is_half_made=await urn_of_child(component, GLOBAL_CLUSTER, name) in state.half_made,
    )

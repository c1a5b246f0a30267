"""What the last update declared, out of the Pulumi state: the values of the component's Stashes, and its children."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from neptune_global_component.names import TYPE_TOKEN
from neptune_global_component.plan import Declared
from neptune_global_component.state import read_state, urn_of_child
from neptune_global_component.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE, STASH

if TYPE_CHECKING:
    import pulumi

    from neptune_global_component.state import State

DECLARED, ENGINE_VERSION, PRIMARY_REGION, TAGS = "declared", "engine-version", "primary-region", "tags"
"""How the names of the Stashes end: ``{name}-declared``."""

VERSION = "engineVersion"
"""Under this key the Stash ``{name}-engine-version`` has the version."""


@dataclass(frozen=True)
class _Place:
    """Where the state has the children of a component.

    Args:
        prefix: their URNs up to their own types.
        name: the component's Pulumi name there.
    """

    prefix: str
    name: str

    def urn(self, kind: str, ending: str = "") -> str:
        return f"{self.prefix}${kind}::{self.name}{ending}"


async def last_declared(component: pulumi.Resource, name: str, arn: str | None) -> Declared | None:
    """Take what the last update declared out of the state.

    Args:
        component: the parent of the Stashes.
        name: the component's Pulumi name.
        arn: of the global cluster, None where AWS has none.

    Returns:
        None where the state is not known.
    """
    state = await read_state()
    if state is None:
        return None
    place = await _place(state, component, name, arn)
    version = state.stashed.get(place.urn(STASH, f"-{ENGINE_VERSION}")) or {}
    clusters, instances = place.urn(CLUSTER, "-"), place.urn(INSTANCE, "-")
    return Declared(
        engine_version=version.get(VERSION),
        primary_region=state.stashed.get(place.urn(STASH, f"-{PRIMARY_REGION}")),
        clusters={urn.removeprefix(clusters): arn for urn, arn in state.arns.items() if urn.startswith(clusters)},
        half_made_regions=frozenset(urn.removeprefix(clusters) for urn in state.half_made if urn.startswith(clusters)),
        instances={
            f"{name}-{urn.removeprefix(instances)}": arn.rpartition(":")[2]
            for urn, arn in state.arns.items()
            if urn.startswith(instances)
        },
        has_global_cluster=place.urn(GLOBAL_CLUSTER) in state.arns,
        is_half_made=place.urn(GLOBAL_CLUSTER) in state.half_made,
        urns={arn: urn for urn, arn in state.arns.items()},
    )


async def _place(state: State, component: pulumi.Resource, name: str, arn: str | None) -> _Place:
    """A component that was renamed, with an alias, has its children under the old name: the ARN tells which."""
    own = await urn_of_child(component, GLOBAL_CLUSTER, name)
    found = own if own in state.arns else next((urn for urn, known in state.arns.items() if known == arn), own)
    prefix, _, old_name = found.partition(f"${GLOBAL_CLUSTER}::")
    if not prefix.endswith(TYPE_TOKEN):
        prefix, _, old_name = own.partition(f"${GLOBAL_CLUSTER}::")
    return _Place(prefix, old_name)

"""What the last update declared, out of the Pulumi state: the values of the component's Stashes, and its children."""

from __future__ import annotations

from collections.abc import Mapping
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

    def has(self, urn: str) -> bool:
        prefix, _, name = urn.rpartition("::")
        return prefix.startswith(f"{self.prefix}$") and (name == self.name or name.startswith(f"{self.name}-"))


async def last_declared(component: pulumi.Resource, name: str, identifier: str | None) -> Declared | None:
    """Take what the last update declared out of the state.

    Args:
        component: the parent of the Stashes.
        name: the component's Pulumi name.
        identifier: of the global cluster, in lower case; None where it is not known yet.

    Returns:
        None where the state is not known.
    """
    state = await read_state()
    if state is None:
        return None
    own = await _own_place(component, name)
    place = _place(state, own, identifier)
    version = state.stashed.get(place.urn(STASH, f"-{ENGINE_VERSION}")) or {}
    clusters, instances = place.urn(CLUSTER, "-"), place.urn(INSTANCE, "-")
    return Declared(
        engine_version=version.get(VERSION),
        primary_region=state.stashed.get(place.urn(STASH, f"-{PRIMARY_REGION}")),
        clusters=_endings(state.arns, clusters),
        final_snapshots=_endings(state.final_snapshots, clusters),
        half_made_regions=frozenset(urn.removeprefix(clusters) for urn in state.half_made if urn.startswith(clusters)),
        instances={
            f"{name}-{ending}": arn.rpartition(":")[2] for ending, arn in _endings(state.arns, instances).items()
        },
        has_global_cluster=place.urn(GLOBAL_CLUSTER) in state.arns,
        is_half_made=place.urn(GLOBAL_CLUSTER) in state.half_made,
        moved_from=place.urn(GLOBAL_CLUSTER) if place != own else None,
        elsewhere={arn: urn for urn, arn in state.arns.items() if not (own.has(urn) or place.has(urn))},
    )


def _endings(of: Mapping[str, str], prefix: str) -> dict[str, str]:
    """What there is of the URNs with a prefix, by what comes after it."""
    return {urn.removeprefix(prefix): value for urn, value in of.items() if urn.startswith(prefix)}


async def _own_place(component: pulumi.Resource, name: str) -> _Place:
    prefix, _, _ = (await urn_of_child(component, STASH, "")).partition(f"${STASH}::")
    return _Place(prefix, name)


def _place(state: State, own: _Place, identifier: str | None) -> _Place:
    """A component that was renamed has its children under the old name: what it declared tells which."""
    ending = f"-{DECLARED}"
    if own.urn(STASH, ending) in state.stashed:
        return own
    for urn, value in state.stashed.items():
        prefix, _, stash = urn.partition(f"${STASH}::")
        is_declared = prefix.endswith(TYPE_TOKEN) and stash.endswith(ending) and isinstance(value, Mapping)
        if is_declared and identifier and value.get("globalClusterIdentifier") == identifier:
            return _Place(prefix, stash.removesuffix(ending))
    return own

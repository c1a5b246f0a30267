"""The location of a component's children in the Pulumi state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from neptune_global_component.core.names import TYPE_TOKEN
from neptune_global_component.core.stashes import DECLARED, NAMES
from neptune_global_component.core.tokens import CLUSTER, STASH
from neptune_global_component.core.urns import split_urn

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from neptune_global_component.core.facts.pulumi_state import PulumiState


@dataclass(frozen=True)
class Location:
    """Location of a component's children in the state.

    Args:
        prefix: the start of their URNs, up to their types.
        name: the component's Pulumi name in the state.
    """

    prefix: str
    name: str

    @classmethod
    def of(cls, urn: str) -> Location:
        """Return the location of a resource's children.

        Args:
            urn: the resource's URN.
        """
        return cls(*split_urn(urn))

    @property
    def component_urn(self) -> str:
        """The URN of the component."""
        return f"{self.prefix}::{self.name}"

    def child_urn(self, kind: str, ending: str = "") -> str:
        """Return the URN of a child.

        Args:
            kind: its type.
            ending: the end of its name, after the component's.
        """
        return f"{self.prefix}${kind}::{self.name}{ending}"

    def stash_urn(self, ending: str) -> str:
        """Return the URN of a Stash.

        Args:
            ending: the end of its name, after the component's and a hyphen.
        """
        return self.child_urn(STASH, f"-{ending}")

    def children(self, regions: Mapping[str, str]) -> dict[str, str]:
        """Return the component's children among resources: their URNs with their regions.

        Args:
            regions: the region of each resource, by URN; "" for a global cluster. It distinguishes whether
                ``orders-eu-west-1`` belongs to the component ``orders`` or to another named ``orders-eu``.
        """
        return {
            urn: region
            for urn, region in regions.items()
            if urn.startswith(f"{self.prefix}$") and _component_name(urn, region) == self.name
        }

    def moved_urn(self, urn: str, former: Location) -> str:
        """Return the URN at this location of a child that is at a former location.

        Args:
            urn: the child's URN at the former location.
            former: the former location.
        """
        kind, _, name = urn.removeprefix(f"{former.prefix}$").partition("::")
        return self.child_urn(kind, name.removeprefix(former.name))

    def cluster_urns(self, regions: Mapping[str, str]) -> dict[str, str]:
        """Return the URNs of the component's clusters, by region.

        Args:
            regions: the region of each resource, by URN.
        """
        return {region: urn for urn, region in regions.items() if urn == self.child_urn(CLUSTER, f"-{region}")}


# Each component of a program looks at each resource of the state. A process may run many programs.
@lru_cache(maxsize=16_384)
def _component_name(urn: str, region: str) -> str | None:
    """Return the name of the component in a child's name; None if the child has no name that a component gives it."""
    _, name = split_urn(urn)
    if not region:
        return name
    head, _, number = name.rpartition("-")
    cluster = head if number.isdecimal() and head.endswith(f"-{region}") else name
    return cluster.removesuffix(f"-{region}") if cluster.endswith(f"-{region}") else None


def find_location(state: PulumiState, current: Location, identifier: str | None, others: Collection[str]) -> Location:
    """Return the location of a component's children in the state.

    A component that is renamed without an alias is found by the identifier that it declared: the update fails, and asks
    for the alias.

    Args:
        state: the state.
        current: the location of the component in the state, by its name or an alias.
        identifier: the identifier of the global cluster; None if it is unknown.
        others: the names of the program's other components. In another account, one can have the same identifier.
    """
    if current.stash_urn(DECLARED) in state.stashed:
        return current
    for location, value in _recorded_components(state):
        declared = value.get("globalClusterIdentifier") if isinstance(value, Mapping) else None
        if identifier and declared == identifier and location.name not in others:
            return location
    return current


def with_current_urns(state: PulumiState, former: Location, own: Location) -> PulumiState:
    """Return the state as if an interrupted update had renamed all children: the next update does so.

    Args:
        state: the state.
        former: the location of the children that are not renamed.
        own: the location of the others.
    """
    former_urns = _children(state, former)

    def current(values: Mapping[str, Any]) -> dict[str, Any]:
        return {own.moved_urn(urn, former) if urn in former_urns else urn: one for urn, one in values.items()}

    return replace(
        state,
        arns=current(state.arns),
        stashed=current(state.stashed),
        incomplete=current(state.incomplete),
        outputs=current(state.outputs),
    )


def has_been_renamed(state: PulumiState, former: Location, own: Location) -> bool:
    """Return whether the children at another location can be the component's, under its former name.

    They belong to another component, which had this name later, if the component has one of them under its own name.

    Args:
        state: the state.
        former: the other location.
        own: the component's location.
    """
    return not any(state.has(own.moved_urn(urn, former)) for urn in _children(state, former))


def _children(state: PulumiState, location: Location) -> set[str]:
    regions = {**state.regions, **state.incomplete}
    stashes = {location.stash_urn(name) for name in NAMES} & state.stashed.keys()
    return {*stashes, *location.children(regions)}


def _recorded_components(state: PulumiState) -> Iterator[tuple[Location, object]]:
    """Yield each component that has a Stash ``{name}-declared``, with the Stash's value.

    Args:
        state: the state.
    """
    ending = f"-{DECLARED}"
    for urn, value in state.stashed.items():
        prefix, _, stash = urn.partition(f"${STASH}::")
        if prefix.endswith(TYPE_TOKEN) and stash.endswith(ending):
            yield Location(prefix, stash.removesuffix(ending)), value


def misnamed_children(state: PulumiState, location: Location, own: Location) -> set[str]:
    """Return the children that have no component's name: ``pulumi state rename`` may have renamed them.

    The URN of a child has the type of its parent, and not the parent's name.

    Args:
        state: the state.
        location: the location of the component's children.
        own: the location where the program has them.
    """
    known = [own, *(one for one, _ in _recorded_components(state))]
    names = {one.name for one in known if one.prefix == location.prefix}
    return {
        urn
        for urn, region in state.regions.items()
        if urn.startswith(f"{location.prefix}$") and _component_name(urn, region) not in names
    }

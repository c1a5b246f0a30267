"""The resources in the Pulumi state that concern this package, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from neptune_global_component.core.names import TYPE_TOKEN, region_of
from neptune_global_component.core.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE, STASH, SUBNET_GROUP
from neptune_global_component.core.urns import type_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_ADOPTABLE = frozenset((GLOBAL_CLUSTER, CLUSTER, INSTANCE, SUBNET_GROUP))


@dataclass(frozen=True)
class PulumiState:
    """The resources in the state that concern this package, by URN.

    Args:
        arns: ARNs of the resources that a component may have created.
        stashed: the values of the Stashes.
        incomplete: regions of resources of the same types without an ARN, because the read after their creation failed;
            "" for a global cluster.
        outputs: outputs of the resources that have an ARN, as pulumi-aws last read them.
        components: the outputs of this package's components.
    """

    arns: Mapping[str, str]
    stashed: Mapping[str, Any]
    incomplete: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    components: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @cached_property
    def regions(self) -> Mapping[str, str]:
        """The region of each resource that has an ARN; "" for a global cluster."""
        return {urn: region_of(arn) for urn, arn in self.arns.items()}

    def has(self, urn: str) -> bool:
        """Return whether a resource is in the state, even if it was not read after its creation.

        Args:
            urn: the resource's URN.
        """
        return urn in self.arns or urn in self.stashed or urn in self.incomplete

    def lacks(self, urn: str, arn: str) -> bool:
        """Return whether a resource is not in the state, under this URN or, if it was renamed, under another.

        Args:
            urn: the resource's URN.
            arn: the resource's ARN.
        """
        # If a resource without an ARN may be this one, it is not missing: an import would replace it.
        unclear = any(type_of(incomplete) == type_of(urn) for incomplete in self.incomplete)
        return not unclear and urn not in self.arns and arn not in self.arns.values()

    def has_component_stash(self, name: str) -> bool:
        """Return whether a component has a Stash with this name.

        Args:
            name: the Stash's Pulumi name.
        """
        return any(urn.endswith(f"{TYPE_TOKEN}${STASH}::{name}") for urn in self.stashed)


def parse_pulumi_state(resources: Mapping[str, Mapping[str, Any]]) -> PulumiState:
    """Return the resources that concern this package.

    Args:
        resources: the type and outputs of each resource in the state, by URN.
    """
    of_neptune = {urn: one["outputs"] for urn, one in resources.items() if one["type"] in _ADOPTABLE}
    arns = {urn: arn for urn, one in of_neptune.items() if isinstance(arn := one.get("arn"), str)}
    return PulumiState(
        arns,
        {urn: one["outputs"].get("input") for urn, one in resources.items() if one["type"] == STASH},
        incomplete={urn: str(one.get("region") or "") for urn, one in of_neptune.items() if urn not in arns},
        outputs={urn: of_neptune[urn] for urn in arns},
        components={urn: one["outputs"] for urn, one in resources.items() if one["type"] == TYPE_TOKEN},
    )

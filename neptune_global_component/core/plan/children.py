"""The plan of one child: its import, its alias and its protection; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from neptune_global_component.core.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE

if TYPE_CHECKING:
    from neptune_global_component.core.plan.plan import Plan
    from neptune_global_component.core.plan.resources import Existing


@dataclass(frozen=True)
class Place:
    """The place of a child in the component.

    Args:
        kind: its type token.
        region: empty for the global cluster.
        number: the number of an instance of the region, from 1; 0 for other children.
    """

    kind: str
    region: str = ""
    number: int = 0

    def name(self, component: str) -> str:
        """Return the child's Pulumi name: the component's, its region and its number, if it has them.

        Args:
            component: the component's Pulumi name.
        """
        return "-".join(str(part) for part in (component, self.region, self.number) if part)


@dataclass(frozen=True)
class Child:
    """The plan of a child.

    Args:
        existing: the child in AWS, which is imported if the state does not have it.
        alias: the URN of a plain resource of this stack that becomes the child.
        protect: whether to protect it, so that a preview rejects its deletion.
    """

    existing: Existing | None
    alias: str | None
    protect: bool


def plan_child(plan: Plan, place: Place) -> Child:
    """Return the plan of a child.

    Args:
        plan: the plan of the update.
        place: the place of the child.
    """
    existing = _existing(plan, place)
    return Child(existing, plan.alias_of(existing), _is_protected(plan, place))


def _existing(plan: Plan, place: Place) -> Existing | None:
    if place.kind == GLOBAL_CLUSTER:
        return plan.existing
    if place.kind == CLUSTER:
        return plan.existing_cluster(place.region)
    if place.kind == INSTANCE:
        return plan.existing_instance(place.region, place.number)
    return plan.existing_subnet_group(place.region)


def _is_protected(plan: Plan, place: Place) -> bool:
    if place.kind == GLOBAL_CLUSTER:
        return plan.protect
    # A cluster without an instance can't be written and can't become the primary. Other readers may go.
    if place.kind != CLUSTER and place.number != 1:
        return False
    # Protect a detached copy too: a destroy does not run the program.
    return plan.protects(place.region) or plan.may_be_standalone(place.region)

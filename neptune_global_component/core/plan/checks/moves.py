"""Checks that the state has the resources of a component under the names of its children."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.messages import Finding, Message
from neptune_global_component.core.names import TYPE_TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.plan.plan import Plan
    from neptune_global_component.core.plan.resources import Existing


def moved_children(plan: Plan) -> Iterator[Finding]:
    """Yield the children that the state has under another URN: they would be created again, and then deleted.

    Args:
        plan: the plan of the update.
    """
    yield from _moved(plan, plan.existing, "global_cluster_identifier", "the global cluster", plan.name)
    for region, spec in plan.spec.regions.items():
        path, name = f'regions["{region}"]', f"{plan.name}-{region}"
        yield from _moved(plan, plan.existing_cluster(region), path, "its cluster", name)
        if "subnet_ids" in spec.values:
            group = plan.existing_subnet_group(region)
            yield from _moved(plan, group, f"{path}.subnet_ids", "its subnet group", name)
        for number in range(1, spec.instances + 1):
            instance = plan.existing_instance(region, number)
            yield from _moved(plan, instance, path, f"instance {number}", f"{name}-{number}")


def kept_tags(plan: Plan) -> Iterator[Finding]:
    """Tags that the last update set are removed by an update that can remove them.

    Args:
        plan: the plan of the update.
    """
    if plan.state.has_tags and not plan.changes_tags:
        template = (
            "can't be left out in this update: the tags that an earlier one set would stay on the global cluster. Set "
            "{tags}: {{}}, which removes them; later it can be left out."
        )
        yield Finding("tags-kept", "tags", template)


def _moved(plan: Plan, existing: Existing | None, path: str, what: str, name: str) -> Iterator[Finding]:
    urn = plan.other_urn(existing.arn) if existing else None
    if urn and not plan.alias_of(existing):
        yield moved_finding(plan, path, what, urn, name)


def moved_finding(plan: Plan, path: str, what: str, urn: str, name: str) -> Finding:
    """A resource of the component is not in the stack under another URN.

    Args:
        plan: the plan of the update.
        path: the property that the resource comes from.
        what: the name of the resource, for the user.
        urn: the URN in the state.
        name: the Pulumi name of the component's child.
    """
    if urn in plan.state.misnamed:
        remedy = Message("Rename it: `pulumi state rename '{urn}' {name}`", urn=urn, name=name)
    elif f"{TYPE_TOKEN}$" in urn:
        remedy = Message("If the component was renamed or moved, add an alias: opts=ResourceOptions(aliases=[…])")
    else:
        remedy = Message("Set {adopt}: true, and remove it from the program: it becomes a child of the component")
    return Finding(
        "in-this-stack-already",
        path,
        "{what} is in this stack already, as {urn}, which the update would delete. {remedy}.",
        what=what,
        urn=urn,
        remedy=remedy,
    )

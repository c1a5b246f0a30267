"""Resources of an interrupted update that AWS may still be creating; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.facts.observed import CREATING

if TYPE_CHECKING:
    from neptune_global_component.core.plan.resources import Resources


def unfinished(resources: Resources) -> dict[str, set[str]]:
    """Return the regions with resources that AWS may still be creating.

    Args:
        resources: the resources of the component.

    Returns:
        By region, the identifiers of the instances that AWS has and the state does not have: an update created them, or
        they are imported.
    """
    new = {region: resources.new_instances(region) for region in resources.spec.regions}
    return {
        region: names
        for region, names in new.items()
        if names or ((cluster := resources.cluster(region)) and cluster.status == CREATING)
    }


def may_be_unfinished(resources: Resources) -> bool:
    """Return whether AWS may still be creating resources of an interrupted update.

    Args:
        resources: the resources of the component.
    """
    if resources.observed is None or not resources.state.is_read:
        return False
    return resources.observed.status == CREATING or bool(unfinished(resources))

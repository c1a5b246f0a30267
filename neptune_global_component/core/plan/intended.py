"""The changes of an update that need a check against AWS: a new version or class, an upgrade, a switchover; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.inputs.spec import known

if TYPE_CHECKING:
    from neptune_global_component.core.plan.plan import Plan


def first_version(plan: Plan) -> str | None:
    """Return the engine version of a new global cluster; None if it exists, or no version is set.

    Args:
        plan: of the update.
    """
    if plan.state.has_global_cluster or not plan.is_absent or plan.spec.source_db_cluster_identifier is not None:
        return None
    return known(plan.spec.engine_version)


def new_classes(plan: Plan) -> list[tuple[str, str]]:
    """Return the instance classes that this update is the first to use in a region, each after its region.

    Args:
        plan: of the update.
    """
    if not plan.reading.is_complete:
        return []
    wanted = {(name, known(one)) for name, region in plan.spec.regions.items() for one in region.instance_classes}
    return sorted((name, one) for name, one in wanted if one is not None and _is_new_class(plan, name, one))


def _is_new_class(plan: Plan, region: str, instance_class: str) -> bool:
    if not plan.state.is_read or not plan.spec.regions[region].instances:
        return False
    if plan.instances_in_state(region):
        before = plan.state.instance_classes.get(region)
        # The state does not show a secret class.
        return before is not None and instance_class not in before
    # Imported instances have their class already, which AWS may no longer offer.
    cluster = plan.cluster(region)
    return not plan.wanted_instances(region) <= set(cluster.instances if cluster else ())


def upgrade(plan: Plan) -> str | None:
    """Return the engine version that the update upgrades to; None if it does not change.

    Args:
        plan: of the update.
    """
    observed, state, wanted = plan.observed, plan.state, known(plan.spec.engine_version)
    if observed is None or not state.has_begun:
        return None
    return None if wanted in {None, state.engine_version or observed.engine_version} else wanted


def switchover(plan: Plan) -> str | None:
    """Return the region that the update makes the primary; None if it does not change.

    Args:
        plan: of the update.
    """
    before = plan.state.primary_region
    wanted = known(plan.wanted_primary_region)
    is_change = plan.observed is not None and before is not None and wanted not in {None, before}
    return None if not is_change or wanted is None or plan.has_primary(wanted) else wanted

"""The changes of an update that need a check against AWS: a new version or class, an upgrade, a switchover; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.facts.observed import ParameterGroup
from neptune_global_component.core.inputs.spec import known
from neptune_global_component.core.names import EngineVersion

if TYPE_CHECKING:
    from neptune_global_component.core.inputs.spec import RegionSpec
    from neptune_global_component.core.plan.plan import Plan


def first_version(plan: Plan) -> str | None:
    """Return the engine version of a new global cluster; None if it exists, or no version is set.

    Args:
        plan: the plan of the update.
    """
    if plan.state.has_global_cluster or not plan.is_absent or plan.spec.source_db_cluster_identifier is not None:
        return None
    return known(plan.spec.engine_version)


def new_classes(plan: Plan) -> list[tuple[str, str]]:
    """Return the instance classes that this update is the first to use in a region, each after its region.

    Args:
        plan: the plan of the update.
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
        plan: the plan of the update.
    """
    observed, state, wanted = plan.observed, plan.state, known(plan.spec.engine_version)
    if observed is None or not state.has_begun:
        return None
    return None if wanted in {None, state.engine_version or observed.engine_version} else wanted


def groups_at_upgrade(plan: Plan) -> dict[str, ParameterGroup]:
    """Return the parameter groups that the program sets in an upgrade to another family, by the argument's path.

    Args:
        plan: the plan of the update.
    """
    old = EngineVersion.of_aws(plan.observed.engine_version if plan.observed else None)
    new = EngineVersion.of_aws(upgrade(plan))
    if old is None or new is None or old.family == new.family:
        return {}
    return {path: one for region in plan.spec.regions.values() for path, one in _groups(region).items()}


def _groups(region: RegionSpec) -> dict[str, ParameterGroup]:
    path = f'regions["{region.name}"].'
    of_cluster, key = "neptune_cluster_parameter_group_name", "neptune_parameter_group_name"
    names = {
        f"{path}{of_cluster}": region.values.get(of_cluster),
        f"{path}{key}": region.values.get(key),
        **{f"{path}instance_settings[{entry}].{key}": one.get(key) for entry, one in enumerate(region.settings)},
    }
    return {
        path: ParameterGroup(region.name, name, is_of_cluster=path.endswith(f".{of_cluster}"))
        for path, name in names.items()
        if isinstance(name, str)
    }


def switchover(plan: Plan) -> str | None:
    """Return the region that the update switches over to; None if the program keeps it, or AWS has finished it.

    Args:
        plan: the plan of the update.
    """
    before = plan.state.primary_region
    wanted = known(plan.wanted_primary_region)
    is_change = plan.observed is not None and before is not None and wanted not in {None, before}
    return None if not is_change or wanted is None or plan.has_primary(wanted) else wanted

"""The operations that an update carries out beside pulumi-aws: an engine upgrade, a switchover; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.spec import known

if TYPE_CHECKING:
    from neptune_global_component.plan import Plan


def first_version(plan: Plan) -> str | None:
    """Return the engine version to create the global cluster with; None where it exists, or no version is set.

    Args:
        plan: what is wanted.
    """
    is_made = plan.declared is not None and plan.declared.has_global_cluster
    if is_made or not plan.is_creation or plan.spec.source_db_cluster_identifier is not None:
        return None
    return known(plan.spec.engine_version)


def upgrade(plan: Plan) -> str | None:
    """Return the engine version that the update upgrades to; None where the program asks for no other one.

    Args:
        plan: what is wanted.
    """
    found, state, wanted = plan.observed, plan.declared, known(plan.spec.engine_version)
    if found is None or state is None or not state.has_begun:
        return None
    return None if wanted in {None, state.engine_version or found.engine_version} else wanted


def switchover(plan: Plan) -> str | None:
    """Return the region that the update makes the primary; None where the program asks for no other one.

    Args:
        plan: what is wanted.
    """
    before = plan.declared.primary_region if plan.declared else None
    wanted = known(plan.wanted_primary_region)
    is_asked = plan.observed is not None and before is not None and wanted not in {None, before}
    return None if not is_asked or wanted is None or plan.has_primary(wanted) else wanted

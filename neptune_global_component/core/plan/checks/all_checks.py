"""The registry of the checks: the reasons why a preview or an update fails before it writes, and the warnings.

They run once, after arguments, AWS and state were read, so that one error has all problems. A hook checks only what
planning could not know. docs/checks.md lists all findings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.errors import InvalidArgsError
from neptune_global_component.core.plan.checks.changes import change_findings
from neptune_global_component.core.plan.checks.existing import (
    first_update_findings,
    occupied_identifiers,
    recreation_findings,
)
from neptune_global_component.core.plan.checks.moves import kept_tags, moved_children
from neptune_global_component.core.plan.checks.offers import classes_not_offered, unknown_version
from neptune_global_component.core.plan.checks.operations import switchover_checks, switchover_warnings, upgrade_checks
from neptune_global_component.core.plan.checks.states import foreign_findings, state_findings
from neptune_global_component.core.plan.drift import warnings as drift_warnings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from neptune_global_component.core.messages import Finding
    from neptune_global_component.core.plan.plan import Plan


def new_database_arguments(plan: Plan) -> list[Finding]:
    """Return the findings about arguments that are wrong for a new global database, if it is new or has no primary.

    Args:
        plan: the plan of the update.
    """
    state, wanted = plan.state, plan.spec.primary_region
    if not state.is_read and not plan.is_absent:
        return []
    before = state.primary_region
    is_member = wanted in {None, before} or plan.member(str(wanted)) is not None
    return [] if before is not None and is_member else list(plan.spec.unsettled)


def first_update(plan: Plan) -> list[Finding]:
    """Return the findings about the first update of a component.

    Args:
        plan: the plan of the update.
    """
    return first_update_findings(plan) if plan.is_new else []


def later_update(plan: Plan) -> list[Finding]:
    """Return the findings about an update after the first one.

    Args:
        plan: the plan of the update.
    """
    state = plan.state
    if not state.has_begun:
        return []
    recreation = [] if state.has_global_cluster else recreation_findings(plan)
    return [*recreation, *moved_children(plan), *kept_tags(plan), *change_findings(plan, state.inputs)]


CHECKS: tuple[Callable[[Plan], Iterable[Finding]], ...] = (
    new_database_arguments,
    first_update,
    later_update,
    occupied_identifiers,
    state_findings,
    unknown_version,
    classes_not_offered,
    upgrade_checks,
    switchover_checks,
)
"""The checks, in the order of their findings."""


def findings(plan: Plan) -> list[Finding]:
    """Return all findings of a plan, each once.

    Args:
        plan: the plan of the update.
    """
    return foreign_findings(plan) or list(dict.fromkeys(one for check in CHECKS for one in check(plan)))


def raise_findings(plan: Plan, findings: list[Finding]) -> None:
    """Raise one error with all findings, if there are any.

    Args:
        plan: the plan of the update.
        findings: its findings, or those of a hook.

    Raises:
        InvalidArgsError: there are findings.
    """
    if findings:
        raise InvalidArgsError(plan.name, findings, plan.spec.secrets)


def warnings(plan: Plan) -> list[Finding]:
    """Return all warnings of a plan.

    Args:
        plan: the plan of the update, without findings.
    """
    return [*plan.spec.doubts, *drift_warnings(plan), *switchover_warnings(plan)]

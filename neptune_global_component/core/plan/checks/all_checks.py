"""All checks of a plan, in one place: what fails a preview or an update before anything is written.

They run once, when the arguments, AWS and the state have been read, so that one error has every problem. A hook checks
only what planning could not know.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from neptune_global_component.core.errors import Finding
from neptune_global_component.core.facts.observed import AVAILABLE, ObservedInstance
from neptune_global_component.core.inputs.rules.global_cluster import FIRST_GLOBAL_VERSION
from neptune_global_component.core.inputs.rules.region import BURSTABLE
from neptune_global_component.core.names import EngineVersion
from neptune_global_component.core.plan import intended, switchover, upgrade
from neptune_global_component.core.plan.checks.changes import change_findings
from neptune_global_component.core.plan.checks.existing import (
    creation_findings,
    recreation_findings,
    switchover_findings,
    upgrade_findings,
)
from neptune_global_component.core.plan.checks.states import foreign_findings, state_findings
from neptune_global_component.core.plan.promotion import LOST_REMEDY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.facts.observed import Observation
    from neptune_global_component.core.plan.plan import Plan


def findings(plan: Plan) -> list[Finding]:
    """Return every problem of a plan, each once.

    Args:
        plan: what is wanted, and what AWS and the state have.
    """
    return foreign_findings(plan) or list(
        dict.fromkeys(
            finding
            for check in (
                creation_arguments,
                _declared,
                state_findings,
                _first_version,
                _new_classes,
                _upgrade,
                _switchover,
            )
            for finding in check(plan)
        )
    )


def creation_arguments(plan: Plan) -> list[Finding]:
    """Return what is wrong with the arguments unless the global database exists and has a primary.

    Args:
        plan: what is wanted.
    """
    state, found, given = plan.declared, plan.observed, plan.spec.primary_region
    if state is None and (found or not plan.reading.is_complete):
        return []
    before = state.primary_region if state else None
    is_member = given in {None, before} or (found is not None and found.member(str(given)) is not None)
    return [] if before is not None and is_member else list(plan.spec.unsettled)


def _declared(plan: Plan) -> list[Finding]:
    if plan.is_new:
        return creation_findings(plan)
    state = plan.declared
    if state is None or not state.has_begun:
        return []
    again = [] if state.has_global_cluster else recreation_findings(plan)
    return [*again, *change_findings(plan, state.inputs)]


def upgrade_steps(plan: Plan) -> tuple[str, ...]:
    """Return the lines that announce an upgrade; none where its steps could not be read.

    Args:
        plan: what is wanted, without findings.
    """
    wanted, database = intended.upgrade(plan), _readable(plan)
    if wanted is None or database is None:
        return ()
    allowed = plan.spec.allow_major_version_upgrade
    return upgrade.steps(database, wanted, allow_major=allowed, targets=plan.reading.upgrade_targets)


def switchover_steps(plan: Plan) -> tuple[str, ...]:
    """Return the lines that announce a switchover; none where its steps could not be read.

    Args:
        plan: what is wanted, without findings.
    """
    to, database = intended.switchover(plan), plan.reading.database
    if to is None or database is None or not _has_both(database, to):
        return ()
    return switchover.steps(_with_new_instances(plan, database, to), to)


def switchover_warnings(plan: Plan) -> tuple[str, ...]:
    """Return a warning where a switchover can't read its primary, or leaves members as they are.

    Args:
        plan: what is wanted.
    """
    to, database = intended.switchover(plan), plan.reading.database
    if not to or not database:
        return ()
    writer = database.global_cluster.writer
    if writer and writer.arn not in database.clusters:
        needed = f"the switchover to {to!r} needs the primary in {writer.region}, which could not be read."
        return (f"primary_region: {needed} {LOST_REMEDY}",)
    text = switchover.warning(database, to)
    return (f"primary_region: {text}",) if text else ()


def _first_version(plan: Plan) -> list[Finding]:
    """Source: https://docs.aws.amazon.com/neptune/latest/apiref/API_DescribeDBEngineVersions.html."""
    key, wanted = "engine_version", intended.first_version(plan)
    versions = [one for text in plan.reading.other_versions if (one := EngineVersion.of_aws(text))]
    offered = sorted(one for one in versions if one >= FIRST_GLOBAL_VERSION)
    if wanted is None or not offered:
        return []
    newest = ", ".join(str(one) for one in offered[-5:])
    problem = f"{plan.spec.shown(key, wanted)} is not an engine version that AWS has. Set one of the newest"
    return [Finding(key, f"{problem} ({newest}) or another one that AWS has, or remove engine_version.")]


def _new_classes(plan: Plan) -> Iterator[Finding]:
    """Source: https://docs.aws.amazon.com/neptune/latest/apiref/API_DescribeOrderableDBInstanceOptions.html."""
    for (region, wanted), others in plan.reading.other_classes.items():
        path = f'regions["{region}"].instance_class'
        family, _, size = wanted.rpartition(".")
        usable = sorted(one for one in others if not one.startswith(BURSTABLE))
        same_family = [one for one in usable if one.startswith(f"{family}.")]
        near = same_family or [one for one in usable if one.endswith(f".{size}")]
        yield Finding(
            path,
            f"{plan.spec.shown(path, wanted)} is not an instance class that AWS offers for the engine version in "
            f"{region}. Set one that it offers, for example {', '.join(near or usable)}.",
        )


def _upgrade(plan: Plan) -> list[Finding]:
    wanted, database = intended.upgrade(plan), _readable(plan)
    if wanted is None:
        return []
    found = upgrade_findings(plan)
    if found or database is None:
        return found
    allowed = plan.spec.allow_major_version_upgrade
    return upgrade.findings(database, wanted, allow_major=allowed, targets=plan.reading.upgrade_targets)


def _switchover(plan: Plan) -> list[Finding]:
    to, database = intended.switchover(plan), plan.reading.database
    if to is None:
        return []
    found = switchover_findings(plan)
    if found or database is None or not _has_both(database, to):
        return found
    return switchover.findings(_with_new_instances(plan, database, to), to)


def _readable(plan: Plan) -> Observation | None:
    """Return the global database where all of it was read: each member must be upgraded."""
    database = plan.reading.database
    is_read = database and all(one.arn in database.instances for one in database.global_cluster.members)
    return database if is_read else None


def _has_both(database: Observation, to: str) -> bool:
    """Return whether the primary and the target of a switchover were read."""
    members = (database.global_cluster.writer, database.global_cluster.member(to))
    return all(one is None or one.arn in database.instances for one in members)


def _with_new_instances(plan: Plan, database: Observation, to: str) -> Observation:
    """Add the instances that this update creates in the target before it switches over."""
    member, region = database.global_cluster.member(to), plan.spec.regions.get(to)
    if member is None or region is None or region.instances <= len(plan.kept_instances(to)):
        return database
    new = ObservedInstance(identifier="", is_writer=False, status=AVAILABLE)
    return replace(database, instances={**database.instances, member.arn: (*database.instances[member.arn], new)})

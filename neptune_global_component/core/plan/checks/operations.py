"""Checks of an upgrade and a switchover that a program asks for, their steps, and their warnings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from neptune_global_component.core.facts.observed import AVAILABLE, ObservedInstance
from neptune_global_component.core.messages import Finding
from neptune_global_component.core.plan import intended, switchover, upgrade
from neptune_global_component.core.plan.checks.upgrades import upgrade_findings
from neptune_global_component.core.plan.promotion import LOST_REMEDY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.facts.observed import Observation
    from neptune_global_component.core.messages import Message
    from neptune_global_component.core.plan.plan import Plan


def upgrade_checks(plan: Plan) -> list[Finding]:
    """Return why the upgrade of this update would fail.

    Args:
        plan: the plan of the update.
    """
    wanted, database = intended.upgrade(plan), _readable(plan)
    if wanted is None:
        return []
    findings = upgrade_findings(plan)
    if findings or database is None:
        return findings
    allowed = plan.spec.allow_major_version_upgrade
    return upgrade.findings(database, wanted, allow_major=allowed, targets=plan.reading.upgrade_targets)


def upgrade_steps(plan: Plan) -> tuple[Message, ...]:
    """Return the lines that announce an upgrade; none if its members could not be read.

    Args:
        plan: the plan of the update, without findings.
    """
    wanted, database = intended.upgrade(plan), _readable(plan)
    if wanted is None or database is None:
        return ()
    allowed = plan.spec.allow_major_version_upgrade
    return upgrade.steps(database, wanted, allow_major=allowed, targets=plan.reading.upgrade_targets)


def switchover_checks(plan: Plan) -> list[Finding]:
    """Return why the switchover of this update would fail.

    Args:
        plan: the plan of the update.
    """
    to, database = intended.switchover(plan), plan.reading.database
    if to is None:
        return []
    findings = list(added_regions(plan))
    if findings or database is None or not _has_both(database, to):
        return findings
    return switchover.findings(_with_new_instances(plan, database, to), to)


def added_regions(plan: Plan) -> Iterator[Finding]:
    """A region is not added in the update that switches over.

    Args:
        plan: the plan of the update.
    """
    members = {*(member.region for member in plan.members), *plan.state.clusters}
    for region in plan.spec.regions if plan.promoted_region else ():
        if region not in members:
            yield Finding(
                "region-added-at-switchover",
                f'regions["{region}"]',
                "is new, and {primary_region} changes to {to!r} in the same update; AWS does one at a time. Add the "
                "region first, with the old {primary_region}, and switch over in the next update.",
                to=plan.promoted_region,
            )


def switchover_steps(plan: Plan) -> tuple[str, ...]:
    """Return the lines that announce a switchover and its consequences; none if its members could not be read.

    Args:
        plan: the plan of the update, without findings.
    """
    to, database = intended.switchover(plan), plan.reading.database
    if to is None or database is None or not _has_both(database, to):
        return ()
    steps = switchover.steps(_with_new_instances(plan, database, to), to)
    return tuple(f"{one}; writes fail meanwhile, and readers lose their connections" for one in steps)


def switchover_warnings(plan: Plan) -> Iterator[Finding]:
    """A switchover reads the primary and the target; it does not wait for other members.

    Args:
        plan: the plan of the update.
    """
    to, database = intended.switchover(plan), plan.reading.database
    if not to or not database:
        return
    writer, text = database.global_cluster.writer, switchover.warning(database, to)
    if writer and writer.arn not in database.clusters:
        yield Finding(
            "switchover-primary-unread",
            "primary_region",
            "the switchover to {to!r} needs the primary in {primary}, which could not be read. {remedy}",
            to=to,
            primary=writer.region,
            remedy=LOST_REMEDY,
        )
    elif (member := database.global_cluster.member(to)) and member.arn not in database.clusters:
        yield Finding(
            "switchover-target-unread",
            "primary_region",
            "the switchover to {to!r} needs its cluster, which could not be read. The update fails while the region "
            "does not answer. Set the old {primary_region} until then, or another one.",
            to=to,
        )
    elif text:
        yield Finding("switchover-does-not-wait", "primary_region", "{warning}", warning=text)


def _readable(plan: Plan) -> Observation | None:
    """Return the global database if all members were read: an upgrade changes each of them."""
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
    if member is None or region is None or region.instances <= len(plan.instances_in_state(to)):
        return database
    new = ObservedInstance(identifier="", is_writer=False, status=AVAILABLE)
    return replace(database, instances={**database.instances, member.arn: (*database.instances[member.arn], new)})

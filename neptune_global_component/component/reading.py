"""Read AWS and the Pulumi state for a plan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from neptune_global_component.aws.operations import upgrade
from neptune_global_component.aws.threads import in_thread
from neptune_global_component.component.recorded_state import read_recorded_state
from neptune_global_component.component.runtime.mocks import mocked
from neptune_global_component.core.facts.observed import UNREAD
from neptune_global_component.core.inputs.spec import known
from neptune_global_component.core.plan import intended
from neptune_global_component.core.plan.checks.renames import same_database
from neptune_global_component.core.plan.lookups import lookups
from neptune_global_component.core.plan.plan import Plan

if TYPE_CHECKING:
    from neptune_global_component.aws.observe import Observer
    from neptune_global_component.component.messages import Messages
    from neptune_global_component.core.facts.observed import Reading
    from neptune_global_component.core.facts.recorded_state import RecordedState
    from neptune_global_component.core.inputs.spec import Spec


async def read_plan(spec: Spec, observer: Observer, messages: Messages, *, changes_tags: bool) -> Plan:
    """Return the plan of an update, from the Pulumi state and AWS.

    Args:
        spec: the arguments.
        observer: reads AWS.
        messages: the messages of the component.
        changes_tags: as in ``Plan``.
    """
    state = await read_recorded_state(messages.component, known(spec.global_cluster_identifier))
    spec = spec.assuming(state.inputs)
    messages.secrets = spec.secrets
    identifier = known(spec.global_cluster_identifier)
    reading = UNREAD
    if spec.observe and identifier:
        reading = await observer.before(identifier, _regions(spec, state))
    if reading.is_complete:
        reading = await observer.look_up(lookups(spec, state))
    default_tags = not mocked() and await observer.has_default_tags()
    plan = Plan(messages.name, spec, reading, state, has_default_tags=default_tags, changes_tags=changes_tags)
    return await _read_for_changes(plan, observer, messages)


async def _read_for_changes(plan: Plan, observer: Observer, messages: Messages) -> Plan:
    """Read AWS for the checks of a creation, an upgrade, a switchover or a rename, if the update makes one."""
    reading, state = plan.reading, plan.state
    is_missing = plan.is_absent and not plan.has_another_identifier
    if is_missing and (state.last_id or state.clusters):
        reading = replace(reading, renamed=same_database(state, await observer.global_clusters()))
    former = state.inputs.get("global_cluster_identifier")
    wanted = known(plan.spec.global_cluster_identifier)
    if not state.has_global_cluster and reading.is_complete and former not in {None, wanted}:
        reading = replace(reading, has_former=await observer.has_global_cluster(former))
    if intended.upgrade(plan) or intended.switchover(plan):
        reading = replace(reading, database=await observer.database())
    if intended.upgrade(plan) and reading.database and reading.database.clusters:
        say = messages.from_threads()
        targets = await in_thread(upgrade.valid_targets, await observer.clients(), reading.database, say)
        reading = replace(reading, upgrade_targets=targets)
    if groups := intended.groups_at_upgrade(plan):
        reading = replace(reading, group_families=await observer.group_families(groups.values()))
    return replace(plan, reading=reading if mocked() else await _read_offers(plan, reading, observer))


async def _read_offers(plan: Plan, reading: Reading, observer: Observer) -> Reading:
    """Read whether AWS offers the new engine version and the new instance classes."""
    version, classes = intended.first_version(plan), intended.new_classes(plan)
    if version is not None:
        reading = replace(reading, other_versions=await observer.other_versions(version))
    if classes and not reading.other_versions:
        source = reading.source.engine_version if reading.source else None
        runs = plan.engine_version or version or source
        reading = replace(reading, other_classes=await observer.other_classes(classes, runs))
    return reading


def _regions(spec: Spec, state: RecordedState) -> set[str]:
    """Return the regions of the global database's clusters in the program and in the state."""
    return {*spec.regions, *state.clusters, *state.members, *([spec.source_region] if spec.source_region else [])}

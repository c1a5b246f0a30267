"""Plan an update: check the arguments when their values are known, and read AWS."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import pulumi
from pulumi.runtime.settings import get_monitor

from neptune_global_component.aws.operations import creation, upgrade
from neptune_global_component.aws.threads import in_thread
from neptune_global_component.component.inputs import mark_unknowns, secret_paths
from neptune_global_component.component.messages import InvalidArgsRunError
from neptune_global_component.component.recorded_state import read_recorded_state
from neptune_global_component.component.runtime.mocks import mocked
from neptune_global_component.component.source_cluster import detachment_findings, replacement_findings, source_warnings
from neptune_global_component.core.errors import InvalidArgsError, NeptuneGlobalError, OperationError
from neptune_global_component.core.facts.observed import UNREAD
from neptune_global_component.core.inputs.spec import Spec, known, parse
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.messages import PYTHON, Finding, Message, Value
from neptune_global_component.core.names import ClusterArn
from neptune_global_component.core.plan import intended
from neptune_global_component.core.plan.announcements import announcements
from neptune_global_component.core.plan.checks.all_checks import findings, warnings
from neptune_global_component.core.plan.checks.renames import same_database
from neptune_global_component.core.plan.checks.sources import absent_source
from neptune_global_component.core.plan.plan import Plan
from neptune_global_component.core.tokens import GLOBAL_CLUSTER

if TYPE_CHECKING:
    from neptune_global_component.aws.observe import Observer
    from neptune_global_component.component.messages import Messages
    from neptune_global_component.core.facts.observed import Reading
    from neptune_global_component.core.facts.recorded_state import RecordedState
    from neptune_global_component.core.messages import Spelling


class InterruptedUpdateError(NeptuneGlobalError, pulumi.RunError):
    """The resources of an interrupted update did not become available; nothing was changed."""


def require_map(name: str, args: object) -> Mapping[str, Any]:
    """Return the arguments, if they are a map.

    Args:
        name: the component's Pulumi name, for the error.
        args: the arguments of the program.

    Raises:
        InvalidArgsRunError: they are not a map.
    """
    if isinstance(args, Mapping):
        return args
    template = (
        "{value} is not a map of arguments. Set for example {{'global_cluster_identifier': 'orders'}}, whose values "
        "may be outputs."
    )
    value = "an output" if isinstance(args, pulumi.Output) else Value("args", args)
    raise InvalidArgsRunError(name, [Finding("args-not-a-map", "args", template, value=value)])


def parse_args(
    name: str, args: Mapping[str, Any], secret: frozenset[str] = frozenset(), spelling: Spelling = PYTHON
) -> Spec:
    """Check and normalize the arguments, as ``spec.parse`` does.

    Args:
        name: the component's Pulumi name, for the error.
        args: the arguments of the program, with UNKNOWN for unknown values.
        secret: the paths of the secret arguments.
        spelling: the spelling of the program.

    Raises:
        InvalidArgsRunError: with all findings.
    """
    try:
        return parse(name, args, secret)
    except InvalidArgsError as error:
        raise InvalidArgsRunError(name, error.findings, error.secrets, spelling) from None


def plan_update(args: Mapping[str, Any], observer: Observer, messages: Messages) -> pulumi.Output[Plan]:
    """Return the plan of a component, which is never unknown.

    Args:
        args: the arguments of the program, with outputs.
        observer: reads AWS.
        messages: the messages of the component.
    """

    async def build_plan(values: Mapping[str, Any]) -> Plan:
        spec = parse_args(messages.name, mark_unknowns(values), await secret_paths(args), messages.spelling)
        messages.secrets = spec.secrets
        _claim(spec, messages)
        if not mocked():
            await observer.load_configuration()
        plan = await _read(observer, messages, spec)
        source = args.get("source_db_cluster_identifier")
        is_unknown = spec.source_db_cluster_identifier is UNKNOWN
        problems = await replacement_findings(plan, source, is_unknown=is_unknown)
        problems += await detachment_findings(plan, source)
        problems += spec.unsettled if mocked() else [*findings(plan), *_absent_source(plan, messages)]
        if problems:
            raise messages.invalid_args(problems)
        if plan.observed and plan.may_be_unfinished and not pulumi.runtime.is_dry_run():
            await _wait_for_creation(plan, plan.observed.identifier, observer, messages)
            plan = await _read(observer, messages, spec)
        if pulumi.runtime.is_dry_run() and not mocked():
            for line in announcements(plan):
                messages.info(line)
        for warning in (*warnings(plan), *await source_warnings(source)):
            messages.warn(warning)
        return plan

    return pulumi.Output.all(**args).apply(build_plan, run_with_unknowns=True)


# The component of each provider and identifier, by program.
_claimed: WeakKeyDictionary[Any, dict[tuple[pulumi.ProviderResource | None, str], pulumi.Resource]] = (
    WeakKeyDictionary()
)


def _claim(spec: Spec, messages: Messages) -> None:
    """Check that no other component of the program has the same identifier: AWS would reject it during the update."""
    key = "global_cluster_identifier"
    identifier = known(spec.global_cluster_identifier)
    # Pulumi's mocks have one monitor for all the programs of a user's unit tests.
    if identifier is None or mocked():
        return
    component = messages.component
    claimed = _claimed.setdefault(get_monitor(), {})
    if claimed.setdefault((component.get_provider(GLOBAL_CLUSTER), identifier), component) is not component:
        template = (
            "{identifier} is the identifier of another component of this program. Set another one for each component, "
            "or use one component."
        )
        finding = Finding("identifier-used-twice", key, template, identifier=Value(key, identifier))
        raise messages.invalid_args([finding])


def _absent_source(plan: Plan, messages: Messages) -> list[Finding]:
    """Return the finding about a missing source cluster; a preview warns, as another stack may create it."""
    absent = list(absent_source(plan))
    if not pulumi.runtime.is_dry_run():
        return absent
    for finding in absent:
        messages.warn(Message("{finding} The update fails unless it exists by then.", finding=finding))
    return []


async def _read(observer: Observer, messages: Messages, spec: Spec) -> Plan:
    """Read AWS and the state."""
    state = await read_recorded_state(messages.component, messages.name, known(spec.global_cluster_identifier))
    spec = spec.assuming(state.inputs)
    messages.secrets = spec.secrets
    identifier = known(spec.global_cluster_identifier)
    reading = UNREAD
    if spec.observe and identifier:
        reading = await observer.before(identifier, _regions(spec, state))
    if reading.is_complete:
        groups = {name: one.cluster for name, one in spec.regions.items() if "subnet_ids" in one.values and one.cluster}
        leaving = {name: one for name, one in state.final_snapshots.items() if name not in spec.regions}
        identifiers = {name: ClusterArn.parse(arn).identifier for name, arn in state.clusters.items()}
        source = None if state.has_global_cluster else known(spec.source_db_cluster_identifier)
        new = {name: one.cluster for name, one in spec.regions.items() if one.cluster and not state.has_cluster(name)}
        reading = await observer.beside(groups, identifiers, leaving, source, new if state.is_read else None)
    default_tags = not mocked() and await observer.has_default_tags()
    plan = Plan(messages.name, spec, reading, state, has_default_tags=default_tags)
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


async def _wait_for_creation(plan: Plan, identifier: str, observer: Observer, messages: Messages) -> None:
    """Wait for the resources of an interrupted update: AWS would reject changes of them before.

    Raises:
        InterruptedUpdateError: it takes too long, or AWS can't be read.
    """
    say = messages.from_threads()
    try:
        await in_thread(creation.wait, await observer.clients(), identifier, plan.unfinished, report=say)
    except OperationError as error:
        raise InterruptedUpdateError(messages.error(error)) from None

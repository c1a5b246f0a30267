"""Makes the plan: checks the arguments when the engine knows what there is to know of them, and reads AWS."""

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
from neptune_global_component.component.last_declared import last_declared
from neptune_global_component.component.runtime.mocks import mocked
from neptune_global_component.component.source_cluster import detachment_findings, replacement_findings, source_warnings
from neptune_global_component.core.errors import Finding, InvalidArgsError, NeptuneGlobalError, OperationError
from neptune_global_component.core.facts.observed import UNREAD
from neptune_global_component.core.inputs.spec import Spec, known, parse
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.names import ClusterArn
from neptune_global_component.core.plan import intended
from neptune_global_component.core.plan.announcements import announcements
from neptune_global_component.core.plan.checks.all_checks import findings, switchover_warnings
from neptune_global_component.core.plan.checks.renames import same_database
from neptune_global_component.core.plan.checks.sources import absent_source
from neptune_global_component.core.plan.drift import warnings
from neptune_global_component.core.plan.plan import Plan
from neptune_global_component.core.tokens import GLOBAL_CLUSTER

if TYPE_CHECKING:
    from neptune_global_component.aws.observe import Observer
    from neptune_global_component.component.messages import Messages
    from neptune_global_component.core.facts.last_update import Declared
    from neptune_global_component.core.facts.observed import Reading


class InvalidArgsRunError(InvalidArgsError, pulumi.RunError):
    """InvalidArgsError as Pulumi shows it: its text alone, without a traceback."""


class CutOffError(NeptuneGlobalError, pulumi.RunError):
    """What an update that was cut off asked AWS for can't be waited for; nothing was changed."""


def checked(name: str, args: object) -> Mapping[str, Any]:
    """Check that the arguments are a map.

    Args:
        name: the component's Pulumi name, for the error.
        args: as the program gave them.

    Raises:
        InvalidArgsRunError: they are something else.
    """
    if isinstance(args, Mapping):
        return args
    what = "an output" if isinstance(args, pulumi.Output) else repr(args)
    example = "{'global_cluster_identifier': 'orders'}, whose values may be outputs"
    raise InvalidArgsRunError(name, [Finding("args", f"{what} is not a map of arguments: give for example {example}.")])


def parsed(name: str, args: Mapping[str, Any], secret: frozenset[str] = frozenset()) -> Spec:
    """Check the arguments, as ``spec.parse`` does.

    Raises:
        InvalidArgsRunError: with everything that is wrong.
    """
    try:
        return parse(name, args, secret)
    except InvalidArgsError as error:
        raise InvalidArgsRunError(name, error.findings) from None


def planned(args: Mapping[str, Any], observer: Observer, messages: Messages) -> pulumi.Output[Plan]:
    """Make the plan of a component.

    Args:
        args: as the program gave them, outputs among them.
        observer: reads AWS.
        messages: of the component.

    Returns:
        The plan, which is never unknown.
    """

    async def make(values: Mapping[str, Any]) -> Plan:
        spec = parsed(messages.name, mark_unknowns(values), await secret_paths(args))
        _claim(spec, messages)
        if not mocked():
            await observer.load_configuration()
        plan = await _read(observer, messages, spec)
        source = args.get("source_db_cluster_identifier")
        is_unknown = spec.source_db_cluster_identifier is UNKNOWN
        refused = await replacement_findings(plan, source, is_unknown=is_unknown)
        refused += await detachment_findings(plan, source)
        refused += spec.unsettled if mocked() else [*findings(plan), *_absent_source(plan, messages)]
        if refused:
            hidden = [Finding(one.path, spec.hidden(one.problem)) for one in refused]
            raise InvalidArgsRunError(messages.name, hidden)
        if plan.observed and plan.may_be_unfinished and not pulumi.runtime.is_dry_run():
            await _wait_for_creation(plan, plan.observed.identifier, observer, messages)
            plan = await _read(observer, messages, spec)
        if pulumi.runtime.is_dry_run() and not mocked():
            for line in announcements(plan):
                messages.info(line, spec)
        careless = await source_warnings(source)
        for warning in (*map(str, spec.doubts), *warnings(plan), *switchover_warnings(plan), *careless):
            messages.warn(warning, spec)
        return plan

    return pulumi.Output.all(**args).apply(make, run_with_unknowns=True)


# Of one program: by provider and identifier the component that has it.
_claimed: WeakKeyDictionary[Any, dict[tuple[pulumi.ProviderResource | None, str], pulumi.Resource]] = (
    WeakKeyDictionary()
)


def _claim(spec: Spec, messages: Messages) -> None:
    """Refuse a second component of the same global cluster, which AWS would refuse in the middle of the update."""
    key = "global_cluster_identifier"
    identifier = known(spec.global_cluster_identifier)
    # Pulumi's mocks have one monitor for all the programs of a user's unit tests.
    if identifier is None or mocked():
        return
    component = messages.component
    claimed = _claimed.setdefault(get_monitor(), {})
    if claimed.setdefault((component.get_provider(GLOBAL_CLUSTER), identifier), component) is not component:
        problem = "is that of another component of this program: give each its own, or make one of them."
        raise InvalidArgsRunError(messages.name, [Finding(key, f"{spec.shown(key, identifier)} {problem}")])


def _absent_source(plan: Plan, messages: Messages) -> list[Finding]:
    """Warn in a preview of a source cluster that AWS does not have: another stack may create it before the update."""
    absent = absent_source(plan)
    if not pulumi.runtime.is_dry_run():
        return absent
    for finding in absent:
        messages.warn(f"{finding} The update fails unless it is there by then.", plan.spec)
    return []


async def _read(observer: Observer, messages: Messages, spec: Spec) -> Plan:
    """Read what AWS has, and with it what the state has."""
    declared = await last_declared(messages.component, messages.name, known(spec.global_cluster_identifier))
    if declared:
        spec = spec.assuming(declared.inputs)
    identifier = known(spec.global_cluster_identifier)
    reading = UNREAD
    if spec.observe and identifier:
        reading = await observer.before(identifier, _regions(spec, declared))
    if reading.is_complete:
        groups = {name: one.cluster for name, one in spec.regions.items() if "subnet_ids" in one.values and one.cluster}
        clusters = declared.clusters if declared else {}
        snapshots = declared.final_snapshots if declared else {}
        leaving = {name: one for name, one in snapshots.items() if name not in spec.regions}
        identifiers = {name: ClusterArn.parse(arn).identifier for name, arn in clusters.items()}
        source = None if declared and declared.has_global_cluster else known(spec.source_db_cluster_identifier)
        reading = await observer.beside(groups, identifiers, leaving, source)
    default_tags = not mocked() and await observer.has_default_tags()
    plan = Plan(messages.name, spec, reading, declared, has_default_tags=default_tags)
    return await _with_intended(plan, observer, messages)


async def _with_intended(plan: Plan, observer: Observer, messages: Messages) -> Plan:
    """Read what a creation, an upgrade, a switchover or another identifier is judged by; nothing without a change."""
    reading, state = plan.reading, plan.declared
    is_missing = reading.is_complete and plan.observed is None and not plan.has_another_identifier
    if state and is_missing and (state.last_id or state.clusters):
        reading = replace(reading, renamed=same_database(state, await observer.global_clusters()))
    former = state.inputs.get("global_cluster_identifier") if state else None
    wanted = known(plan.spec.global_cluster_identifier)
    if state and not state.has_global_cluster and reading.is_complete and former not in {None, wanted}:
        reading = replace(reading, has_former=await observer.has_global_cluster(former))
    if intended.upgrade(plan) or intended.switchover(plan):
        reading = replace(reading, database=await observer.database())
    if intended.upgrade(plan) and reading.database and reading.database.clusters:
        say = messages.from_threads(plan.spec)
        targets = await in_thread(upgrade.valid_targets, await observer.clients(), reading.database, say)
        reading = replace(reading, upgrade_targets=targets)
    return replace(plan, reading=reading if mocked() else await _with_offers(plan, reading, observer))


async def _with_offers(plan: Plan, reading: Reading, observer: Observer) -> Reading:
    """Read whether AWS offers the engine version and the instance classes that are new."""
    version, classes = intended.first_version(plan), intended.new_classes(plan)
    if version is not None:
        reading = replace(reading, other_versions=await observer.other_versions(version))
    if classes and not reading.other_versions:
        source = reading.source.engine_version if reading.source else None
        runs = plan.engine_version or version or source
        reading = replace(reading, other_classes=await observer.other_classes(classes, runs))
    return reading


def _regions(spec: Spec, declared: Declared | None) -> set[str]:
    """Return the regions of the global database's clusters, as far as the program and the state name them."""
    state = {*declared.clusters, *declared.members} if declared else set()
    return {*spec.regions, *state, *([spec.source_region] if spec.source_region else [])}


async def _wait_for_creation(plan: Plan, identifier: str, observer: Observer, messages: Messages) -> None:
    """Wait for what an update that was cut off asked AWS for: AWS would refuse what comes next.

    Raises:
        CutOffError: it takes too long, or can't be looked at.
    """
    say = messages.from_threads(plan.spec)
    try:
        await in_thread(creation.wait, await observer.clients(), identifier, plan.unfinished, report=say)
    except OperationError as error:
        raise CutOffError(messages.spelled(plan.spec.hidden(str(error)))) from None

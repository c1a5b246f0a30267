"""Plan an update: check the arguments when their values are known, read AWS, and check the plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pulumi

from neptune_global_component.aws.operations import creation
from neptune_global_component.aws.threads import in_thread
from neptune_global_component.component.inputs import mark_unknowns, secret_paths
from neptune_global_component.component.messages import InvalidArgsRunError
from neptune_global_component.component.reading import read_plan
from neptune_global_component.component.runtime.mocks import mocked
from neptune_global_component.component.runtime.program import current_program
from neptune_global_component.component.runtime.provider import provider_urn
from neptune_global_component.component.source_cluster import detachment_findings, replacement_findings, source_warnings
from neptune_global_component.core.errors import InvalidArgsError, NeptuneGlobalError, OperationError
from neptune_global_component.core.inputs.spec import Spec, known, parse
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.messages import PYTHON, Finding, Message, Value
from neptune_global_component.core.plan.announcements import announcements
from neptune_global_component.core.plan.checks.all_checks import findings, warnings
from neptune_global_component.core.plan.checks.sources import absent_source
from neptune_global_component.core.plan.unfinished import may_be_unfinished, unfinished

if TYPE_CHECKING:
    from neptune_global_component.aws.observe import Observer
    from neptune_global_component.component.messages import Messages
    from neptune_global_component.core.messages import Spelling
    from neptune_global_component.core.plan.plan import Plan


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


def plan_update(
    args: Mapping[str, Any], observer: Observer, messages: Messages, *, changes_tags: bool
) -> pulumi.Output[Plan]:
    """Return the plan of a component, which is never unknown.

    Args:
        args: the arguments of the program, with outputs.
        observer: reads AWS.
        messages: the messages of the component.
        changes_tags: as in ``Plan``.
    """

    async def build_plan(values: Mapping[str, Any]) -> Plan:
        spec = parse_args(messages.name, mark_unknowns(values), await secret_paths(args), messages.spelling)
        messages.secrets = spec.secrets
        await _claim(spec, messages)
        if not mocked():
            await observer.load_configuration()
        plan = await read_plan(spec, observer, messages, changes_tags=changes_tags)
        source = args.get("source_db_cluster_identifier")
        is_unknown = spec.source_db_cluster_identifier is UNKNOWN
        problems = await replacement_findings(plan, source, is_unknown=is_unknown)
        problems += await detachment_findings(plan, source)
        problems += spec.unsettled if mocked() else [*findings(plan), *_absent_source(plan, messages)]
        if problems:
            raise messages.invalid_args(problems)
        if plan.observed and may_be_unfinished(plan) and not pulumi.runtime.is_dry_run():
            await _wait_for_creation(plan, plan.observed.identifier, observer, messages)
            plan = await read_plan(spec, observer, messages, changes_tags=changes_tags)
        if pulumi.runtime.is_dry_run() and not mocked():
            for line in announcements(plan):
                messages.info(line)
        for warning in (*warnings(plan), *await source_warnings(source)):
            messages.warn(warning)
        return plan

    return pulumi.Output.all(**args).apply(build_plan, run_with_unknowns=True)


async def _claim(spec: Spec, messages: Messages) -> None:
    """Check that no other component of the program has the same identifier: AWS would reject it during the update."""
    key = "global_cluster_identifier"
    identifier = known(spec.global_cluster_identifier)
    # Pulumi's mocks have one monitor for all the programs of a user's unit tests.
    if identifier is None or mocked():
        return
    component = messages.component
    database = (await provider_urn(component), identifier)
    if current_program().identifiers.setdefault(database, component) is not component:
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


async def _wait_for_creation(plan: Plan, identifier: str, observer: Observer, messages: Messages) -> None:
    """Wait for the resources of an interrupted update: AWS would reject changes of them before.

    Raises:
        InterruptedUpdateError: it takes too long, or AWS can't be read.
    """
    say = messages.from_threads()
    try:
        await in_thread(creation.wait, await observer.clients(), identifier, unfinished(plan), report=say)
    except OperationError as error:
        raise InterruptedUpdateError(messages.error(error)) from None

"""What pulumi-aws can't do, or does wrongly: switchover, engine upgrade, tags of the global cluster.

Each is an intent: a Stash that keeps the wanted value, and a hook that is asked before the value changes. In a preview
it says the steps; in an update it makes them. Where it fails or is cut off, the old value stays in the
state, so the next update goes on from there.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

import pulumi

from neptune_global_component.aws.describe import read_global_cluster
from neptune_global_component.aws.operations import switchover, tags, upgrade
from neptune_global_component.aws.threads import in_thread
from neptune_global_component.component.last_declared import ENGINE_VERSION, PRIMARY_REGION, TAGS, VERSION
from neptune_global_component.component.runtime.state import state_keeps_stash
from neptune_global_component.core.inputs.spec import Spec, known
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.plan.checks.all_checks import switchover_steps, upgrade_steps

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pulumi_aws as aws

    from neptune_global_component.component.runtime.gate import Gate
    from neptune_global_component.component.runtime.hooks import Look
    from neptune_global_component.core.plan.plan import Plan

ALLOW_MAJOR = "allowMajorVersionUpgrade"


def engine_version(gate: Gate, declared: pulumi.Resource) -> list[pulumi.Resource]:
    """Make the Stash ``{name}-engine-version``, where the program gives a version.

    It comes before everything in AWS, so that new members and parameter groups meet the new version.

    Args:
        gate: gives the inputs, for the component that is the parent.
        declared: the Stash that must be in the state first.
    """
    given = gate.args.get("engine_version")
    if given is None:
        return []

    def value(spec: Spec) -> dict[str, object]:
        # The consent stands beside the version, for those who judge a preview.
        consent = {ALLOW_MAJOR: True} if spec.allow_major_version_upgrade else {}
        return {VERSION: spec.engine_version, **consent}

    async def look(before: Mapping[str, Any] | None) -> None:
        plan = await gate.plan()
        found, wanted = plan.observed, known(plan.spec.engine_version)
        reached = before[VERSION] if before else found and found.engine_version
        is_new = before is None and found is None and plan.reading.is_complete
        if is_new or wanted in {None, reached}:
            return
        if pulumi.runtime.is_dry_run():
            _announce(gate, plan.spec, upgrade_steps(plan))
        elif identifier := await _existing(gate, plan):
            allowed = plan.spec.allow_major_version_upgrade
            await _act(gate, partial(upgrade.run, identifier=identifier, wanted=wanted, allow_major=allowed))

    return [_stash(gate, ENGINE_VERSION, gate.given(value, given), look, [declared])]


def primary_region(gate: Gate, members: Sequence[pulumi.Resource]) -> list[pulumi.Resource]:
    """Make the Stash ``{name}-primary-region``, where there are regions.

    It comes last: AWS switches over only when all members are available.

    Args:
        gate: gives the inputs, for the component that is the parent.
        members: the clusters and instances.
    """
    if not members:
        return []

    async def look(before: Any) -> None:  # noqa: ANN401 - what a Stash keeps
        plan = await gate.plan()
        wanted = known(plan.wanted_primary_region)
        if before is None or wanted is None or plan.has_primary(wanted):
            return
        if pulumi.runtime.is_dry_run():
            _announce(gate, plan.spec, switchover_steps(plan))
        elif identifier := await _existing(gate, plan):
            await _act(gate, partial(switchover.run, identifier=identifier, to=wanted))

    source = gate.args.get("source_db_cluster_identifier")
    is_named = source is not None or gate.args.get("primary_region") is not None
    value = (
        gate.given(lambda spec: spec.wanted_primary_region, source)
        if is_named
        else gate.input(lambda plan: plan.wanted_primary_region)
    )
    return [_stash(gate, PRIMARY_REGION, value, look, members)]


def global_cluster_tags(
    gate: Gate, global_cluster: aws.neptune.GlobalCluster, defaults: pulumi.Output[Any] | None
) -> list[pulumi.Resource]:
    """Make the Stash ``{name}-tags``: pulumi-aws sets no tags on a global cluster, nor its default tags.

    It is made where the program or the provider may have tags, and where the state has it: tags that were set before
    are removed by its update.

    Args:
        gate: gives the inputs, for the component that is the parent.
        global_cluster: the global cluster.
        defaults: the provider's default tags; None where it has none.
    """
    given = gate.args.get("tags")
    if given is None and defaults is None and not state_keeps_stash(f"{gate.name}-{TAGS}"):
        return []
    own = gate.given(lambda spec: spec.tags or {}, given)

    async def look(before: Mapping[str, str] | None) -> None:
        spec = (await gate.plan()).spec
        inherited = await defaults.future() if defaults else {}
        if UNKNOWN in (spec.tags, inherited):
            return
        wanted, owned = {**(inherited or {}), **(known(spec.tags) or {})}, before or {}
        secret = TAGS in spec.secret or bool(defaults and await defaults.is_secret())
        if not wanted and not owned:
            return
        if not pulumi.runtime.is_dry_run():
            # The SDK types a future as Optional for the sake of unknown values, which an update has not.
            arn = cast("str", await pulumi.Output.unsecret(global_cluster.arn).future())
            await _act(gate, partial(tags.run, arn=arn, wanted=wanted, owned=list(owned), secret=secret))
        elif before is not None:
            _announce(gate, spec, tags.steps(owned, wanted, list(owned), secret=secret))

    value = pulumi.Output.all(defaults, own).apply(_merged) if defaults else own
    return [_stash(gate, TAGS, value, look, [global_cluster])]


def _merged(both: Sequence[Any]) -> Any:  # noqa: ANN401 - tags, or Pulumi's mark of what is not known yet
    """As in pulumi-aws, a tag of the program overrides the provider's."""
    defaults, own = both
    return pulumi.UNKNOWN if defaults is UNKNOWN else {**defaults, **own}


def _stash(
    gate: Gate, suffix: str, value: pulumi.Input[Any], look: Look, after: Sequence[pulumi.Resource]
) -> pulumi.Stash:
    name = f"{gate.name}-{suffix}"
    hooks = gate.hook.before_changes(name, look)
    options = pulumi.ResourceOptions(parent=gate.component, depends_on=after, hooks=hooks)
    return pulumi.Stash(name, input=value, opts=options)


async def _existing(gate: Gate, plan: Plan) -> str | None:
    """Give the identifier of the global cluster that an update is to change; None where AWS has none.

    It reads again what the plan could not read: taken for absent, the change would be lost, as the state would
    have the new value.

    Raises:
        ReadError: an update can't read it either.
    """
    identifier = known(plan.spec.global_cluster_identifier)
    if plan.observed or identifier is None:
        return plan.observed.identifier if plan.observed else None
    found = await in_thread(read_global_cluster, await gate.clients(), identifier)
    return found.identifier if found else None


async def _act(gate: Gate, run: Callable[..., object]) -> None:
    await in_thread(run, connect=await gate.clients(), report=gate.messages.from_threads((await gate.plan()).spec))


def _announce(gate: Gate, spec: Spec, lines: Sequence[str]) -> None:
    for line in lines:
        gate.messages.info(line, spec)

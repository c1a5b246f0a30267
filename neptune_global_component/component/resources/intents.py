"""Operations that pulumi-aws lacks or does wrongly: switchover, engine upgrade, tags of the global cluster.

Each is an intent: a Stash with the wanted value, and a hook that runs before the value changes. In a preview the hook
reports the steps; in an update it performs them. If it fails or is interrupted, the state keeps the old value, so that
the next update resumes.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

import pulumi

from neptune_global_component.aws.describe import read_global_cluster
from neptune_global_component.aws.operations import switchover, tags, upgrade
from neptune_global_component.aws.threads import in_thread
from neptune_global_component.component.inputs import arguments_of
from neptune_global_component.component.resources.stash import stash
from neptune_global_component.component.runtime.state import state_keeps_stash
from neptune_global_component.core.inputs.spec import Spec, known
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.plan.checks.operations import switchover_steps, upgrade_steps
from neptune_global_component.core.stashes import ALLOW_MAJOR, ENGINE_VERSION, PRIMARY_REGION, TAGS, VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pulumi_aws as aws

    from neptune_global_component.component.gate import Gate
    from neptune_global_component.core.messages import Message
    from neptune_global_component.core.plan.plan import Plan


def engine_version(gate: Gate, declared: pulumi.Resource) -> list[pulumi.Resource]:
    """Create the Stash ``{name}-engine-version``, if the program sets a version.

    It runs before all other children, so that new members and parameter groups match the new version.

    Args:
        gate: creates the inputs; its component is the parent.
        declared: the Stash that must be created first.
    """
    if not gate.is_set("engine_version"):
        return []

    def value(spec: Spec) -> dict[str, object]:
        # The consent is next to the version, so that the guard can check a preview.
        consent = {ALLOW_MAJOR: True} if spec.allow_major_version_upgrade else {}
        return {VERSION: spec.engine_version, **consent}

    async def on_change(before: Mapping[str, Any] | None) -> None:
        plan = await gate.plan()
        found, wanted = plan.observed, known(plan.spec.engine_version)
        reached = before[VERSION] if before else found and found.engine_version
        is_new = before is None and plan.is_absent
        if is_new or wanted in {None, reached}:
            return
        if pulumi.runtime.is_dry_run():
            _announce(gate, upgrade_steps(plan))
        elif identifier := await _existing(gate, plan):
            allowed = plan.spec.allow_major_version_upgrade
            await _run(gate, partial(upgrade.run, identifier=identifier, wanted=wanted, allow_major=allowed))

    return [stash(gate, ENGINE_VERSION, gate.spec_input(value, "engine_version"), on_change, [declared])]


def primary_region(gate: Gate, members: Sequence[pulumi.Resource]) -> list[pulumi.Resource]:
    """Create the Stash ``{name}-primary-region``, if there are regions.

    It runs last: AWS switches over only if all members are available.

    Args:
        gate: creates the inputs; its component is the parent.
        members: the clusters and instances.
    """
    if not members:
        return []

    async def on_change(before: Any) -> None:  # noqa: ANN401 - the Stash's value
        plan = await gate.plan()
        wanted = known(plan.wanted_primary_region)
        if before is None or wanted is None or plan.has_primary(wanted):
            return
        if pulumi.runtime.is_dry_run():
            _announce(gate, switchover_steps(plan))
        elif identifier := await _existing(gate, plan):
            await _run(gate, partial(switchover.run, identifier=identifier, to=wanted))

    source = "source_db_cluster_identifier"
    value = (
        gate.spec_input(lambda spec: spec.wanted_primary_region, source)
        if gate.is_set(source) or gate.is_set("primary_region")
        else gate.input(lambda plan: plan.wanted_primary_region)
    )
    return [stash(gate, PRIMARY_REGION, value, on_change, members)]


def has_tags_stash(name: str, args: Mapping[str, Any], defaults: pulumi.Output[Any] | None) -> bool:
    """Return whether the component has the Stash ``{name}-tags``.

    It is created if the program or the provider may set tags, and kept if it is in the state, so that its update
    removes tags that were set before.

    Args:
        name: the component's Pulumi name.
        args: the arguments as the program set them.
        defaults: the provider's default tags; None if it sets none.
    """
    return bool(arguments_of(args, "tags")) or defaults is not None or state_keeps_stash(f"{name}-{TAGS}")


def global_cluster_tags(
    gate: Gate, global_cluster: aws.neptune.GlobalCluster, defaults: pulumi.Output[Any] | None
) -> pulumi.Resource:
    """Create the Stash ``{name}-tags``: pulumi-aws sets neither tags nor its default tags on a global cluster.

    Args:
        gate: creates the inputs; its component is the parent.
        global_cluster: the global cluster.
        defaults: the provider's default tags; None if it sets none.
    """
    own = gate.spec_input(lambda spec: spec.tags or {}, "tags")

    async def on_change(before: Mapping[str, str] | None) -> None:
        spec = (await gate.plan()).spec
        inherited = await defaults.future() if defaults else {}
        if UNKNOWN in (spec.tags, inherited):
            return
        wanted, owned = {**(inherited or {}), **(known(spec.tags) or {})}, before or {}
        secret = TAGS in spec.secret or bool(defaults and await defaults.is_secret())
        if not wanted and not owned:
            return
        if not pulumi.runtime.is_dry_run():
            # The SDK types a future as Optional because it may be unknown, which does not happen in an update.
            arn = cast("str", await pulumi.Output.unsecret(global_cluster.arn).future())
            await _run(gate, partial(tags.run, arn=arn, wanted=wanted, owned=list(owned), secret=secret))
        elif before is not None:
            _announce(gate, tags.steps(owned, wanted, list(owned), secret=secret))

    value = pulumi.Output.all(defaults, own).apply(_merge_tags) if defaults else own
    return stash(gate, TAGS, value, on_change, [global_cluster])


def _merge_tags(both: Sequence[Any]) -> Any:  # noqa: ANN401 - tags, or Pulumi's unknown value
    """Merge the tags; as in pulumi-aws, the program's override the provider's."""
    defaults, own = both
    return pulumi.UNKNOWN if defaults is UNKNOWN else {**defaults, **own}


async def _existing(gate: Gate, plan: Plan) -> str | None:
    """Return the identifier of the global cluster to change, or None if it does not exist.

    Reads AWS again if planning could not: if the cluster were treated as absent, the state would record the new value
    and the change would be lost.

    Raises:
        ReadError: AWS can't be read again.
    """
    identifier = known(plan.spec.global_cluster_identifier)
    if plan.observed or identifier is None:
        return plan.observed.identifier if plan.observed else None
    found = await in_thread(read_global_cluster, await gate.clients(), identifier)
    return found.identifier if found else None


async def _run(gate: Gate, run: Callable[..., object]) -> None:
    await in_thread(run, connect=await gate.clients(), report=gate.messages.from_threads())


def _announce(gate: Gate, lines: Sequence[Message | str]) -> None:
    for line in lines:
        gate.messages.info(line)

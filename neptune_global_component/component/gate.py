"""Build child inputs that resolve only after validation and planning."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

import pulumi

from neptune_global_component.component.inputs import are_plain, arguments_of, name_arguments
from neptune_global_component.component.runtime.former_names import former_aliases, former_locations
from neptune_global_component.component.runtime.hooks import ChangeHook
from neptune_global_component.component.runtime.state import read_state
from neptune_global_component.component.runtime.transforms import ChildTransforms
from neptune_global_component.component.runtime.unmanaged import ignore_unmanaged
from neptune_global_component.component.runtime.urns import urn_of
from neptune_global_component.core.plan.checks.all_checks import raise_findings
from neptune_global_component.core.plan.checks.creations import child_findings
from neptune_global_component.core.plan.children import plan_child
from neptune_global_component.core.plan.secret_outputs import ALL_TAGS, secret_outputs
from neptune_global_component.core.tokens import INSTANCE, STASH
from neptune_global_component.core.urns import child_urn

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from neptune_global_component.aws.clients import Clients
    from neptune_global_component.component.messages import Messages
    from neptune_global_component.component.runtime.hooks import Look
    from neptune_global_component.component.runtime.transforms import Transform
    from neptune_global_component.core.facts.location import Location
    from neptune_global_component.core.inputs.spec import Spec
    from neptune_global_component.core.plan.children import Place
    from neptune_global_component.core.plan.plan import Plan
    from neptune_global_component.core.plan.resources import Existing


async def _value(plan: pulumi.Output[Plan]) -> Plan:
    # The SDK types a future as Optional because an output may be unknown; a plan is never unknown.
    return cast("Plan", await plan.future())


class Gate:
    """Creates the children's inputs, which resolve when all arguments are checked and the plan is made.

    An input is secret or unknown if its own arguments are, regardless of the other arguments.

    Args:
        messages: the messages of the component, which is the children's parent.
        plan: the plan of the update; never unknown.
        args: the arguments as the program set them.
        clients: returns the boto3 clients, for operations that pulumi-aws lacks.
        spec: the spec, if no argument is an output.
    """

    def __init__(
        self,
        messages: Messages,
        plan: pulumi.Output[Plan],
        args: Mapping[str, Any],
        clients: Callable[[], Awaitable[Clients]],
        spec: Spec | None,
    ) -> None:
        self.messages = messages
        self.name = messages.name
        self.component = messages.component
        self._args = args
        self.clients = clients
        self._hook = ChangeHook(messages)
        self._transforms = ChildTransforms(self.component)
        # The plan depends on every argument. The future drops these dependencies: otherwise each child would depend on
        # the resources behind all arguments, and a delete-before-replace of one of them would delete the child.
        self._plan: pulumi.Output[Plan] = pulumi.Output.from_input(self._ready(plan))
        former = former_locations(self.component)
        self._former_locations: pulumi.Output[list[Location]] = pulumi.Output.from_input(former)
        self._spec = spec

    async def _ready(self, plan: pulumi.Output[Plan]) -> Plan:
        # All children wait for the plan.
        await self._transforms.register()
        return await _value(plan)

    async def plan(self) -> Plan:
        """Return the plan, when it is made.

        Raises:
            InvalidArgsError: the arguments are invalid.
        """
        return await _value(self._plan)

    def is_set(self, key: str, region: str | None = None) -> bool:
        """Return whether the program sets an argument, or the argument that it inherits its value from.

        Args:
            key: the argument's name.
            region: None for an argument of the component.
        """
        return bool(arguments_of(self._args, key, region))

    def argument(self, key: str, region: str | None = None, number: int | None = None) -> Any:  # noqa: ANN401 - any input
        """Return the input that an argument sets; None if the program does not set it.

        Args:
            key: the argument's name.
            region: None for an argument of the component.
            number: 1 for the first instance of the region; None for an argument of the region or the component.
        """
        sources = arguments_of(self._args, key, region, number)
        return self._spec_input(lambda spec: spec.value(key, region, number), sources) if sources else None

    def input(self, value: Callable[[Plan], Any], *keys: str, region: str | None = None) -> pulumi.Output[Any]:
        """Return an input that depends on arguments and on the plan.

        Args:
            value: returns the input's value from the plan; called only when the arguments are known.
            keys: the names of the arguments.
            region: the region of the arguments; None for arguments of the component.
        """
        return self._input(value, self._sources(keys, region))

    def spec_input(self, value: Callable[[Spec], Any], *keys: str) -> Any:  # noqa: ANN401 - any input
        """Return an input that depends on arguments of the component, but not on AWS.

        Args:
            value: returns the input's value from the spec.
            keys: the names of the arguments.
        """
        return self._spec_input(value, self._sources(keys))

    def as_secret_as(self, id_: pulumi.Output[str], key: str, region: str | None = None) -> pulumi.Output[str]:
        """Return a resource's ID, as secret as the name in it: Pulumi itself never marks an ID as secret.

        Args:
            id_: the resource's ID.
            key: the argument that has the name.
            region: the region of the argument; None for one of the component.
        """
        return _as_secret_as(id_, self._sources([key], region))

    def as_secret_as_names(self, output: pulumi.Output[Any]) -> pulumi.Output[Any]:
        """Return an output of the component, as secret as the arguments that name the global cluster or a cluster.

        Args:
            output: the output whose value contains such a name.
        """
        return _as_secret_as(output, name_arguments(self._args))

    def _sources(self, keys: Iterable[str], region: str | None = None) -> list[object]:
        return [one for key in keys for one in arguments_of(self._args, key, region)]

    def _input(self, value: Callable[[Plan], Any], sources: Sequence[object]) -> pulumi.Output[Any]:
        if are_plain(sources):
            return self._plan.apply(value)
        return pulumi.Output.all(self._plan, *sources).apply(lambda values: value(cast("Plan", values[0])))

    def _spec_input(self, value: Callable[[Spec], Any], sources: Sequence[object]) -> Any:  # noqa: ANN401 - any input
        # A plain value if all arguments are plain: the SDK scans all pending outputs each time one resolves.
        return value(self._spec) if self._spec else self._input(lambda plan: value(plan.spec), sources)

    def child_options(
        self,
        place: Place,
        *,
        depends_on: pulumi.Input[Sequence[pulumi.Resource]] | None = None,
        ignore_changes: list[str],
        delete_before_replace: bool | None = None,
        change: Callable[[Plan, pulumi.ResourceTransformArgs], None] | None = None,
    ) -> pulumi.ResourceOptions:
        """Return the options of a child.

        A transform sets those that depend on the plan, as they can't be outputs. A hook checks the child before its
        creation.

        Args:
            place: the place of the child.
            depends_on: the resources that are created first.
            ignore_changes: the properties that an update leaves unchanged.
            delete_before_replace: whether a replacement deletes the child first.
            change: makes other changes to the child's inputs and options, in the transform.
        """
        name = place.name(self.name)
        options = pulumi.ResourceOptions(
            depends_on=depends_on,
            hooks=self._hook.before_creation(place.kind, name, partial(self._check_creation, place)),
            ignore_changes=ignore_changes,
            delete_before_replace=delete_before_replace,
        )
        return self._complete(options, place.kind, name, partial(self._transform, place, change))

    def stash_options(
        self, name: str, on_change: Look, depends_on: pulumi.Input[Sequence[pulumi.Resource]]
    ) -> pulumi.ResourceOptions:
        """Return the options of a Stash.

        Args:
            name: its Pulumi name.
            on_change: takes the previous value, None if the Stash is created; an error of it stops the change.
            depends_on: the resources that are created first.
        """
        hooks = self._hook.before_changes(name, on_change)
        return self._complete(pulumi.ResourceOptions(depends_on=depends_on, hooks=hooks), STASH, name)

    def _complete(
        self, options: pulumi.ResourceOptions, kind: str, name: str, transform: Transform | None = None
    ) -> pulumi.ResourceOptions:
        """Add what the options of all children have: the component as parent, former names, and its transform."""
        options.parent = self.component
        options.aliases = former_aliases(self.component, kind, name, self._former_locations)
        self._transforms.add(kind, name, options, transform)
        return options

    async def _transform(
        self,
        place: Place,
        change: Callable[[Plan, pulumi.ResourceTransformArgs], None] | None,
        args: pulumi.ResourceTransformArgs,
    ) -> pulumi.ResourceTransformResult:
        plan = await self.plan()
        child = plan_child(plan, place)
        if child.alias or place.kind != INSTANCE:
            # If it would be replaced, the check before its creation must run before the deletion, whatever transforms
            # of the program set.
            args.opts.delete_before_replace = False
        if child.alias:
            args.opts.aliases = [*(args.opts.aliases or ()), child.alias]
        elif child.existing and await self._is_missing(args, child.existing):
            args.opts.import_ = child.existing.id
        if child.protect:
            args.opts.protect = True
        if change:
            change(plan, args)
        await ignore_unmanaged(plan, place, args)
        _keep_secret(plan.spec, place, args)
        return pulumi.ResourceTransformResult(props=args.props, opts=args.opts)

    async def _check_creation(self, place: Place, args: pulumi.ResourceHookArgs) -> None:
        plan = await self.plan()
        is_replacement = await _is_replacement(args.urn, plan_child(plan, place).existing)
        inputs = args.new_inputs or {}
        raise_findings(plan, child_findings(plan, place, args.urn, inputs, is_replacement=is_replacement))

    async def removed_cluster_arns(self, declared: pulumi.Stash) -> set[str]:
        """Return the ARNs of the clusters whose region was removed: the engine deletes them after the program.

        An update with --target does not delete them, except if it names them. The SDK does not know the targets, but
        the record of declared values then keeps its old value, with the region.

        Args:
            declared: the Stash that records the declared values.
        """
        plan = await self.plan()
        if not plan.removed_regions:
            return set()
        value = await pulumi.Output.unsecret(declared.input).future(with_unknowns=True)
        recorded = value.get("regions") if isinstance(value, Mapping) else None
        left = set(recorded) if isinstance(recorded, Mapping) else set()
        return {plan.state.clusters[region] for region in plan.removed_regions if region not in left}

    async def _is_missing(self, args: pulumi.ResourceTransformArgs, in_aws: Existing) -> bool:
        # Importing a resource that is already in the state would replace, and so delete, it.
        state = await read_state()
        urn = child_urn(await urn_of(self.component), args.type_, args.name)
        return state is not None and state.lacks(urn, in_aws.arn)


def _as_secret_as(output: pulumi.Output[Any], sources: Sequence[object]) -> pulumi.Output[Any]:
    return output if are_plain(sources) else pulumi.Output.all(output, *sources).apply(itemgetter(0))


async def _is_replacement(urn: str, in_aws: Existing | None) -> bool:
    """Return whether a creation is part of a replacement: the child is already in the state and in AWS.

    AWS is checked too, because the program reads the state before a refresh in the same run.
    """
    state = await read_state()
    return bool(in_aws and state and (urn in state.arns or in_aws.arn in state.arns.values()))


def _keep_secret(spec: Spec, place: Place, child: pulumi.ResourceTransformArgs) -> None:
    secret = secret_outputs(spec, place.kind, place.region)
    if ALL_TAGS in secret:
        # pulumi-aws sets this input to all tags. The engine keeps it secret only if the program's input is.
        child.props = {**child.props, ALL_TAGS: child.props.get("tags")}
    if secret:
        child.opts.additional_secret_outputs = [*(child.opts.additional_secret_outputs or ()), *secret]

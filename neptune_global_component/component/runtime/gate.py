"""The gate between the program's arguments and the children: nothing gets past it unchecked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pulumi

from neptune_global_component.component.inputs import are_plain
from neptune_global_component.component.runtime.hooks import ChangeHook
from neptune_global_component.component.runtime.state import read_state, urn_of_child
from neptune_global_component.component.runtime.unmanaged import ignore_unmanaged
from neptune_global_component.core.plan.secret_outputs import secret_outputs

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from neptune_global_component.aws.clients import Clients
    from neptune_global_component.component.messages import Messages
    from neptune_global_component.component.runtime.transforms import ChildTransforms
    from neptune_global_component.core.inputs.spec import Spec
    from neptune_global_component.core.plan.plan import Existing, Plan


async def _value(plan: pulumi.Output[Plan]) -> Plan:
    # The SDK types a future as Optional for the sake of unknown values, which a plan never is.
    return cast("Plan", await plan.future())


class Gate:
    """Gives the children their inputs, each only when all arguments are checked and the plan is made.

    An input keeps what its own arguments are (secret, not known yet), and takes nothing of the others.

    Args:
        messages: of the component, which is the parent of the children.
        plan: the plan, once it is made; never unknown.
        args: the arguments as the program gave them.
        clients: gives the maker of boto3 clients, for what pulumi-aws can't do.
        spec: what is wanted, where the program gave all of it plainly.
        transforms: of the children, which the component has.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - all that stands between arguments and children
        self,
        messages: Messages,
        plan: pulumi.Output[Plan],
        args: Mapping[str, Any],
        clients: Callable[[], Awaitable[Clients]],
        spec: Spec | None,
        transforms: ChildTransforms,
    ) -> None:
        self.messages = messages
        self.name = messages.name
        self.component = messages.component
        self.args = args
        self.clients = clients
        self.hook = ChangeHook(messages, self.plan)
        # The plan follows from every argument: an input made from it would depend on the resources of all of them, and
        # the engine deletes what depends on a resource that is deleted before it is replaced.
        self._plan: pulumi.Output[Plan] = pulumi.Output.from_input(_value(plan))
        self._transforms = transforms
        self._spec = spec

    async def plan(self) -> Plan:
        """Wait for the plan.

        Raises:
            InvalidArgsError: the arguments were refused.
        """
        return await _value(self._plan)

    def input(self, value: Callable[[Plan], Any], *arguments: object) -> pulumi.Output[Any]:
        """Give an input that follows from arguments.

        Args:
            value: takes the input's value out of the plan; it is asked only when the arguments are known.
            arguments: as the program gave them.
        """
        if are_plain(arguments):
            return self._plan.apply(value)
        return pulumi.Output.all(self._plan, *arguments).apply(lambda values: value(cast("Plan", values[0])))

    def given(self, value: Callable[[Spec], Any], *arguments: object) -> Any:  # noqa: ANN401 - any input
        """Give an input that follows from arguments alone, not from what AWS has: plain where all of them are.

        The SDK looks through all outputs that wait, each time one ends: it is slow with many.

        Args:
            value: takes the input's value out of what is wanted.
            arguments: as the program gave them.
        """
        return value(self._spec) if self._spec else self.input(lambda plan: value(plan.spec), *arguments)

    def decide(
        self,
        kind: str,
        name: str,
        existing: Callable[[Plan], Existing | None],
        protect: Callable[[Plan], bool] | None = None,
        change: Callable[[Plan, pulumi.ResourceTransformArgs], None] | None = None,
    ) -> None:
        """Have options of a child set by the plan, before the child is made: the SDK takes no output for them.

        Args:
            kind: the child's type token.
            name: the child's Pulumi name.
            existing: gives what the child is in AWS already: it is imported where the state has it not.
            protect: whether the engine is to refuse a deletion in its preview.
            change: changes what else the plan decides.
        """

        async def transform(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult:
            plan = await self.plan()
            found = existing(plan)
            if found and await self._is_missing(args, found):
                args.opts.import_ = found.id
            if protect and protect(plan):
                args.opts.protect = True
            if change:
                change(plan, args)
            await ignore_unmanaged(plan, args)
            _keep_secret(plan.spec, args)
            return pulumi.ResourceTransformResult(props=args.props, opts=args.opts)

        self._transforms.add(kind, name, transform)

    async def is_replacement(self, urn: str, found: Existing | None) -> bool:
        """Return whether a creation is one half of a replacement: the state has the child already.

        The state that the program reads is from before a refresh in the same run, so AWS has to have it too.

        Args:
            urn: of the child.
            found: the child in AWS.
        """
        state = await read_state()
        return bool(found and state and (urn in state.arns or found.arn in state.arns.values()))

    async def leaving(self) -> set[str]:
        """Give the ARNs of the clusters that the engine deletes once the program has ended: of no region any more."""
        plan = await self.plan()
        return {plan.declared.clusters[region] for region in plan.leaving} if plan.declared else set()

    async def _is_missing(self, args: pulumi.ResourceTransformArgs, found: Existing) -> bool:
        # An import of what the state has would replace it: delete it, that is.
        state = await read_state()
        return state is not None and state.lacks(await urn_of_child(self.component, args.type_, args.name), found.arn)


def _keep_secret(spec: Spec, made: pulumi.ResourceTransformArgs) -> None:
    secret = secret_outputs(spec, made.type_, str(made.props.get("region")))
    if secret:
        made.opts.additional_secret_outputs = [*(made.opts.additional_secret_outputs or ()), *secret]

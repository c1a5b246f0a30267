"""The transforms of a component's children, which run after all transforms of the program.

The engine runs the transforms of a resource, then those of its parents, then the stack's, in the order of registration.
So they are one transform of the stack, which returns other resources as they are. A component of the plugin would lose
a transform of its own: the engine (3.274.1) replaces it with those of the program.
"""

from __future__ import annotations

import asyncio
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import pulumi
from pulumi.runtime.proto.resource_pb2 import TransformRequest, TransformResponse
from pulumi.runtime.settings import _get_callbacks, get_monitor

from neptune_global_component.component.runtime.mocks import mocked
from neptune_global_component.component.runtime.program import current_program
from neptune_global_component.component.runtime.urns import urn_of
from neptune_global_component.core.tokens import STASH

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from neptune_global_component.component.runtime.program import RawTransform

    Transform = Callable[[pulumi.ResourceTransformArgs], Awaitable[pulumi.ResourceTransformResult]]


@dataclass(frozen=True)
class _Child:
    """A child, as the component declares it.

    Args:
        options: its options.
        transform: sets the options that depend on the plan; None if there are none.
    """

    options: pulumi.ResourceOptions
    transform: Transform | None


class ChildTransforms:
    """The transforms of a component's children.

    Args:
        component: the component.
    """

    def __init__(self, component: pulumi.Resource) -> None:
        self._component = component
        self._children: dict[tuple[str, str], _Child] = {}

    def add(self, kind: str, name: str, options: pulumi.ResourceOptions, transform: Transform | None = None) -> None:
        """Add a child, before it is created.

        Args:
            kind: the child's type token.
            name: the child's Pulumi name.
            options: the child's options; transforms of the program don't remove its hooks and ``ignore_changes``.
            transform: sets the child's options that depend on the plan.
        """
        self._children[kind, name] = _Child(options, transform)

    async def register(self) -> None:
        """Register them with the engine, before it is asked to create a child."""
        if mocked():
            return
        urn = await urn_of(self._component)
        callbacks: Any = await _get_callbacks()
        callback = callbacks.register_transform(self._transform)
        # In a plugin, each component has settings of the SDK of its own, in its context.
        run, context = callbacks._callbacks[callback.token], copy_context()  # noqa: SLF001 - see _register_for_stack
        transforms = current_program().transforms
        if not transforms:
            _register_for_stack(callbacks, callback, transforms)
        transforms[urn] = lambda request: context.run(asyncio.ensure_future, run(request))

    async def _transform(self, args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult | None:
        child = self._children.get((args.type_, args.name))
        if child is None:
            return None
        is_restored = _restore(args, child.options)
        if child.transform:
            return await child.transform(args)
        # A result would remove the empty values of a Stash.
        return pulumi.ResourceTransformResult(args.props, args.opts) if is_restored else None


def _register_for_stack(callbacks: Any, callback: Any, transforms: Mapping[str, RawTransform]) -> None:  # noqa: ANN401 - of the SDK
    """Register the transform of the stack, in place of a component's.

    The SDK's public function would wait until all earlier resources of the program are created, and convert the inputs
    of every resource.

    Args:
        callbacks: the SDK's servicer of callbacks.
        callback: the callback to the component's own transform.
        transforms: the transforms of the components' children, by the component's URN.
    """
    callbacks._callbacks[callback.token] = partial(_transform_child, transforms)  # noqa: SLF001 - as above
    if "accepts_byte_string" in callback.DESCRIPTOR.fields_by_name:
        # Otherwise the engine rejects any resource of the program with a string that is not text.
        callback.accepts_byte_string = True
    monitor: Any = get_monitor()
    monitor.RegisterStackTransform(callback)


async def _transform_child(transforms: Mapping[str, RawTransform], request: bytes) -> Any:  # noqa: ANN401 - see RawTransform
    run = transforms.get(TransformRequest.FromString(request).parent)
    # An empty response changes nothing.
    return await run(request) if run else TransformResponse()


def _restore(args: pulumi.ResourceTransformArgs, own: pulumi.ResourceOptions) -> bool:
    """Restore the options that transforms of the program removed; return whether there are any.

    Such a transform sets ``ignore_changes`` for example, and does not add to it.
    """
    opts = args.opts
    is_changed = _restore_hooks(opts, own.hooks)
    if args.type_ == STASH:
        # Its hook must run before each change of the value.
        is_changed = bool(is_changed or opts.ignore_changes or opts.replace_on_changes)
        opts.ignore_changes = opts.replace_on_changes = None
    else:
        found = opts.ignore_changes or []
        opts.ignore_changes = [*found, *(one for one in own.ignore_changes or () if one not in found)]
    return is_changed


def _restore_hooks(opts: pulumi.ResourceOptions, own: pulumi.ResourceHookBinding | None) -> bool:
    hooks, is_changed = opts.hooks or pulumi.ResourceHookBinding(), False
    for moment in ("before_create", "before_update"):
        found = getattr(hooks, moment) or []
        names = {getattr(one, "name", None) for one in found}
        missing = [one for one in getattr(own, moment, None) or [] if one.name not in names]
        setattr(hooks, moment, [*found, *missing])
        is_changed = is_changed or bool(missing)
    opts.hooks = hooks
    return is_changed

"""One transform for all children of a component: the SDK starts a gRPC server for each resource with transforms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pulumi

from neptune_global_component.component.runtime.mocks import mocked
from neptune_global_component.core.tokens import STASH

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

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
    """The transforms of a component's children, called by one transform on the component."""

    def __init__(self) -> None:
        self._children: dict[tuple[str, str], _Child] = {}

    def add_to(self, opts: pulumi.ResourceOptions | None) -> pulumi.ResourceOptions | None:
        """Return the component's options with this transform after the program's own."""
        if mocked():
            return opts
        return pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(transforms=[self._transform]))

    def add(self, kind: str, name: str, options: pulumi.ResourceOptions, transform: Transform | None = None) -> None:
        """Add a child, before it is created.

        Args:
            kind: the child's type token.
            name: the child's Pulumi name.
            options: the child's options; transforms of the program don't remove its hooks and ``ignore_changes``.
            transform: sets the child's options that depend on the plan.
        """
        self._children[kind, name] = _Child(options, transform)

    async def _transform(self, args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult | None:
        child = self._children.get((args.type_, args.name))
        if child is None:
            return None
        is_restored = _restore(args, child.options)
        if child.transform:
            return await child.transform(args)
        # A result would remove the empty values of a Stash.
        return pulumi.ResourceTransformResult(args.props, args.opts) if is_restored else None


def _restore(args: pulumi.ResourceTransformArgs, own: pulumi.ResourceOptions) -> bool:
    """Restore the options that transforms of the program removed; return whether there are any.

    Such a transform sets ``ignore_changes`` for example, and does not add to it.
    """
    opts = args.opts
    is_changed = _restore_hooks(opts, own.hooks)
    if args.type_ == STASH:
        # Its hook must run before each change of the value, and a replacement has no previous value.
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

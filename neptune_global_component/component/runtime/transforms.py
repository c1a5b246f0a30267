"""One transform for all children of a component: the SDK starts a gRPC server for each resource with transforms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi

from neptune_global_component.component.runtime.mocks import mocked

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Transform = Callable[[pulumi.ResourceTransformArgs], Awaitable[pulumi.ResourceTransformResult]]


class ChildTransforms:
    """The transforms of a component's children, called by one transform on the component."""

    def __init__(self) -> None:
        self._of: dict[tuple[str, str], Transform] = {}

    def add_to(self, opts: pulumi.ResourceOptions | None) -> pulumi.ResourceOptions | None:
        """Return the component's options with this transform after the program's own."""
        if mocked():
            return opts
        return pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(transforms=[self._transform]))

    def add(self, kind: str, name: str, transform: Transform) -> None:
        """Add the transform of a child, before the child is created.

        Args:
            kind: the child's type token.
            name: the child's Pulumi name.
            transform: sets the child's options.
        """
        self._of[kind, name] = transform

    async def _transform(self, args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult | None:
        own = self._of.get((args.type_, args.name))
        return await own(args) if own else None

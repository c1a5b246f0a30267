"""One transform for all children of a component: for each resource that has its own the SDK starts a gRPC server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi

from neptune_global_component.component.runtime.mocks import mocked

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Transform = Callable[[pulumi.ResourceTransformArgs], Awaitable[pulumi.ResourceTransformResult]]


class ChildTransforms:
    """The transforms of a component's children, of which the component itself has one that calls them."""

    def __init__(self) -> None:
        self._of: dict[tuple[str, str], Transform] = {}

    def with_them(self, opts: pulumi.ResourceOptions | None) -> pulumi.ResourceOptions | None:
        """Give the component's options: what is given, and this transform after the program's own."""
        if mocked():
            return opts
        return pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(transforms=[self._transform]))

    def add(self, kind: str, name: str, transform: Transform) -> None:
        """Add a child's; it is to come before the child is made.

        Args:
            kind: the child's type token.
            name: the child's Pulumi name.
            transform: sets options by what the arguments and AWS have.
        """
        self._of[kind, name] = transform

    async def _transform(self, args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult | None:
        own = self._of.get((args.type_, args.name))
        return await own(args) if own else None

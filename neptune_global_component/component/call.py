"""Bind the arguments of a constructor call: one map, or keywords, as in pulumi-aws."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import pulumi

from neptune_global_component.core.inputs.table import ARGUMENTS

if TYPE_CHECKING:
    from collections.abc import Mapping


def bind(
    name: str, args: object, opts: pulumi.ResourceOptions | None, keywords: Mapping[str, Any]
) -> tuple[object, pulumi.ResourceOptions | None]:
    """Return the arguments and the resource options of a call.

    Args:
        name: the component's Pulumi name, for the error.
        args: the second positional argument: the arguments, the resource options, or None.
        opts: the resource options, if they are the third argument or a keyword.
        keywords: the arguments that are keywords.

    Raises:
        TypeError: a keyword is not an argument, or an argument is set twice.
    """
    if isinstance(args, pulumi.ResourceOptions):
        if opts is not None:
            raise TypeError(f"GlobalCluster({name!r}): got opts twice. Pass the resource options once.")
        args, opts = None, args
    for keyword in keywords:
        if keyword not in ARGUMENTS:
            raise TypeError(f"GlobalCluster({name!r}): got an unexpected keyword argument {keyword!r}.{_hint(keyword)}")
    if args is None:
        return dict(keywords), opts
    if keywords:
        first = next(iter(keywords))
        both = f"got args and the keyword argument {first!r}. Move {first!r} into args."
        raise TypeError(f"GlobalCluster({name!r}): {both}")
    return args, opts


def _hint(keyword: str) -> str:
    near = get_close_matches(keyword, [*ARGUMENTS, "opts"], 1)
    return f" Did you mean {near[0]!r}?" if near else ""

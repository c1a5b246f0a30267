"""What is taken over stays as it is, as far as the program says nothing else: protection, backups, tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neptune_global_component.names import camel_case

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def kept(args: Mapping[str, Any], region: Mapping[str, Any], keys: Iterable[str]) -> list[str]:
    """Give the properties of a child that pulumi-aws is to leave alone, which else it sets back to its own defaults.

    Args:
        args: of the component.
        region: of the child's region.
        keys: of the arguments that the child has.
    """
    if not args.get("adopt"):
        return []
    return [camel_case(key) for key in keys if args.get(key) is None and region.get(key) is None]

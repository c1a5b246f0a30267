"""Arguments as Pulumi passes them: outputs, secrets, and values that are unknown in a preview."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from inspect import isawaitable, iscoroutine
from typing import TYPE_CHECKING, Any

import pulumi

from neptune_global_component.core.inputs.arguments import Arguments
from neptune_global_component.core.inputs.rules.topology import MOST_READERS
from neptune_global_component.core.inputs.table import (
    ARGUMENTS,
    INSTANCE_ARGUMENTS,
    REGION_ARGUMENTS,
    arguments,
    identifying_arguments,
)
from neptune_global_component.core.inputs.unknown import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.inputs.table import Input


def normalize_args(args: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments in a form that can be read repeatedly: awaitables become outputs.

    An output in place of a plain value becomes UNKNOWN, which the rules reject.

    Args:
        args: as the program set them.
    """
    arguments = _normalize(args, ARGUMENTS)
    if isinstance(arguments.get("regions"), Mapping):
        arguments["regions"] = {
            str(_value(region)): _normalize(values, REGION_ARGUMENTS) if isinstance(values, Mapping) else _plain(values)
            for region, values in arguments["regions"].items()
        }
    return arguments


def _normalize(args: Mapping[str, Any], table: Mapping[str, Input]) -> dict[str, Any]:
    # Pulumi accepts only string keys; the rules reject unknown ones.
    return {str(key): _normalize_value(str(key), value, table) for key, value in args.items()}


def _normalize_value(key: str, value: object, table: Mapping[str, Input]) -> Any:  # noqa: ANN401 - any value of an argument
    if key == "instance_settings" and isinstance(value, list | tuple):
        return [_normalize(one, INSTANCE_ARGUMENTS) if isinstance(one, Mapping) else _plain(one) for one in value]
    if key in table and table[key].plain:
        return _plain(value)
    return pulumi.Output.from_input(value) if isawaitable(value) else value


def _plain(value: object) -> object:
    if iscoroutine(value):
        value.close()
    return UNKNOWN if isinstance(value, pulumi.Output) or isawaitable(value) else _value(value)


def _value(value: object) -> object:
    # A member of pulumi-aws's Region enumeration is a str, but does not print or hash as its value.
    return value.value if isinstance(value, Enum) and isinstance(value, str) else value


def are_plain(args: object) -> bool:
    """Return whether no argument is an output."""
    if isinstance(args, Mapping):
        return all(are_plain(value) for value in args.values())
    if isinstance(args, list | tuple):
        return all(are_plain(value) for value in args)
    return not isinstance(args, pulumi.Output)


def mark_unknowns(value: Any) -> Any:  # noqa: ANN401 - any value of an argument
    """Replace Pulumi's unknown values with UNKNOWN, at any depth.

    Args:
        value: a value that may contain Pulumi's own unknown values.
    """
    if isinstance(value, Mapping):
        return {key: mark_unknowns(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [mark_unknowns(inner) for inner in value]
    return UNKNOWN if pulumi.contains_unknowns(value) else value


async def secret_paths(args: Mapping[str, Any]) -> frozenset[str]:
    """Return the paths of secret arguments, for example ``regions["eu-west-1"].port``."""
    outputs = [(path, pulumi.Output.from_input(value)) for path, value in _leaves(args) if not are_plain(value)]
    return frozenset([path for path, output in outputs if await output.is_secret()])


def name_arguments(args: Mapping[str, Any]) -> list[Any]:
    """Return the arguments that name the global cluster or a cluster: identifiers and the source's ARN.

    Args:
        args: as the program set them.
    """
    names = identifying_arguments()
    return [value for path, value in _leaves(args) if path.rpartition(".")[2] in names]


def arguments_of(
    args: Mapping[str, Any], key: str, region: str | None = None, number: int | None = None
) -> list[object]:
    """Return the arguments that the value of an input comes from, as ``Spec.value`` does; empty if none is set.

    Args:
        args: as the program set them.
        key: the argument's name.
        region: None for an argument of the component.
        number: 1 for the first instance of the region; None for an argument of the region or the component.
    """
    own = _level(args, region, number).get(key)
    default = arguments(region, number)[key].default
    if default is None or (own is not None and key != "tags"):
        return [] if own is None else [own]
    shared = arguments_of(args, default, None if number is None else region)
    return shared if own is None else [*shared, own]


def _level(args: Mapping[str, Any], region: str | None, number: int | None) -> Mapping[str, Any]:
    """Return the arguments of the component, of a region or of an instance; empty for an instance without settings."""
    level = args if region is None else args["regions"][region]
    if number is None:
        return level
    settings = level.get("instance_settings")
    entry = settings[number - 1] if isinstance(settings, list) and number <= len(settings) else None
    return entry if isinstance(entry, Mapping) else {}


def _leaves(args: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    regions = args.get("regions")
    for key, value in args.items():
        if key != "regions" or not isinstance(regions, Mapping):
            yield key, value
    for region, values in regions.items() if isinstance(regions, Mapping) else ():
        for key, value in values.items() if isinstance(values, Mapping) else ():
            yield Arguments({}, region=region).path(key), value


def instance_counts(args: Mapping[str, Any]) -> dict[str, int]:
    """Return the number of instances by region; the number of children must be known when the program runs.

    The rules reject a value that is not an integer or is too large before the children get any input.
    """
    regions = args.get("regions")
    counts = {}
    for region, values in regions.items() if isinstance(regions, Mapping) else ():
        if isinstance(values, Mapping):
            settings = values.get("instance_settings")
            count = len(settings) if isinstance(settings, list) else values.get("instances")
            fits = REGION_ARGUMENTS["instances"].kind.fits(count)
            counts[region] = 1 if count is None else min(int(count), MOST_READERS) if fits else 0
    return counts

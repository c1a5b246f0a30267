"""Arguments as Pulumi passes them: outputs, secrets, and values that are unknown in a preview."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from inspect import isawaitable, iscoroutine
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import pulumi

from neptune_global_component.core.inputs.arguments import Arguments
from neptune_global_component.core.inputs.kinds import ARGUMENTS, INHERITED, INSTANCE_ARGUMENTS, REGION_ARGUMENTS
from neptune_global_component.core.inputs.rules.topology import MOST_READERS
from neptune_global_component.core.inputs.unknown import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = ("cluster_identifier", "global_cluster_identifier", "source_db_cluster_identifier")


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


def _normalize(args: Mapping[str, Any], kinds: Mapping[str, Any]) -> dict[str, Any]:
    # Pulumi accepts only string keys; the rules reject unknown ones.
    return {str(key): _normalize_value(str(key), value, kinds) for key, value in args.items()}


def _normalize_value(key: str, value: object, kinds: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any value of an argument
    if key == "instance_settings" and isinstance(value, list | tuple):
        return [_normalize(one, INSTANCE_ARGUMENTS) if isinstance(one, Mapping) else _plain(one) for one in value]
    if key in kinds and kinds[key].plain:
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


def as_secret_as(id_: pulumi.Output[str], *name_arguments: object) -> pulumi.Output[str]:
    """Return a resource's ID, as secret as the names in it: Pulumi itself never marks an ID as secret.

    Args:
        id_: the resource's ID.
        name_arguments: as the program set them.
    """
    return id_ if are_plain(name_arguments) else pulumi.Output.all(id_, *name_arguments).apply(itemgetter(0))


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
    return [value for path, value in _leaves(args) if path.rpartition(".")[2] in _NAMES]


def cluster_name(args: Mapping[str, Any], region: str) -> object:
    """Return the argument that names a region's cluster: its own identifier, or else the global cluster's.

    Args:
        args: as the program set them.
        region: the cluster's region.
    """
    return _own_or_shared(args, region, "cluster_identifier", "global_cluster_identifier")


def protection(args: Mapping[str, Any], region: str) -> object:
    """Return the argument that protects a region's cluster: its own, or else the global database's.

    Args:
        args: as the program set them.
        region: the cluster's region.
    """
    return _own_or_shared(args, region, "deletion_protection", "deletion_protection")


def _own_or_shared(args: Mapping[str, Any], region: str, own_key: str, shared_key: str) -> object:
    own = args["regions"][region].get(own_key)
    return args.get(shared_key) if own is None else own


def instance_argument(args: Mapping[str, Any], region: str, number: int, key: str) -> object:
    """Return the argument that sets a property of an instance: its own, or the region's if that is inherited.

    Args:
        args: as the program set them.
        region: where the instance is.
        number: 1 for the first instance.
        key: the argument's name.
    """
    values = args["regions"][region]
    settings = values.get("instance_settings")
    entry = settings[number - 1] if isinstance(settings, list) and number <= len(settings) else None
    own = entry.get(key) if isinstance(entry, Mapping) else None
    return values.get(key) if own is None and key in INHERITED else own


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
            fits = REGION_ARGUMENTS["instances"].fits(count)
            counts[region] = 1 if count is None else min(int(count), MOST_READERS) if fits else 0
    return counts

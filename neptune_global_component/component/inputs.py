"""The arguments as Pulumi has them: outputs, secrets, and values that a preview does not know yet."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from inspect import isawaitable, iscoroutine
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import pulumi

from neptune_global_component.core.inputs.arguments import Arguments
from neptune_global_component.core.inputs.kinds import ARGUMENTS, REGION_ARGUMENTS
from neptune_global_component.core.inputs.rules.topology import MOST_READERS
from neptune_global_component.core.inputs.unknown import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = ("cluster_identifier", "global_cluster_identifier", "source_db_cluster_identifier")


def given(args: Mapping[str, Any]) -> dict[str, Any]:
    """Take the arguments so that each can be looked at more than once: an awaitable becomes an output.

    An output where a plain value must be becomes UNKNOWN, which the rules refuse.

    Args:
        args: as the program gave them.
    """
    taken = _taken(args, ARGUMENTS)
    if isinstance(taken.get("regions"), Mapping):
        taken["regions"] = {
            str(_value(region)): _taken(values, REGION_ARGUMENTS) if isinstance(values, Mapping) else _plain(values)
            for region, values in taken["regions"].items()
        }
    return taken


def _taken(args: Mapping[str, Any], kinds: Mapping[str, Any]) -> dict[str, Any]:
    # Pulumi takes no other keys than texts, and the rules refuse those that are none of theirs.
    return {str(key): _once(str(key), value, kinds) for key, value in args.items()}


def _once(key: str, value: object, kinds: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any value of an argument
    if key in kinds and kinds[key].plain:
        return _plain(value)
    return pulumi.Output.from_input(value) if isawaitable(value) else value


def _plain(value: object) -> object:
    if iscoroutine(value):
        value.close()
    return UNKNOWN if isinstance(value, pulumi.Output) or isawaitable(value) else _value(value)


def _value(given: object) -> object:
    # pulumi-aws has an enumeration of the regions, whose members are texts but do not print or hash as them.
    return given.value if isinstance(given, Enum) and isinstance(given, str) else given


def are_plain(args: object) -> bool:
    """Say whether there is no output among the arguments."""
    if isinstance(args, Mapping):
        return all(are_plain(value) for value in args.values())
    if isinstance(args, list | tuple):
        return all(are_plain(value) for value in args)
    return not isinstance(args, pulumi.Output)


def as_secret_as(id_: pulumi.Output[str], *names: object) -> pulumi.Output[str]:
    """Give the id of a resource, which is never a secret to Pulumi, as secret as the names that it is made of.

    Args:
        id_: of the resource.
        names: as the program gave them.
    """
    return id_ if are_plain(names) else pulumi.Output.all(id_, *names).apply(itemgetter(0))


def resolved(value: Any) -> Any:  # noqa: ANN401 - any value of an argument
    """Mark what the preview does not know yet as the rules want it: UNKNOWN.

    Args:
        value: with Pulumi's own marks in it, at any depth.
    """
    if isinstance(value, Mapping):
        return {key: resolved(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [resolved(inner) for inner in value]
    return UNKNOWN if pulumi.contains_unknowns(value) else value


async def secrets(args: Mapping[str, Any]) -> frozenset[str]:
    """Give the paths of the arguments that are secret, for example ``regions["eu-west-1"].port``."""
    outputs = [(path, pulumi.Output.from_input(value)) for path, value in _leaves(args) if not are_plain(value)]
    return frozenset([path for path, output in outputs if await output.is_secret()])


def names(args: Mapping[str, Any]) -> list[Any]:
    """Give the arguments that name the global cluster or a cluster: identifiers and the source's ARN.

    Args:
        args: as the program gave them.
    """
    return [value for path, value in _leaves(args) if path.rpartition(".")[2] in _NAMES]


def cluster_name(args: Mapping[str, Any], region: str) -> object:
    """Return the argument that names a region's cluster: its own identifier, or else the global cluster's.

    Args:
        args: as the program set them.
        region: where the cluster is.
    """
    own = args["regions"][region].get("cluster_identifier")
    return args.get("global_cluster_identifier") if own is None else own


def protection(args: Mapping[str, Any], region: str) -> object:
    """Return the argument that protects a region's cluster: its own, or else the global database's.

    Args:
        args: as the program set them.
        region: where the cluster is.
    """
    own = args["regions"][region].get("deletion_protection")
    return args.get("deletion_protection") if own is None else own


def _leaves(args: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    regions = args.get("regions")
    for key, value in args.items():
        if key != "regions" or not isinstance(regions, Mapping):
            yield key, value
    for region, values in regions.items() if isinstance(regions, Mapping) else ():
        for key, value in values.items() if isinstance(values, Mapping) else ():
            yield Arguments({}, region=region).path(key), value


def instances(args: Mapping[str, Any]) -> dict[str, int]:
    """Count the instances by region: how many children there are must be known when the program runs.

    What is no map, no whole number or too many the rules refuse, before the children that are counted here get any
    input.
    """
    regions = args.get("regions")
    counts = {}
    for region, values in regions.items() if isinstance(regions, Mapping) else ():
        if isinstance(values, Mapping):
            count = values.get("instances")
            fits = REGION_ARGUMENTS["instances"].fits(count)
            counts[region] = 1 if count is None else min(int(count), MOST_READERS) if fits else 0
    return counts

"""AWS's rules for the capacity of serverless instances: pure functions from a region's arguments to findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.messages import Finding, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.inputs.arguments import Arguments

CAPACITY = {"min_capacity": (1, 128), "max_capacity": (2.5, 128)}
"""The lowest and the highest Neptune capacity units (NCU) of serverless instances, in steps of 0.5."""


def capacity(args: Arguments, _database: Arguments) -> Iterator[Finding]:
    """The scaling limits have a minimum and a maximum, which is not below the minimum.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/neptune-serverless-capacity-scaling.html
    """
    key = "serverless_v2_scaling_configuration"
    setting = args.known(key)
    if setting is None:
        return
    for name in setting.keys() - CAPACITY.keys():
        template = "is not a scaling setting. Set {min_capacity} and {max_capacity}."
        yield Finding("unknown-scaling-setting", f"{args.path(key)}.{name}", template)
    for name, limits in CAPACITY.items():
        yield from _capacity(args, f"{args.path(key)}.{name}", setting.get(name), limits)
    numbers = (int, float)
    units = {name: setting[name] for name in CAPACITY if type(setting.get(name)) in numbers}
    if len(units) == len(CAPACITY) and units["min_capacity"] > units["max_capacity"]:
        yield args.finding(
            "capacity-reversed",
            key,
            "has a {min_capacity} above its {max_capacity}. Lower the first or raise the second.",
        )


def _capacity(args: Arguments, path: str, units: object, limits: tuple[float, float]) -> Iterator[Finding]:
    """A capacity is a number within AWS's limits, in steps of 0.5."""
    value = Value(args.path("serverless_v2_scaling_configuration"), units)
    if units is None:
        yield Finding("capacity-required", path, "is required. Set the Neptune capacity units (NCU), for example 2.5.")
    elif units is UNKNOWN:
        return
    elif isinstance(units, bool) or not isinstance(units, int | float):
        yield Finding("capacity-not-a-number", path, "must be a number, for example 2.5, got {value}.", value=value)
    elif not limits[0] <= units <= limits[1] or units * 2 % 1:
        yield Finding(
            "capacity-out-of-range",
            path,
            "{value} is not a valid capacity. Set a number from {least} to {most}, in steps of 0.5.",
            value=value,
            least=limits[0],
            most=limits[1],
        )


REGION_RULES = (capacity,)

"""AWS's rules for the settings of single instances."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from neptune_global_component.core.errors import Finding
from neptune_global_component.core.inputs.unknown import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.inputs.arguments import Arguments

LAST_PROMOTION_TIER = 15


def entries(args: Arguments, _database: Arguments) -> Iterator[Finding]:
    """Check that there is one map per instance, and no second number of instances."""
    key = "instance_settings"
    settings = args.known(key)
    if settings is None:
        return
    if args.given("instances"):
        yield Finding(args.path("instances"), f"can't be set together with {key}. Remove one of them.")
    for number, entry in enumerate(settings):
        path = f"{args.path(key)}[{number}]"
        if entry is UNKNOWN:
            yield Finding(path, "must be a plain map, got an output. Use outputs for the values in the map.")
        elif not isinstance(entry, Mapping):
            yield Finding(path, "must be a map of settings. Set for example {'instance_class': 'db.r6g.large'}.")


def promotion_tier(args: Arguments, _region: Arguments) -> Iterator[Finding]:
    """Check the range of a promotion tier.

    Source: PromotionTier in https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBInstance.html
    """
    value = args.known("promotion_tier")
    if value is not None and not 0 <= value <= LAST_PROMOTION_TIER:
        yield args.finding("promotion_tier", f"is out of range. Set a number from 0 to {LAST_PROMOTION_TIER}.")


def availability_zone(args: Arguments, _region: Arguments) -> Iterator[Finding]:
    """Check that an availability zone is in the region of the instance.

    Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html
    """
    value = args.known("availability_zone")
    if value is not None and not value.startswith(str(args.region)):
        yield args.finding("availability_zone", f"is not in {args.region}. Set for example '{args.region}a'.")

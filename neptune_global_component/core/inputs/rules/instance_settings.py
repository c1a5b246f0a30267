"""AWS's rules for the settings of single instances."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.messages import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.inputs.arguments import Arguments

LAST_PROMOTION_TIER = 15


def entries(args: Arguments, _database: Arguments) -> Iterator[Finding]:
    """``instance_settings`` has one map per instance, and replaces ``instances``."""
    key = "instance_settings"
    settings = args.known(key)
    if settings is None:
        return
    if args.is_set("instances"):
        template = "can't be set together with {instance_settings}. Remove one of them."
        yield Finding("instances-and-settings", args.path("instances"), template)
    for number, entry in enumerate(settings):
        path = f"{args.path(key)}[{number}]"
        if entry is UNKNOWN:
            template = "must be a plain map, got an output. Use outputs for the values in the map."
            yield Finding("settings-are-output", path, template)
        elif not isinstance(entry, Mapping):
            template = "must be a map of settings. Set for example {{'instance_class': 'db.r6g.large'}}."
            yield Finding("settings-not-a-map", path, template)


def promotion_tier(args: Arguments, _region: Arguments) -> Iterator[Finding]:
    """A promotion tier is 0 to 15.

    Source: PromotionTier in https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBInstance.html
    """
    value = args.known("promotion_tier")
    if value is not None and not 0 <= value <= LAST_PROMOTION_TIER:
        template = "is out of range. Set a number from 0 to {last}."
        yield args.finding("promotion-tier", "promotion_tier", template, last=LAST_PROMOTION_TIER)


def availability_zone(args: Arguments, _region: Arguments) -> Iterator[Finding]:
    """The availability zone of an instance is in its region.

    Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html
    """
    value = args.known("availability_zone")
    if value is not None and not value.startswith(str(args.region)):
        template = "is not in {region}. Set for example '{region}a'."
        yield args.finding("zone-of-another-region", "availability_zone", template, region=args.region)


REGION_RULES = (entries,)
INSTANCE_RULES = (promotion_tier, availability_zone)

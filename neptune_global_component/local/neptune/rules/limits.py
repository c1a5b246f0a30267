"""Rules for how many there can be, and for the range of numbers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from moto.rds.exceptions import InvalidDBClusterStateFault, InvalidParameterCombination, InvalidParameterValue

from neptune_global_component.local.neptune.exceptions import (
    DBSubnetGroupDoesNotCoverEnoughAZs,
    InvalidVPCNetworkStateFault,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_PORTS = range(1150, 65536)
_RETENTION_DAYS = range(1, 36)
CAPACITIES = (1.0, 128.0)
"""The range of capacities of Neptune Serverless, in NCU."""

_TIERS = range(16)
_SECONDARY_READERS = 16
_READERS = 15
_ZONES = 2
PAGE = range(20, 101)
"""The numbers of records that a page can have."""

PLATFORM_PAGE = range(1, 201)
"""The same for DescribeServerlessV2PlatformVersions."""


def check_readers(cluster: str, instances: int, *, is_secondary: bool, secondaries: int) -> None:
    """Refuse one instance more than a cluster can have (code and words inferred).

    16 readers in a secondary; in a primary a writer and 15 readers minus the number of secondaries:
    https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-setup.html

    Args:
        cluster: its identifier.
        instances: how many it would have.
        is_secondary: whether it only reads.
        secondaries: how many secondaries its global cluster has, 0 without one.

    Raises:
        InvalidDBClusterStateFault: they are too many.
    """
    limit = _SECONDARY_READERS if is_secondary else 1 + _READERS - secondaries
    if instances > limit:
        raise InvalidDBClusterStateFault(f"DB cluster {cluster} can have at most {limit} DB instances")


def check_port(port: int | None) -> None:
    """Refuse a port outside of 1150-65535.

    Words of AWS: https://github.com/badmintoncryer/cdk-preflight rules/neptune/pf-neptune-port-range

    Raises:
        InvalidParameterValue: it is outside.
    """
    if port is not None and port not in _PORTS:
        raise InvalidParameterValue(f"Invalid endpoint port {port}. Valid range is: {_PORTS[0]}-{_PORTS[-1]}")


def check_retention(days: int | None) -> None:
    """Refuse a backup retention period outside of 1-35 days.

    Words of AWS: https://github.com/badmintoncryer/cdk-preflight rules/neptune/pf-neptune-backup-retention-range

    Raises:
        InvalidParameterValue: it is outside.
    """
    if days is not None and days not in _RETENTION_DAYS:
        raise InvalidParameterValue(
            f"Invalid backup retention period: {days}. Retention period must be between {_RETENTION_DAYS[0]} and "
            f"{_RETENTION_DAYS[-1]}."
        )


def check_capacity(scaling: Mapping[str, float] | None) -> None:
    """Refuse capacities outside of 1-128 or that are no multiples of 0.5, or a minimum above the maximum.

    Words of AWS: https://github.com/badmintoncryer/cdk-preflight rules/neptune/pf-neptune-serverless-half-step,
    pf-neptune-serverless-min-le-max; for the range inferred from Aurora's in https://github.com/aws/aws-cdk/pull/32232

    Args:
        scaling: MinCapacity and MaxCapacity, in NCU.

    Raises:
        InvalidParameterValue: they cannot be.
    """
    if not scaling:
        return
    for kind, name in (("minimum", "MinCapacity"), ("maximum", "MaxCapacity")):
        capacity = scaling.get(name, CAPACITIES[0])
        if not CAPACITIES[0] <= capacity <= CAPACITIES[1]:
            raise InvalidParameterValue(
                f"Serverless v2 {kind} capacity {capacity} isn't valid. The {kind} capacity must be from "
                f"{CAPACITIES[0]} to {CAPACITIES[1]}."
            )
        if capacity * 2 % 1:
            raise InvalidParameterValue(
                f"Serverless v2 capacity value {capacity} is not valid. It must be a multiple of 0.5."
            )
    if scaling.get("MinCapacity", 0) > scaling.get("MaxCapacity", math.inf):
        raise InvalidParameterValue("Serverless v2 minimum capacity must be less than or equal to maximum capacity")


def check_tags(tags: Sequence[Mapping[str, str]]) -> None:
    """Refuse two tags of one key.

    Words of AWS: https://github.com/crossplane/stack-aws-sample/issues/12

    Raises:
        InvalidParameterCombination: there are some.
    """
    keys = [tag["Key"] for tag in tags]
    for key in keys:
        if keys.count(key) > 1:
            raise InvalidParameterCombination(f"Duplicate tag key found in request: {key}")


def check_tier(tier: int | None) -> None:
    """Refuse a promotion tier outside of 0-15 (words inferred).

    https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBInstance.html

    Raises:
        InvalidParameterValue: it is outside.
    """
    if tier is not None and tier not in _TIERS:
        raise InvalidParameterValue(f"Invalid promotion tier: {tier}. Valid range is: {_TIERS[0]}-{_TIERS[-1]}")


def check_zones_of_region(zones: Collection[str], region: str) -> None:
    """Refuse a cluster in availability zones of another region.

    Words of AWS: https://github.com/hashicorp/terraform-provider-aws/issues/5725,
    https://github.com/inspec/inspec-aws/pull/188

    Args:
        zones: those asked for.
        region: the cluster's.

    Raises:
        InvalidVPCNetworkStateFault: one of them is another region's.
    """
    if unknown := [zone for zone in zones if zone[:-1] != region]:
        noun, verb = ("zone", "is") if len(unknown) == 1 else ("zones", "are")
        raise InvalidVPCNetworkStateFault(
            f"Availability {noun} '[{', '.join(unknown)}]' {verb} unavailable in this region, please choose another "
            "zone set."
        )


def check_zone(zone: str | None, zones: Collection[str]) -> None:
    """Refuse an instance in an availability zone that its cluster is not in (code inferred).

    Words of AWS: https://github.com/badmintoncryer/cdk-preflight rules/neptune/pf-neptune-instance-az-region

    Args:
        zone: the one asked for.
        zones: the cluster's.

    Raises:
        InvalidParameterValue: it is not one of them.
    """
    if zone is not None and zone not in zones:
        raise InvalidParameterValue(
            "The availability zone requested is not supported by the DB Cluster. "
            f"Available options: [{', '.join(zones)}]"
        )


def check_zones(zones: Collection[str]) -> None:
    """Refuse a subnet group in fewer than two availability zones.

    Words of AWS: https://github.com/badmintoncryer/cdk-preflight rules/neptune/pf-neptune-subnet-group-two-az

    Args:
        zones: the zones of its subnets.

    Raises:
        DBSubnetGroupDoesNotCoverEnoughAZs: there are fewer.
    """
    if len(zones) < _ZONES:
        raise DBSubnetGroupDoesNotCoverEnoughAZs(zones)


def checked_page(records: int | None, marker: str | None, sizes: range = PAGE) -> tuple[int, int]:
    """Return the size of a page, and the number of its first record (words as RDS has them).

    https://docs.aws.amazon.com/neptune/latest/apiref/API_DescribeGlobalClusters.html

    Args:
        records: MaxRecords, 100 where it is not given.
        marker: Marker, as an answer gave it.
        sizes: the allowed sizes.

    Raises:
        InvalidParameterValue: one of them is not valid.
    """
    if records is not None and records not in sizes:
        raise InvalidParameterValue(
            f"Invalid value {records} for MaxRecords. Must be between {sizes[0]} and {sizes[-1]}"
        )
    if marker and not marker.isdigit():
        raise InvalidParameterValue("The request included an invalid marker")
    return records or min(sizes[-1], PAGE[-1]), int(marker or 0)


def check_serverless(instance_class: str, scaling: Mapping[str, Any] | None) -> None:
    """Refuse a serverless instance in a cluster without a scaling configuration.

    Words of AWS: https://github.com/badmintoncryer/cdk-preflight
    rules/neptune/pf-neptune-db-serverless-needs-scaling-config

    Raises:
        InvalidParameterCombination: it has none.
    """
    if instance_class == "db.serverless" and not scaling:
        raise InvalidParameterCombination(
            "Set the Serverless v2 scaling configuration on the parent DB cluster before creating a Serverless v2 DB "
            "instance."
        )

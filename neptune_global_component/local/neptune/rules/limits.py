"""Rules for quotas and numeric ranges."""

from __future__ import annotations

import math
import unicodedata
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
"""The range of Neptune Serverless capacities, in NCU."""

_TIERS = range(16)
_KEY_LENGTHS, _VALUE_LENGTHS, _TAG_SIGNS = range(1, 129), range(257), "_.:/=+-@"
_SECONDARY_READERS = 16
_READERS = 15
_ZONES = 2
PAGE = range(20, 101)
"""The allowed page sizes."""

PLATFORM_PAGE = range(1, 201)
"""The allowed page sizes of DescribeServerlessV2PlatformVersions."""


def check_readers(cluster: str, instances: int, *, is_secondary: bool, secondaries: int) -> None:
    """Reject more instances than a cluster can have (code and message inferred).

    A secondary has up to 16 readers. A primary has a writer, and up to 15 readers minus the number of secondaries:
    https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-setup.html

    Args:
        cluster: the identifier.
        instances: the number of instances after the call.
        is_secondary: whether the cluster is a secondary.
        secondaries: the number of its global cluster's secondaries, 0 if it is standalone.

    Raises:
        InvalidDBClusterStateFault: there are too many.
    """
    limit = _SECONDARY_READERS if is_secondary else 1 + _READERS - secondaries
    if instances > limit:
        raise InvalidDBClusterStateFault(f"DB cluster {cluster} can have at most {limit} DB instances")


def check_port(port: int | None) -> None:
    """Reject a port outside 1150-65535.

    AWS's message: https://github.com/badmintoncryer/cdk-preflight rules/neptune/pf-neptune-port-range

    Raises:
        InvalidParameterValue: it is out of range.
    """
    if port is not None and port not in _PORTS:
        raise InvalidParameterValue(f"Invalid endpoint port {port}. Valid range is: {_PORTS[0]}-{_PORTS[-1]}")


def check_retention(days: int | None) -> None:
    """Reject a backup retention period outside 1-35 days.

    AWS's message: https://github.com/badmintoncryer/cdk-preflight rules/neptune/pf-neptune-backup-retention-range

    Raises:
        InvalidParameterValue: it is out of range.
    """
    if days is not None and days not in _RETENTION_DAYS:
        raise InvalidParameterValue(
            f"Invalid backup retention period: {days}. Retention period must be between {_RETENTION_DAYS[0]} and "
            f"{_RETENTION_DAYS[-1]}."
        )


def check_capacity(scaling: Mapping[str, float] | None) -> None:
    """Reject capacities outside 1-128, capacities that are not multiples of 0.5, and a minimum above the maximum.

    AWS's message: https://github.com/badmintoncryer/cdk-preflight rules/neptune/pf-neptune-serverless-half-step,
    pf-neptune-serverless-min-le-max; for the range, inferred from Aurora's: https://github.com/aws/aws-cdk/pull/32232

    Args:
        scaling: MinCapacity and MaxCapacity, in NCU.

    Raises:
        InvalidParameterValue: a capacity is invalid.
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
    """Reject duplicate, reserved and too long tag keys, too long values, and characters that tags can't have.

    AWS's messages: https://github.com/crossplane/stack-aws-sample/issues/12,
    https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-rds/issues/239 and
    https://github.com/cloud-custodian/cloud-custodian/issues/2115; those for lengths are inferred.

    Raises:
        InvalidParameterCombination: a key is duplicated.
        InvalidParameterValue: a key or a value is invalid.
    """
    keys = [tag["Key"] for tag in tags]
    for key in keys:
        if keys.count(key) > 1:
            raise InvalidParameterCombination(f"Duplicate tag key found in request: {key}")
        if key.lower().startswith("aws:"):
            raise InvalidParameterValue('Tag keys cannot start with the reserved prefix "aws:".')
    for tag in tags:
        _check_tag_text("keys", tag["Key"], _KEY_LENGTHS)
        _check_tag_text("values", tag.get("Value", ""), _VALUE_LENGTHS)


def _check_tag_text(noun: str, text: str, lengths: range) -> None:
    if len(text) not in lengths:
        raise InvalidParameterValue(f"Tag {noun} must have between {lengths[0]} and {lengths[-1]} characters.")
    if not all(unicodedata.category(one)[0] in "LNZ" or one in _TAG_SIGNS for one in text):
        raise InvalidParameterValue(
            f"Tag {noun} may only contain unicode letters, digits, whitespace, or one of these symbols: "
            f"{' '.join(_TAG_SIGNS)}"
        )


def check_tier(tier: int | None) -> None:
    """Reject a promotion tier outside 0-15 (message inferred).

    https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBInstance.html

    Raises:
        InvalidParameterValue: it is out of range.
    """
    if tier is not None and tier not in _TIERS:
        raise InvalidParameterValue(f"Invalid promotion tier: {tier}. Valid range is: {_TIERS[0]}-{_TIERS[-1]}")


def check_zones_of_region(zones: Collection[str], region: str) -> None:
    """Reject availability zones of another region.

    AWS's message: https://github.com/hashicorp/terraform-provider-aws/issues/5725,
    https://github.com/inspec/inspec-aws/pull/188

    Args:
        zones: the requested zones.
        region: the cluster's region.

    Raises:
        InvalidVPCNetworkStateFault: a zone is in another region.
    """
    if unknown := [zone for zone in zones if zone[:-1] != region]:
        noun, verb = ("zone", "is") if len(unknown) == 1 else ("zones", "are")
        raise InvalidVPCNetworkStateFault(
            f"Availability {noun} '[{', '.join(unknown)}]' {verb} unavailable in this region, please choose another "
            "zone set."
        )


def check_zone(zone: str | None, zones: Collection[str]) -> None:
    """Reject an instance in an availability zone that is not one of its cluster's (code inferred).

    AWS's message: https://github.com/badmintoncryer/cdk-preflight rules/neptune/pf-neptune-instance-az-region

    Args:
        zone: the requested zone.
        zones: the cluster's zones.

    Raises:
        InvalidParameterValue: the cluster does not have the zone.
    """
    if zone is not None and zone not in zones:
        raise InvalidParameterValue(
            "The availability zone requested is not supported by the DB Cluster. "
            f"Available options: [{', '.join(zones)}]"
        )


def check_zones(zones: Collection[str]) -> None:
    """Reject a subnet group with fewer than two availability zones.

    AWS's message: https://github.com/badmintoncryer/cdk-preflight rules/neptune/pf-neptune-subnet-group-two-az

    Args:
        zones: the zones of its subnets.

    Raises:
        DBSubnetGroupDoesNotCoverEnoughAZs: there are fewer.
    """
    if len(zones) < _ZONES:
        raise DBSubnetGroupDoesNotCoverEnoughAZs(zones)


def parse_page(records: int | None, marker: str | None, sizes: range = PAGE) -> tuple[int, int]:
    """Return the size of a page and the index of its first record, after checking them (RDS's messages).

    https://docs.aws.amazon.com/neptune/latest/apiref/API_DescribeGlobalClusters.html

    Args:
        records: MaxRecords, by default 100.
        marker: Marker, from an earlier response.
        sizes: the allowed sizes.

    Raises:
        InvalidParameterValue: MaxRecords or Marker is invalid.
    """
    if records is not None and records not in sizes:
        raise InvalidParameterValue(
            f"Invalid value {records} for MaxRecords. Must be between {sizes[0]} and {sizes[-1]}"
        )
    if marker and not marker.isdigit():
        raise InvalidParameterValue("The request included an invalid marker")
    return records or min(sizes[-1], PAGE[-1]), int(marker or 0)


def check_serverless(instance_class: str, scaling: Mapping[str, Any] | None) -> None:
    """Reject a serverless instance in a cluster without a scaling configuration.

    AWS's message: https://github.com/badmintoncryer/cdk-preflight
    rules/neptune/pf-neptune-db-serverless-needs-scaling-config

    Raises:
        InvalidParameterCombination: the cluster has none.
    """
    if instance_class == "db.serverless" and not scaling:
        raise InvalidParameterCombination(
            "Set the Serverless v2 scaling configuration on the parent DB cluster before creating a Serverless v2 DB "
            "instance."
        )

"""Rules for how many there can be, and for the range of numbers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from moto.rds.exceptions import InvalidDBClusterStateFault, InvalidParameterCombination, InvalidParameterValue
from moto.rds.utils import valid_preferred_maintenance_window

from neptune_global_component.local.neptune.exceptions import DBSubnetGroupDoesNotCoverEnoughAZs

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_PORTS = range(1150, 65536)
_RETENTION_DAYS = range(1, 36)
_SECONDARY_READERS = 16
_READERS = 15
_ZONES = 2
_PAGE = range(20, 101)


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


def check_windows(maintenance: str | None, backup: str | None) -> None:
    """Refuse a backup window that overlaps the maintenance window, or one that is none; moto's check and words.

    https://github.com/badmintoncryer/cdk-preflight rules/neptune/pf-neptune-backup-maintenance-overlap. A window that
    is not given is AWS's choice, which overlaps nothing.

    Args:
        maintenance: ddd:hh24:mi-ddd:hh24:mi, in UTC.
        backup: hh24:mi-hh24:mi, in UTC.

    Raises:
        InvalidParameterValue: they cannot be.
    """
    if maintenance and backup and (problem := valid_preferred_maintenance_window(maintenance.lower(), backup)):
        raise InvalidParameterValue(problem)


def check_capacity(scaling: Mapping[str, float] | None) -> None:
    """Refuse capacities that are no multiples of 0.5, or a minimum above the maximum.

    Words of AWS: https://github.com/badmintoncryer/cdk-preflight rules/neptune/pf-neptune-serverless-half-step,
    pf-neptune-serverless-min-le-max

    Args:
        scaling: MinCapacity and MaxCapacity, in NCU.

    Raises:
        InvalidParameterValue: they cannot be.
    """
    if not scaling:
        return
    for capacity in scaling.values():
        if capacity * 2 % 1:
            raise InvalidParameterValue(
                f"Serverless v2 capacity value {capacity} is not valid. It must be a multiple of 0.5."
            )
    if scaling.get("MinCapacity", 0) > scaling.get("MaxCapacity", math.inf):
        raise InvalidParameterValue("Serverless v2 minimum capacity must be less than or equal to maximum capacity")


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


def checked_page(records: int | None, marker: str | None) -> tuple[int, int]:
    """Return the size of a page, 20 to 100 records, and the number of its first one (words as RDS has them).

    https://docs.aws.amazon.com/neptune/latest/apiref/API_DescribeGlobalClusters.html

    Args:
        records: MaxRecords, 100 where it is not given.
        marker: Marker, as an answer gave it.

    Raises:
        InvalidParameterValue: one of them is not valid.
    """
    if records is not None and records not in _PAGE:
        raise InvalidParameterValue(
            f"Invalid value {records} for MaxRecords. Must be between {_PAGE[0]} and {_PAGE[-1]}"
        )
    if marker and not marker.isdigit():
        raise InvalidParameterValue("The request included an invalid marker")
    return records or _PAGE[-1], int(marker or 0)


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

"""The replication lag of a secondary, from CloudWatch: what a failover would lose."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from neptune_global_component.aws.calls import call

if TYPE_CHECKING:
    from neptune_global_component.aws.clients import Connect
    from neptune_global_component.core.facts.observed import ObservedGlobalCluster

_MINUTES = 10


def read_lag(connect: Connect, found: ObservedGlobalCluster, region: str) -> float | None:
    """GetMetricStatistics of GlobalDbProgressLag in the secondary's own region: the primary's may be lost.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-monitoring.html

    Args:
        connect: gives the boto3 client of a service and a region.
        found: the global cluster.
        region: that of a secondary.

    Returns:
        The highest lag of the newest minute that CloudWatch has of the last ten, in milliseconds; None where it has
        none, or the region has no secondary.

    Raises:
        CallError: AWS did not answer, or refused.
    """
    member, writer = found.member(region), found.writer
    if member is None or writer is None or member is writer:
        return None
    now = datetime.now(timezone.utc)
    answer = call(
        connect,
        region,
        "GetMetricStatistics",
        Namespace="AWS/Neptune",
        MetricName="GlobalDbProgressLag",
        Dimensions=[
            {"Name": "DBClusterIdentifier", "Value": member.identifier},
            {"Name": "SourceRegion", "Value": writer.region},
        ],
        StartTime=now - timedelta(minutes=_MINUTES),
        EndTime=now,
        Period=60,
        Statistics=["Maximum"],
    )
    points = [one for one in answer.get("Datapoints") or () if {"Timestamp", "Maximum"} <= one.keys()]
    newest = max(points, key=lambda point: point["Timestamp"], default=None)
    return None if newest is None else float(newest["Maximum"])

"""Read the replication lag of a secondary from CloudWatch: the data that a failover would lose."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from neptune_global_component.aws.calls import call

if TYPE_CHECKING:
    from neptune_global_component.aws.clients import Connect
    from neptune_global_component.core.facts.observed import ObservedGlobalCluster

_MINUTES = 10


def read_lag(connect: Connect, found: ObservedGlobalCluster, region: str) -> float | None:
    """Return a secondary's replication lag (GetMetricStatistics of GlobalDbProgressLag).

        The metric is read from the secondary's own region, because the primary's may be down.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-monitoring.html

    Args:
        connect: returns the boto3 client of a service and a region.
        found: the global cluster.
        region: the secondary's region.

    Returns:
        The highest lag in the latest of the last ten minutes that has data, in milliseconds; None if there is no data
        or the region has no secondary.

    Raises:
        CallError: AWS did not answer, or returned an error.
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

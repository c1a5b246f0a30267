"""Read the replication lag of secondaries from CloudWatch: the data that a failover would lose."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from neptune_global_component.aws.calls import call

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from neptune_global_component.aws.clients import Connect
    from neptune_global_component.core.facts.observed import ObservedGlobalCluster

_MINUTES = 10
_MOST_QUERIES = 500
"""Queries of one call: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html"""


def read_lag(connect: Connect, found: ObservedGlobalCluster, region: str) -> float | None:
    """Return a secondary's replication lag.

    Args:
        connect: returns the boto3 client of a service and a region.
        found: the global cluster.
        region: the secondary's region.

    Returns:
        Milliseconds; None if there is no recent value or the region has no secondary.

    Raises:
        CallError: AWS did not answer, or returned an error.
    """
    sources = lag_sources(found, region)
    return read_lags(connect, region, sources).get(next(iter(sources), ""))


def lag_sources(found: ObservedGlobalCluster, region: str) -> dict[str, str]:
    """Return the primary's region by the identifier of the secondary in a region; empty if it has no secondary.

    Args:
        found: the global cluster.
        region: the secondary's region.
    """
    member, writer = found.member(region), found.writer
    return {member.identifier: writer.region} if member and writer and member is not writer else {}


def read_lags(connect: Connect, region: str, sources: Mapping[str, str]) -> dict[str, float]:
    """Return the replication lags of the secondaries in a region (GetMetricData of GlobalDbProgressLag).

    The metric is read from the secondaries' own region, because the primary's may be down.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-monitoring.html

    Args:
        connect: returns the boto3 client of a service and a region.
        region: the secondaries' region.
        sources: the primary's region by the identifier of the secondary's cluster.

    Returns:
        By identifier, the highest lag in the latest of the last ten minutes that has data, in milliseconds.

    Raises:
        CallError: AWS did not answer, or returned an error.
    """
    items = list(sources.items())
    lags: dict[str, float] = {}
    for start in range(0, len(items), _MOST_QUERIES):
        lags |= _read(connect, region, items[start : start + _MOST_QUERIES])
    return lags


def _read(connect: Connect, region: str, items: Sequence[tuple[str, str]]) -> Iterator[tuple[str, float]]:
    now = datetime.now(timezone.utc)
    answer = call(
        connect,
        region,
        "GetMetricData",
        MetricDataQueries=[_query(number, *item) for number, item in enumerate(items)],
        StartTime=now - timedelta(minutes=_MINUTES),
        EndTime=now,
        ScanBy="TimestampDescending",
    )
    identifiers = {f"m{number}": identifier for number, (identifier, _) in enumerate(items)}
    for one in answer.get("MetricDataResults") or ():
        if one.get("Values") and one.get("Id") in identifiers:
            yield identifiers[one["Id"]], float(one["Values"][0])


def _query(number: int, identifier: str, source: str) -> dict[str, Any]:
    dimensions = [{"Name": "DBClusterIdentifier", "Value": identifier}, {"Name": "SourceRegion", "Value": source}]
    metric = {"Namespace": "AWS/Neptune", "MetricName": "GlobalDbProgressLag", "Dimensions": dimensions}
    return {"Id": f"m{number}", "MetricStat": {"Metric": metric, "Period": 60, "Stat": "Maximum"}}

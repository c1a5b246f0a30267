"""The replication lag of a secondary, from CloudWatch."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from operated_database import EU, US, observed

from neptune_global_component.aws.operations.lag import read_lag
from neptune_global_component.core.errors import CallError


def put(connect, region, milliseconds, minutes_ago, source=US):
    """Store a value of the metric."""
    dimensions = {"DBClusterIdentifier": f"orders-{region}", "SourceRegion": source}
    value = {
        "MetricName": "GlobalDbProgressLag",
        "Dimensions": [{"Name": name, "Value": value} for name, value in dimensions.items()],
        "Timestamp": datetime.now(timezone.utc) - timedelta(minutes=minutes_ago),
        "Value": milliseconds,
        "Unit": "Milliseconds",
    }
    connect("cloudwatch", region).put_metric_data(Namespace="AWS/Neptune", MetricData=[value])


def test_the_newest_value_counts(connect):
    """The latest value in the secondary's region is returned, in milliseconds."""
    put(connect, EU, 900.0, 8)
    put(connect, EU, 85.5, 2)
    put(connect, EU, 7.0, 1, source="ap-south-1")
    assert read_lag(connect, observed(EU).global_cluster, EU) == 85.5


def test_there_is_none(connect):
    """The lag is unknown without recent values or without a secondary."""
    put(connect, EU, 900.0, 30)
    assert read_lag(connect, observed(EU).global_cluster, EU) is None
    assert read_lag(connect, observed(EU).global_cluster, US) is None
    assert read_lag(connect, observed(EU).global_cluster, "ap-south-1") is None


def test_it_may_not_be_read(aws, connect):
    """The error names the action to allow."""
    aws.settings({"faults": [{"operation": "GetMetricData", "errorCode": "AccessDenied"}]})
    with pytest.raises(CallError, match="Allow cloudwatch:GetMetricData, which `neptune-global iam-policy` includes"):
        read_lag(connect, observed(EU).global_cluster, EU)

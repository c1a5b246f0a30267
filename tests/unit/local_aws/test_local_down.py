"""The setting ``down`` of the local AWS: calls to a region get no response."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from botocore.exceptions import ConnectionClosedError


def test_a_region_that_is_down_closes_connections(aws, neptune):
    """Calls signed for an unreachable region get no response for any operation. Other regions respond."""
    aws.settings({"down": {"us-east-1": "close"}})
    for describe in (neptune().describe_db_clusters, neptune().describe_global_clusters):
        with pytest.raises(ConnectionClosedError):
            describe()
    neptune("eu-west-1").describe_global_clusters()
    aws.settings({"down": {}})
    neptune().describe_db_clusters()


def test_a_region_that_is_down_keeps_connections_open(aws, neptune):
    """With ``hang``, a call is recorded at once and waits. Its connection closes when the region recovers."""
    aws.settings({"down": {"us-east-1": "hang"}})
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(neptune().describe_db_clusters)
        while not aws.calls():
            assert not waiting.done()
        neptune("eu-west-1").describe_global_clusters()
        assert not waiting.done()
        aws.settings({"down": {}})
        with pytest.raises(ConnectionClosedError):
            waiting.result()
    assert [(one["region"], one["errorCode"]) for one in aws.calls()] == [
        ("us-east-1", "ConnectionDropped"),
        ("eu-west-1", None),
    ]

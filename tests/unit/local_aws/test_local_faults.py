"""Faults: the errors that the local AWS returns on request."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError
from neptune_calls import create_global, refusal


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("ThrottlingException", 400),
        ("InternalFailure", 500),
        ("AccessDenied", 403),
        ("ServiceUnavailable", 503),
        ("GlobalClusterQuotaExceededFault", 400),
    ],
)
def test_fault(aws, neptune, code, status):
    """A fault returns AWS's status as often as configured, and the call has no effect."""
    aws.settings({"faults": [{"operation": "CreateGlobalCluster", "errorCode": code, "times": 2}]})
    for _ in range(2):
        with pytest.raises(ClientError) as caught:
            create_global(neptune)
        assert caught.value.response["Error"]["Code"] == code
        assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == status
    assert neptune().describe_global_clusters()["GlobalClusters"] == []
    create_global(neptune)
    recorded = [(call["status"], call["errorCode"]) for call in aws.calls() if call["operation"].startswith("Create")]
    assert recorded == [(status, code), (status, code), (200, None)]


def test_fault_of_a_region(aws, neptune):
    """A fault with a region affects only calls to that region. Each fault has its own count."""
    fault = {"operation": "DescribeDBClusters", "errorCode": "ThrottlingException"}
    aws.settings({"faults": [fault | {"region": "eu-west-1"}, fault | {"region": "us-west-2"}]})
    neptune().describe_db_clusters()
    for region in ("eu-west-1", "us-west-2"):
        assert refusal(neptune(region).describe_db_clusters) == ("ThrottlingException", "Rate exceeded")
        neptune(region).describe_db_clusters()


def test_fault_of_another_protocol(aws, client):
    """A fault has the format of its service."""
    aws.settings({"faults": [{"operation": "DescribeKey", "errorCode": "AccessDeniedException"}]})
    assert refusal(client("kms").describe_key, KeyId="nobody")[0] == "AccessDeniedException"


def test_dropped_connection(aws, neptune):
    """ConnectionDropped closes the connection without a response."""
    aws.settings({"faults": [{"operation": "DescribeDBClusters", "errorCode": "ConnectionDropped"}]})
    with pytest.raises(ConnectionClosedError):
        neptune().describe_db_clusters()
    neptune().describe_db_clusters()
    assert [(call["status"], call["errorCode"]) for call in aws.calls()] == [(None, "ConnectionDropped"), (200, None)]

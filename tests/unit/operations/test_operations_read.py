"""Reads of a complete database for an operation, and which errors are transient."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from botocore.exceptions import (
    ClientError,
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    ReadTimeoutError,
)
from operated_database import EU, US, WEST, arn, make, observed

from neptune_global_component.aws.describe import describe_entries
from neptune_global_component.aws.offers import read_upgrade_targets
from neptune_global_component.aws.operations.read import read_database
from neptune_global_component.aws.transience import is_transient
from neptune_global_component.core.errors import ReadError
from neptune_global_component.core.facts import answers

PLACE = {"endpoint_url": "https://rds.example"}


def test_all_of_it(connect):
    """The observation has the global cluster, each member's cluster, and its instances with their statuses."""
    make(connect, EU)
    found = read_database(connect, "orders")
    assert [one.arn for one in found.global_cluster.members] == [arn(US), arn(EU)]
    assert {here: one.engine_version for here, one in found.clusters.items()} == dict.fromkeys(
        (arn(US), arn(EU)), "1.4.5.0"
    )
    assert [(one.identifier, one.status) for one in found.instances[arn(EU)]] == [(f"orders-{EU}-1", "available")]


def test_only_some_regions(aws, connect):
    """Clusters in other regions are not read."""
    make(connect, EU, WEST)
    before = len(aws.calls())
    found = read_database(connect, "orders", {EU})
    assert found.clusters.keys() == found.instances.keys() == {arn(EU)}
    assert len(found.global_cluster.members) == 3
    assert len(aws.calls()) == before + 3


@pytest.mark.parametrize("operation", ["DescribeDBClusters", "DescribeDBInstances"])
@pytest.mark.parametrize(("code", "transient"), [("Throttling", True), ("AccessDenied", False)])
def test_what_can_not_be_read_is_an_error(aws, connect, operation, code, transient):
    """A failed read is an error, and reports whether it is transient."""
    make(connect, EU)
    aws.settings({"faults": [{"operation": operation, "errorCode": code}]})
    with pytest.raises(ReadError, match=operation) as caught:
        read_database(connect, "orders")
    assert caught.value.transient is transient


def test_two_errors_of_which_one_does_not_pass_by(aws, connect):
    """Together with a permanent error, a transient error is permanent."""
    make(connect, EU)
    faults = [
        {"operation": "DescribeDBClusters", "region": US, "errorCode": "Throttling"},
        {"operation": "DescribeDBClusters", "region": EU, "errorCode": "AccessDenied"},
    ]
    aws.settings({"faults": faults})
    with pytest.raises(ReadError, match=r"in us-east-1 \(Throttling.*in eu-west-1 \(AccessDenied") as caught:
        read_database(connect, "orders")
    assert not caught.value.transient


def test_a_global_cluster_of_another_engine(connect, monkeypatch):
    """An Aurora global cluster, which has the same API, is rejected."""
    make(connect, EU)
    read = answers.global_cluster
    monkeypatch.setattr(answers, "global_cluster", lambda entry: replace(read(entry), engine="aurora-postgresql"))
    with pytest.raises(ReadError, match=r"'orders' is a global cluster of aurora-postgresql, not of Neptune"):
        read_database(connect, "orders")


def test_upgrade_targets(aws, connect):
    """The targets of the given version are returned; an unknown version is an error."""
    assert read_upgrade_targets(connect, "1.4.6.3") == {"1.4.7.0", "1.4.7.1", "1.4.8.0"}
    with pytest.raises(ReadError, match=r"does not know 9\.9\.9\.9"):
        read_upgrade_targets(connect, "9.9.9.9")
    assert {call["parameters"]["Engine"] for call in aws.calls()} == {"neptune"}


def test_the_member_of_a_region():
    """A region without a member has None; a removed member has no instances in the observation either."""
    found = observed(EU)
    assert found.global_cluster.member(EU).arn == arn(EU)
    assert found.global_cluster.member(WEST) is None
    assert found.without([arn(EU)]).instances.keys() == {arn(US)}


def answered(code, status):
    """Return the exception that boto3 raises for an error response."""
    return ClientError({"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}, "Describe")


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (answered("Throttling", 400), True),
        (answered("RequestLimitExceeded", 503), True),
        (answered("InternalFailure", 500), True),
        (answered("AccessDenied", 403), False),
        (answered("ExpiredToken", 403), False),
        (answered("InvalidGlobalClusterStateFault", 400), False),
        (ConnectionClosedError(**PLACE), True),
        (ConnectTimeoutError(**PLACE), True),
        (EndpointConnectionError(**PLACE), True),
        (ReadTimeoutError(**PLACE), True),
        (NoCredentialsError(), False),
    ],
    ids=lambda one: type(one).__name__ if isinstance(one, Exception) else None,
)
def test_what_may_pass_by(error, expected):
    """Throttling, server errors and network errors are transient; missing permissions are not."""
    assert is_transient(error) is expected


@pytest.mark.parametrize(
    ("region", "advice"),
    [("eu-wset-1", " boto3 does not know the region 'eu-wset-1': check its name."), ("eu-west-1", "")],
)
@pytest.mark.parametrize(
    "error", [EndpointConnectionError(**PLACE), ClientError({"Error": {"Code": "InternalFailure"}}, "Describe")]
)
def test_an_error_in_a_region_that_does_not_exist(region, advice, error):
    """The error names the region, which may be misspelled."""
    failing = SimpleNamespace(describe_db_clusters=Mock(side_effect=error))
    with pytest.raises(ReadError) as caught:
        describe_entries(lambda _service, _region: failing, region, "DBClusters")
    assert str(caught.value).endswith(f").{advice}")

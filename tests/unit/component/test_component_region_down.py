"""The regions that are queried if one is down, and the timeouts."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from neptune_global_component.aws.calls import call
from neptune_global_component.aws.clients import Clients
from neptune_global_component.aws.describe import read_global_cluster
from neptune_global_component.aws.settings import Configuration
from neptune_global_component.core.errors import CallError, ReadError
from neptune_global_component.core.names import likely_first

HOME, OTHER, THIRD = "us-east-1", "eu-west-1", "us-west-2"
NO_CONNECTION = EndpointConnectionError(endpoint_url="https://rds.example")
OUTAGE = ClientError(
    {"Error": {"Code": "ServiceUnavailable"}, "ResponseMetadata": {"HTTPStatusCode": 503}}, "DescribeGlobalClusters"
)


@pytest.mark.parametrize("fault", [NO_CONNECTION, OUTAGE])
def test_another_region_answers(fake_neptune, fault):
    """The first region that has the global cluster is kept, and the warning has the reason."""
    fake_neptune.add_global_cluster()
    fake_neptune.know([OTHER, THIRD])
    for region in (None, THIRD):
        fake_neptune.faults["DescribeGlobalClusters", region] = fault
    assert read_global_cluster(fake_neptune, "orders").identifier == "orders"
    assert str(fake_neptune.move).startswith(f"{HOME} is not available: DescribeGlobalClusters ")
    assert str(fake_neptune.move).endswith(f"{OTHER} was asked instead.")


def test_the_likely_regions_are_asked_before_all_others(fake_neptune):
    """A region that has a member is asked first, then this continent's, and those that few accounts enable at last."""
    fake_neptune.add_global_cluster()
    fake_neptune.know([THIRD])
    fake_neptune.know(likely_first(["af-south-1", "ap-south-1", "eu-west-1", "us-east-2", "us-west-1"], HOME))
    fake_neptune.faults["DescribeGlobalClusters", None] = NO_CONNECTION
    assert fake_neptune.others == [THIRD, "us-east-2", "us-west-1", "ap-south-1", "eu-west-1", "af-south-1"]
    assert read_global_cluster(fake_neptune, "orders")
    assert fake_neptune.move.region != "af-south-1"
    assert "af-south-1" not in {region for _, region, _ in fake_neptune.calls}


def test_an_available_region_is_not_replaced(fake_neptune):
    """An error, or a missing global cluster, of an available region is final."""
    fake_neptune.know([OTHER])
    assert read_global_cluster(fake_neptune, "orders") is None
    fake_neptune.faults["DescribeGlobalClusters"] = "AccessDenied"
    with pytest.raises(ReadError):
        read_global_cluster(fake_neptune, "orders")
    assert [region for _, region, _ in fake_neptune.calls] == [None, None]


def test_a_region_that_lacks_it_proves_nothing(fake_neptune):
    """A global cluster that other regions lack does not count as deleted."""
    fake_neptune.know([OTHER])
    fake_neptune.faults["DescribeGlobalClusters", None] = NO_CONNECTION
    with pytest.raises(
        ReadError, match=f"{HOME} is not available: .* The global cluster can't be read in {OTHER} either"
    ) as caught:
        read_global_cluster(fake_neptune, "orders")
    assert caught.value.down
    assert fake_neptune.move is None


def test_a_region_that_did_not_answer_gets_one_attempt(aws, running):
    """It gets one attempt until it answers again; other regions keep three attempts."""
    connect = Clients(
        Configuration(HOME, {"aws_access_key_id": "a", "aws_secret_access_key": "b"}, {"neptune": running.url})
    )
    aws.settings({"down": {HOME: "close"}})
    for attempts in (3, 1):
        before = len(aws.calls())
        with pytest.raises(CallError):
            call(connect, None, "DescribeGlobalClusters")
        assert len(aws.calls()) - before == attempts
    call(connect, OTHER, "DescribeGlobalClusters")
    aws.settings({"down": {}})
    call(connect, None, "DescribeGlobalClusters")
    assert connect("neptune", HOME).meta.config.retries["total_max_attempts"] == 3
    assert connect("neptune").meta.config.retries["total_max_attempts"] == 3


def test_a_region_that_hangs_is_asked_once(aws, running, monkeypatch):
    """A call that times out is not retried."""
    monkeypatch.setattr("neptune_global_component.aws.silence.READ_SECONDS", 0.2)
    connect = Clients(
        Configuration(HOME, {"aws_access_key_id": "a", "aws_secret_access_key": "b"}, {"neptune": running.url})
    )
    aws.settings({"down": {HOME: "hang"}})
    with pytest.raises(CallError, match="Read timeout"):
        call(connect, None, "DescribeGlobalClusters")
    assert len(aws.calls()) == 1

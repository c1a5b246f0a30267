"""One local AWS for the operations' tests of a session, empty at the start of each, and the product's own clients."""

from __future__ import annotations

import pytest

from neptune_global_component import aws as product_aws
from neptune_global_component.aws import Clients, Configuration
from neptune_global_component.local.process import LocalAws


@pytest.fixture(scope="session")
def running():
    """The local AWS of the session."""
    with LocalAws.start() as aws:
        yield aws


@pytest.fixture
def aws(running):
    """An empty local AWS."""
    running.reset()
    return running


@pytest.fixture
def clients(aws, monkeypatch):
    """Makes the maker of clients as the product does for a region, but without boto3's own further attempts."""
    monkeypatch.setattr(product_aws, "ATTEMPTS", 1)
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    endpoints = dict.fromkeys(("cloudwatch", "neptune", "sts"), aws.url)
    return lambda region: Clients(Configuration(region, keys, endpoints))


@pytest.fixture
def connect(clients):
    """Makes clients; those of no region are for us-east-1."""
    return clients("us-east-1")

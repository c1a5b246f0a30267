"""The product's own clients of the local AWS."""

from __future__ import annotations

import pytest

from neptune_global_component import aws as product_aws
from neptune_global_component.aws import Clients, Configuration


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

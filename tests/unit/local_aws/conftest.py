"""boto3 clients of the local AWS."""

from __future__ import annotations

import functools

import boto3
import pytest
from botocore.config import Config


@pytest.fixture(scope="session")
def client(running):
    """Return a function that creates a boto3 client of a service in a region, without retries."""

    @functools.cache
    def make(service, region="us-east-1"):
        return boto3.client(
            service,
            endpoint_url=running.url,
            region_name=region,
            aws_access_key_id="test",
            aws_secret_access_key="test",  # noqa: S106 - any key will do
            config=Config(retries={"total_max_attempts": 1}),
        )

    return make


@pytest.fixture
def neptune(aws, client):
    """Return a function that creates a Neptune client of a region. The local AWS is empty."""
    del aws
    return lambda region="us-east-1": client("neptune", region)

"""boto3 to talk to the local AWS."""

from __future__ import annotations

import functools

import boto3
import pytest
from botocore.config import Config


@pytest.fixture(scope="session")
def client(running):
    """Makes boto3 clients of a service in a region; they do not try again."""

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
    """Makes Neptune clients of a region, for an empty local AWS."""
    del aws
    return lambda region="us-east-1": client("neptune", region)

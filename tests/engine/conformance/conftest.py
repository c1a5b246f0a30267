"""The network of the local AWS."""

from __future__ import annotations

import boto3
import pytest


@pytest.fixture
def subnets(aws):
    """The IDs of the subnets of us-east-1, in order."""
    network = boto3.client(
        "ec2",
        endpoint_url=aws.url,
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",  # noqa: S106 - any will do
    )
    return sorted(one["SubnetId"] for one in network.describe_subnets()["Subnets"])

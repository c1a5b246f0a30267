"""The product's own clients, connected to the local AWS."""

from __future__ import annotations

import functools

import pytest
from operated_database import Clock

from neptune_global_component.aws import silence
from neptune_global_component.aws.clients import Clients
from neptune_global_component.aws.operations import waiting
from neptune_global_component.aws.settings import Configuration


@pytest.fixture(scope="session")
def makers(running):
    """Return a factory of clients for each region, shared by all tests: boto3 creates clients slowly."""
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    endpoints = dict.fromkeys(("cloudwatch", "neptune", "sts"), running.url)
    return functools.cache(lambda region: Clients(Configuration(region, keys, endpoints)))


@pytest.fixture
def clients(aws, makers, monkeypatch):
    """Return a factory of clients like the product's, without boto3's own retries."""
    del aws
    monkeypatch.setattr(silence, "ATTEMPTS", 1)
    return makers


@pytest.fixture
def connect(clients):
    """Return clients; those without a region are for us-east-1."""
    return clients("us-east-1")


@pytest.fixture(autouse=True)
def clock(running, monkeypatch):
    """Simulated time for every run in these tests, so that slow machines cause no timeouts."""
    made = Clock(running.settle)
    monkeypatch.setattr(waiting, "time", made)
    return made

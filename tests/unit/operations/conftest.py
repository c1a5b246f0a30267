"""The product's own clients of the local AWS."""

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
    """Gives the maker of clients of a region, one for all tests: boto3 takes long to make clients."""
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    endpoints = dict.fromkeys(("cloudwatch", "neptune", "sts"), running.url)
    return functools.cache(lambda region: Clients(Configuration(region, keys, endpoints)))


@pytest.fixture
def clients(aws, makers, monkeypatch):
    """Gives the maker of clients as the product makes one for a region, but without boto3's own further attempts."""
    del aws
    monkeypatch.setattr(silence, "ATTEMPTS", 1)
    return makers


@pytest.fixture
def connect(clients):
    """Makes clients; those of no region are for us-east-1."""
    return clients("us-east-1")


@pytest.fixture(autouse=True)
def clock(running, monkeypatch):
    """The time of every run in these tests, which no machine is too slow for."""
    made = Clock(running.settle)
    monkeypatch.setattr(waiting, "time", made)
    return made

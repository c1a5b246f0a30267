"""The network of the local AWS."""

from __future__ import annotations

import pytest


@pytest.fixture
def subnets(aws):
    """The IDs of the subnets of us-east-1, in order."""
    return sorted(aws.subnets())

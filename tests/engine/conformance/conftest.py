"""The network of the local AWS."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_collection_modifyitems(items):
    """Leave these tests to `make test-long`, and to `.ci/conformance`, which runs them on the real provider's code."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.long)


@pytest.fixture
def subnets(aws):
    """The IDs of the subnets of us-east-1, in order."""
    return sorted(aws.subnets())

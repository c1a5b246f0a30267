"""One local AWS per session for unit tests, empty at the start of each test."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def running():
    """The session's local AWS."""
    # The other unit tests must pass without the package's local AWS.
    from neptune_global_component.local.process import LocalAws  # noqa: PLC0415

    with LocalAws.start() as aws:
        yield aws


@pytest.fixture
def aws(running):
    """An empty local AWS."""
    running.reset()
    return running

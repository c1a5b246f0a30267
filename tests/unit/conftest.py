"""One local AWS for all unit tests of a session that talk to one, empty at the start of each."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def running():
    """The local AWS of the session."""
    # The other unit tests must pass without the local AWS's folder.
    from neptune_global_component.local.process import LocalAws  # noqa: PLC0415

    with LocalAws.start() as aws:
        yield aws


@pytest.fixture
def aws(running):
    """An empty local AWS."""
    running.reset()
    return running

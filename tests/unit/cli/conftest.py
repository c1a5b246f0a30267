"""The AWS of the commands."""

from __future__ import annotations

import pytest
from local_database import create_database, variables

from neptune_global_component.aws.operations import failover, switchover
from neptune_global_component.aws.operations.waiting import Pace


@pytest.fixture
def aws(aws, monkeypatch):
    """An empty local AWS, set in the environment."""
    for name, value in variables(aws).items():
        monkeypatch.setenv(name, value)
    return aws


@pytest.fixture
def database(aws, monkeypatch):
    """A global database in two regions on the local AWS, whose changes are polled without pauses."""
    for operation in (switchover, failover):
        # The pace is a parameter's default value, so it is replaced there.
        monkeypatch.setitem(operation.run.__kwdefaults__, "pace", Pace(seconds=600, interval=0.01))
    create_database()
    return aws

"""Detect Pulumi's mocks for unit tests, which support neither hooks nor transforms.

Source: https://www.pulumi.com/docs/iac/guides/testing/unit/
"""

from __future__ import annotations

from pulumi.runtime.mocks import MockMonitor
from pulumi.runtime.settings import get_monitor


def mocked() -> bool:
    """Return whether the program runs on mocks; a hook or a transform would fail the user's unit test."""
    return isinstance(get_monitor(), MockMonitor)

"""Whether a program runs on Pulumi's mocks for unit tests, which call nothing back: neither hooks nor transforms.

Source: https://www.pulumi.com/docs/iac/guides/testing/unit/
"""

from __future__ import annotations

from pulumi.runtime.mocks import MockMonitor
from pulumi.runtime.settings import get_monitor


def mocked() -> bool:
    """Tell whether the mocks stand for the engine; with a hook or a transform they fail the user's unit test."""
    return isinstance(get_monitor(), MockMonitor)

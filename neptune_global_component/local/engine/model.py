"""The data that describes a Pulumi engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 - callers may resolve the annotations of a public dataclass

Report = Callable[[str], None]
"""Takes one line of progress, without a line break."""


@dataclass(frozen=True)
class Engine:
    """A Pulumi engine that can run Python programs.

    Args:
        pulumi: the ``pulumi`` executable.
        bin: the folder to put first on PATH, so that Pulumi finds its language hosts.
        version: the engine's version, for example ``3.274.1``.
        origin: a description of its source: ``NEPTUNE_GLOBAL_PULUMI``, ``PATH``, ``official installer`` or
            ``built from Go modules``.
    """

    pulumi: Path
    bin: Path
    version: str
    origin: str

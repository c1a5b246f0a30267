"""The exceptions this package raises on purpose, as one tree.

NeptuneGlobalError
├── InvalidArgsError       arguments that break a rule of AWS: one error, every finding in it
├── ReadError              AWS could not be read, or answered for another account
├── EngineError            no Pulumi engine could be found or built
└── LocalAwsError          the local AWS could not be started, found or stopped
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class NeptuneGlobalError(Exception):
    """Base of every exception that this package raises on purpose; its text is written for the user."""


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with the arguments.

    Args:
        path: the property's path in the caller's spelling, for example ``regions["eu-west-1"].port``.
        problem: the value that was given, the rule it breaks, and what to do.
    """

    path: str
    problem: str

    def __str__(self) -> str:
        return f"{self.path}: {self.problem}"


class InvalidArgsError(NeptuneGlobalError):
    """The arguments of a component break rules; raised before anything is written.

    Args:
        name: the component's Pulumi name.
        findings: every problem found, at least one.
    """

    def __init__(self, name: str, findings: Sequence[Finding]) -> None:
        self.name = name
        self.findings = tuple(findings)
        listed = "\n".join(f"  - {finding}" for finding in self.findings)
        count = "1 problem" if len(self.findings) == 1 else f"{len(self.findings)} problems"
        super().__init__(f"GlobalCluster {name!r}: {count}; nothing was changed.\n{listed}")


class ReadError(NeptuneGlobalError):
    """AWS could not be read, or what it answered belongs to another account."""


class EngineError(NeptuneGlobalError):
    """No Pulumi engine could be found, downloaded or built."""


class LocalAwsError(NeptuneGlobalError):
    """The local AWS could not be started, found or stopped."""

"""The guard's judgement of a preview: its findings, what of them is allowed, and the verdict; pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from neptune_global_component.guard.findings import findings
from neptune_global_component.guard.rule import Verdict
from neptune_global_component.guard.topology import topologies

if TYPE_CHECKING:
    from collections.abc import Collection

    from neptune_global_component.core.errors import PreviewError
    from neptune_global_component.guard.findings import Finding
    from neptune_global_component.guard.preview import Preview
    from neptune_global_component.guard.topology import Topology


@dataclass(frozen=True)
class Report:
    """What there is to say of a preview.

    Args:
        stack: ``project/stack``.
        findings: all of them, the worst first; also those that are allowed.
        topologies: the global databases whose members change.
        other_changes: how many resources change that are not Neptune's.
        unused: what was to be allowed and is not in the preview.
        problem: why there is no verdict on the change, and what to do; empty if there is one.
        errors: Pulumi's messages, if the preview failed.
    """

    stack: str
    findings: tuple[Finding, ...]
    topologies: tuple[Topology, ...]
    other_changes: int
    unused: tuple[str, ...] = ()
    problem: str = ""
    errors: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """FAILED, or the worst of the findings that are not allowed; SAFE if there is none."""
        if self.problem:
            return Verdict.FAILED
        return max((one.verdict for one in self.findings if not one.allowed), default=Verdict.SAFE)

    def of(self, verdict: Verdict) -> list[Finding]:
        """Give the findings of a verdict that are not allowed."""
        return [one for one in self.findings if one.verdict is verdict and not one.allowed]

    @property
    def allowed(self) -> list[Finding]:
        """The findings that are allowed."""
        return [one for one in self.findings if one.allowed]


def judge(preview: Preview, allow: Collection[str] = ()) -> Report:
    """Judge a preview.

    Args:
        preview: a whole one.
        allow: findings that are allowed, each as ``URN@DIGEST``.
    """
    found = findings(preview)
    # Pulumi writes the same in place of every secret: who allows one value would allow all.
    judged = tuple(replace(one, allowed=one.token in allow and not one.secrets) for one in found)
    unused = tuple(sorted(set(allow) - {one.token for one in found}))
    return Report(preview.stack, judged, tuple(topologies(preview)), preview.other_changes, unused)


def report_failure(error: PreviewError) -> Report:
    """Return the report on a preview that can't be judged.

    Args:
        error: why it can't be judged.
    """
    return Report(error.stack, (), (), 0, problem=error.problem, errors=error.errors)

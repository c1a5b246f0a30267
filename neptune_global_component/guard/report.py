"""Judge a preview: its findings, the allowed findings, and the verdict; pure."""

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
    """The guard's report on a preview.

    Args:
        stack: ``project/stack``.
        findings: all findings, the worst first, including the allowed ones.
        topologies: the global databases whose members change.
        other_changes: the number of changing resources that are not Neptune's.
        unused: the values of ``--allow`` that are not in the preview.
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
        """FAILED, or the worst verdict of the findings that are not allowed; SAFE if there are none."""
        if self.problem:
            return Verdict.FAILED
        return max((one.verdict for one in self.findings if not one.allowed), default=Verdict.SAFE)

    def of(self, verdict: Verdict) -> list[Finding]:
        """Return the findings with a verdict that are not allowed."""
        return [one for one in self.findings if one.verdict is verdict and not one.allowed]

    @property
    def allowed(self) -> list[Finding]:
        """The findings that are allowed."""
        return [one for one in self.findings if one.allowed]


def judge(preview: Preview, allow: Collection[str] = ()) -> Report:
    """Judge a preview.

    Args:
        preview: a complete preview.
        allow: the findings to allow, each as ``URN@DIGEST``.
    """
    found = findings(preview)
    # Pulumi shows every secret alike, so allowing one value would allow all.
    judged = tuple(replace(one, allowed=one.token in allow and not one.secrets) for one in found)
    unused = tuple(sorted(set(allow) - {one.token for one in found}))
    return Report(preview.stack, judged, tuple(topologies(preview)), preview.other_changes, unused)


def report_failure(error: PreviewError) -> Report:
    """Return the report on a preview that can't be judged.

    Args:
        error: the reason.
    """
    return Report(error.stack, (), (), 0, problem=error.problem, errors=error.errors)

"""The guard's report as a JSON document for programs, with the schema report.schema.json; pure."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from neptune_global_component.guard.findings import Finding
    from neptune_global_component.guard.report import Report
    from neptune_global_component.guard.topology import Members

VERSION = 1
"""The version of the format. It changes when a program that reads the format must change."""


def json_document(report: Report) -> str:
    """Return a report as JSON.

    Args:
        report: the report on a preview.
    """
    document = {
        "version": VERSION,
        "verdict": report.verdict.name,
        "problem": report.problem or None,
        "errors": report.errors,
        "stack": report.stack,
        "findings": [_finding(one) for one in report.findings],
        "topologies": [
            {"globalCluster": one.name, "before": _members(one.before), "after": _members(one.after)}
            for one in report.topologies
        ],
        "otherChanges": report.other_changes,
        "unusedAllowances": report.unused,
    }
    return json.dumps(document, indent=2)


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "verdict": finding.verdict.name,
        "rule": finding.rule.name,
        "urn": finding.urn,
        "type": finding.type,
        "name": finding.name,
        "operation": finding.operation.value,
        "differences": [asdict(one) for one in finding.differences],
        "reason": finding.rule.reason,
        "remedy": finding.remedy,
        "source": finding.rule.source,
        "digest": finding.digest,
        "allowable": not finding.secrets,
        "allowed": finding.allowed,
    }


def _members(members: Members) -> list[dict[str, str | None]]:
    return [{"region": region, "role": role and role.value} for region, role in sorted(members.items())]

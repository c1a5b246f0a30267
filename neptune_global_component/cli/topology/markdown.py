"""The status as Markdown for a comment or a chat: a table of regions, and warnings; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from neptune_global_component.cli.topology.words import cluster_status, cluster_version, endpoint, facts, instances

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from neptune_global_component.cli.topology.model import GlobalStatus, RegionStatus

_HEADINGS = ("Region", "Role", "Cluster", "Status", "Version", "Instances", "Endpoint")
# Characters that have a meaning in Markdown or HTML, or could get one.
_SPECIAL = re.compile(r"[^A-Za-z0-9 .,:()>/-]")


def markdown(status: GlobalStatus) -> str:
    """Return the status as Markdown.

    Args:
        status: the status of a global database.
    """
    return "\n".join(_lines(status))


def _lines(status: GlobalStatus) -> Iterator[str]:
    found = status.observation.global_cluster
    yield f"**{escape(found.identifier)}**: {escape(', '.join(facts(status.observation)))}"
    if status.regions:
        yield from ("", row(_HEADINGS), row("---" for _ in _HEADINGS))
        yield from (row(map(escape, _cells(one))) for one in status.regions)
    if status.warnings:
        yield ""
        yield from (f"- **Warning:** {escape(one)}" for one in status.warnings)


def _cells(region: RegionStatus) -> tuple[str, ...]:
    return (
        region.member.region,
        region.role,
        region.member.identifier,
        cluster_status(region),
        cluster_version(region),
        instances(region),
        endpoint(region),
    )


def row(cells: Iterable[str]) -> str:
    """Return a row of a table.

    Args:
        cells: their texts, escaped.
    """
    return f"| {' | '.join(cells)} |"


def escape(text: str) -> str:
    """Replace special characters with HTML entities.

    Args:
        text: what is shown.
    """
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text)

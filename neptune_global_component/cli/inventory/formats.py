"""The list of global databases as text, Markdown and JSON; pure.

The JSON document has ``globalClusters`` and ``warnings``, a list of texts. Each global cluster has
``globalClusterIdentifier``, ``globalClusterArn``, ``status``, ``engineVersion``, ``endOfLife`` (a date, or null if AWS
has not published it), ``deletionProtection``, ``storageEncrypted``, ``primaryRegion``, ``members`` (the primary first)
and ``drift``. A member has ``region``, ``clusterIdentifier``, ``isWriter``, ``status``, ``engineVersion``,
``instanceClasses`` and ``replicationLagMilliseconds``. ``drift`` has ``engineVersion`` and ``instanceClass``, each the
values by region if they differ, and otherwise empty.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from neptune_global_component.cli.inventory.model import HEADINGS
from neptune_global_component.cli.table import UNLIMITED, Cell, fits, records, table, warning_line
from neptune_global_component.cli.topology.markdown import escape, row
from neptune_global_component.cli.topology.text import condition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.cli.inventory.model import Database, Listing
    from neptune_global_component.cli.topology.model import RegionStatus

_NONE = "There is no Neptune global database."


def text(found: Listing, width: int | None = None) -> str:
    """Return the list as a table with colours, which the caller removes if they are not wanted.

    Args:
        found: the global databases.
        width: the width of a line; None for a file or a pipe, where each database is one line.
    """
    limit = width or UNLIMITED
    parts = [_table(found, limit) if found.databases else _NONE]
    if found.warnings:
        parts += ["", *(warning_line(one, limit) for one in found.warnings)]
    return "\n".join(parts)


def _table(found: Listing, width: int) -> str:
    rows = [_styled(one.cells) for one in found.databases]
    headings = [name.lower() for name in HEADINGS]
    shown = "\n".join(line.rstrip() for line in table(headings, rows).splitlines())
    return shown if fits(shown, width) else records(headings, rows, width)


def _styled(cells: tuple[str, ...]) -> list[Cell]:
    identifier, status, *others = cells
    return [Cell(identifier), condition(status), *map(Cell, others)]


def markdown(found: Listing) -> str:
    """Return the list as a Markdown table.

    Args:
        found: the global databases.
    """
    return "\n".join(_markdown_lines(found))


def _markdown_lines(found: Listing) -> Iterator[str]:
    if found.databases:
        yield from (row(HEADINGS), row("---" for _ in HEADINGS))
        yield from (row(map(escape, one.cells)) for one in found.databases)
    else:
        yield _NONE
    if found.warnings:
        yield ""
        yield from (f"- **Warning:** {escape(one)}" for one in found.warnings)


def json_document(found: Listing) -> str:
    """Return the list as JSON for programs.

    Args:
        found: the global databases.
    """
    document = {"globalClusters": [_database(one) for one in found.databases], "warnings": found.warnings}
    return json.dumps(document, indent=2)


def _database(one: Database) -> dict[str, Any]:
    found, day = one.found, one.end_of_life
    return {
        "globalClusterIdentifier": found.identifier,
        "globalClusterArn": found.arn,
        "status": found.status,
        "engineVersion": found.engine_version,
        "endOfLife": day.isoformat() if day else None,
        "deletionProtection": found.deletion_protection,
        "storageEncrypted": found.storage_encrypted,
        "primaryRegion": found.writer.region if found.writer else None,
        "members": [_member(region, one.lags.get(region.member.region)) for region in one.regions],
        "drift": {"engineVersion": one.versions, "instanceClass": one.classes},
    }


def _member(region: RegionStatus, lag: float | None) -> dict[str, Any]:
    return {
        "region": region.member.region,
        "clusterIdentifier": region.member.identifier,
        "isWriter": region.member.is_writer,
        "status": region.cluster and region.cluster.status,
        "engineVersion": region.cluster and region.cluster.engine_version,
        "instanceClasses": [one.instance_class for one in region.instances],
        "replicationLagMilliseconds": lag,
    }

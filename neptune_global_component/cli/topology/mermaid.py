"""The status as a Mermaid flowchart of the replication, which GitHub shows in Markdown; pure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from neptune_global_component.cli.topology.words import condition, facts, instances
from neptune_global_component.core.mermaid import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.cli.topology.model import GlobalStatus, RegionStatus


def mermaid(status: GlobalStatus) -> str:
    """Return the status as a Mermaid flowchart, without the fence of a Markdown block.

    Args:
        status: the status of a global database.
    """
    return "\n".join(_lines(status))


def _lines(status: GlobalStatus) -> Iterator[str]:
    found = status.observation.global_cluster
    nodes = {one.member.arn: f"cluster{number}" for number, one in enumerate(status.regions)}
    title = f"{found.identifier}: {', '.join(facts(status.observation))}"
    # The title is YAML, and JSON is valid YAML.
    yield from ("---", f"title: {json.dumps(title)}", "---", "flowchart LR")
    for number, one in enumerate(status.regions):
        yield f'    subgraph region{number}["{escaped(one.member.region)}"]'
        yield f'        {nodes[one.member.arn]}["{_label(one)}"]'
        yield "    end"
    for arn, secondary in nodes.items():
        if found.writer and arn != found.writer.arn:
            yield f"    {nodes[found.writer.arn]} --> {secondary}"
    failover = found.failover
    if failover and failover.from_arn in nodes and failover.to_arn in nodes:
        yield f'    {nodes[failover.from_arn]} -.->|"{escaped(failover.status)}"| {nodes[failover.to_arn]}'
    yield from _styles(status, nodes)


def _label(region: RegionStatus) -> str:
    texts = [region.member.identifier, f"{region.role}, {condition(region)}"]
    texts += [instances(region)] if region.cluster else []
    return "<br/>".join(escaped(text) for text in texts)


def _styles(status: GlobalStatus, nodes: dict[str, str]) -> Iterator[str]:
    """Yield line widths and dashes; the colours come from the reader's theme."""
    for one in status.regions:
        if one.member.is_writer:
            yield f"    style {nodes[one.member.arn]} stroke-width:3px"
        elif one.cluster is None or one.is_headless:
            yield f"    style {nodes[one.member.arn]} stroke-dasharray:5 5"

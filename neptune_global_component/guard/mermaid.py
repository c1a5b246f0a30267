"""Mermaid flowcharts of global databases before and after a change, for GitHub and GitLab; pure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from neptune_global_component.core.mermaid import escaped
from neptune_global_component.guard.rule import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.guard.topology import Members, Topology


def mermaid(topology: Topology) -> str:
    """Return a flowchart of a global database before and after a change, side by side.

    Args:
        topology: the members before and after.
    """
    # The title is YAML, and JSON is valid YAML.
    lines = ["---", f"title: {json.dumps(topology.name)}", "---", "flowchart LR"]
    for side, members in (("before", topology.before), ("after", topology.after)):
        lines += [f"    subgraph {side}", *_members(side, members), "    end"]
    return "\n".join([*lines, "    before ==> after"])


def _members(side: str, members: Members) -> Iterator[str]:
    nodes = {region: f"{side}{number}" for number, region in enumerate(sorted(members))}
    primary = next((nodes[region] for region, role in members.items() if role is Role.PRIMARY), None)
    if not nodes:
        yield f'        {side}0["no members"]'
    for region, node in nodes.items():
        role = members[region]
        label = escaped(region) + (f"<br/>{role.value}" if role else "")
        yield f'        {node}["{label}"]'
    if primary:
        yield from (f"        {primary} --> {node}" for node in nodes.values() if node != primary)
        yield f"        style {primary} stroke-width:3px"

"""The status as an SVG picture, with the primary on the left and the secondaries on the right; pure.

The picture has its own background and follows the reader's theme, so it is readable on light and on dark pages.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from neptune_global_component.cli.topology.svg_templates import CARD, PICTURE, STYLE
from neptune_global_component.cli.topology.words import cluster_status, condition, facts, instances
from neptune_global_component.core.facts.observed import AVAILABLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from neptune_global_component.cli.topology.model import GlobalStatus, RegionStatus
    from neptune_global_component.core.facts.observed import ObservedFailover

_MARGIN, _HEADER, _GAP, _WAY, _CARD_HEIGHT, _NARROWEST = 24, 80, 16, 96, 108, 230
# The maximum width of a character of 12 pixels, in the fixed-width fonts and on average in the others.
_CHARACTER, _NAME_CHARACTER, _SQUARE = 7.4, 10.4, 14


def svg(status: GlobalStatus) -> str:
    """Return the status as an SVG document in ASCII.

    Args:
        status: the status of a global database.
    """
    found = status.observation.global_cluster
    card = max((_needed(one) for one in status.regions), default=_NARROWEST)
    corners = _corners(status.regions, card)
    said = ", ".join(facts(status.observation))
    width = max(
        *(x + card for x, _ in corners.values()),
        _MARGIN + int(len(found.identifier) * _NAME_CHARACTER),
        _MARGIN + int(len(said) * _CHARACTER),
    )
    height = max((y + _CARD_HEIGHT for _, y in corners.values()), default=_HEADER - _MARGIN)
    ways = [_way(corners, found.writer.arn, arn, card) for arn in corners if found.writer and arn != found.writer.arn]
    moving = [_moving(corners, found.failover, card)] if found.failover else []
    cards = [_card(one, *corners[one.member.arn], card) for one in status.regions]
    picture = PICTURE.substitute(
        width=width + _MARGIN,
        height=height + _MARGIN,
        page_width=width + _MARGIN - 1,
        page_height=height + _MARGIN - 1,
        title=escape(f"Amazon Neptune global database {found.identifier}"),
        style=STYLE,
        name=escape(found.identifier),
        facts=escape(said),
        drawn="\n".join(filter(None, (*ways, *moving, *cards))),
    )
    return picture.encode("ascii", "xmlcharrefreplace").decode()


def _needed(region: RegionStatus) -> int:
    """Return the width in pixels that the content of a region's card needs."""
    lines = (region.member.identifier, condition(region), f"{region.member.region}    {region.role}")
    longest = max(len(line) * _CHARACTER for line in lines)
    below = len(region.instances) * _SQUARE + len(instances(region)) * _CHARACTER
    return max(_NARROWEST, int(max(longest, below)) + 40)


def _corners(regions: Sequence[RegionStatus], card: int) -> dict[str, tuple[int, int]]:
    """Return the upper left corners of the cards by ARN: the primary on the left, the others on the right."""
    writers = [one for one in regions if one.member.is_writer]
    others = [one for one in regions if not one.member.is_writer]
    step = _CARD_HEIGHT + _GAP
    middle = _HEADER + max(0, len(others) - 1) * step // 2
    right = _MARGIN + (card + _WAY if writers else 0)
    return {one.member.arn: (_MARGIN, middle) for one in writers} | {
        one.member.arn: (right, _HEADER + number * step) for number, one in enumerate(others)
    }


def _way(corners: dict[str, tuple[int, int]], source: str, target: str, card: int) -> str:
    """Return the arrow of a replication, from a card's right side to another's left side."""
    (x, y), (to_x, to_y) = corners[source], corners[target]
    start, end = (x + card, y + _CARD_HEIGHT // 2), (to_x - 2, to_y + _CARD_HEIGHT // 2)
    bend = (start[0] + end[0]) // 2
    path = f"M{start[0]} {start[1]}C{bend} {start[1]} {bend} {end[1]} {end[0]} {end[1]}"
    return f'<path class="way" d="{path}" marker-end="url(#tip)"/>'


def _moving(corners: dict[str, tuple[int, int]], failover: ObservedFailover, card: int) -> str:
    """Return a frame around the cluster that is being promoted."""
    if failover.to_arn not in corners:
        return ""
    x, y = corners[failover.to_arn]
    size = f'width="{card + 8}" height="{_CARD_HEIGHT + 8}"'
    return f'<rect class="moving" x="{x - 4}" y="{y - 4}" {size} rx="11"/>'


def _card(region: RegionStatus, x: int, y: int, width: int) -> str:
    incomplete = region.cluster is None or region.is_headless
    return CARD.substitute(
        x=x,
        y=y,
        width=width,
        height=_CARD_HEIGHT,
        kind=f"{region.role} open" if incomplete else region.role,
        text="role" if region.member.is_writer else "soft",
        region=escape(region.member.region),
        right=width - 16,
        role=region.role,
        cluster=escape(region.member.identifier),
        tone="good" if cluster_status(region) == AVAILABLE else "busy",
        status=escape(condition(region)),
        instances=_instances(region),
    )


def _instances(region: RegionStatus) -> str:
    """Return a square for each instance, filled for the writer, and a description."""
    squares = "".join(
        f'<rect class="{"writer" if one.is_writer else "reader"}" x="{16.5 + number * _SQUARE}" y="82.5" '
        'width="9" height="9" rx="2"/>'
        for number, one in enumerate(region.instances)
    )
    indent = 16 + len(region.instances) * _SQUARE + (4 if region.instances else 0)
    words = f'<text class="soft" x="{indent}" y="91">{escape(instances(region))}</text>'
    return squares + words if region.cluster else ""

"""The words that text, Mermaid and SVG have in common; pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from neptune_global_component.observed import AVAILABLE
from neptune_global_component.operations.state import NOT_READ, described

if TYPE_CHECKING:
    from neptune_global_component.observed import ObservedGlobalCluster
    from neptune_global_component.status.model import RegionStatus


def facts(found: ObservedGlobalCluster) -> list[str]:
    """Say what there is to say about the global cluster beside its identifier, one text each."""
    return [
        found.status or NOT_READ,
        f"{found.engine or 'engine'} {found.engine_version or NOT_READ}",
        _either(found.storage_encrypted, "encrypted"),
        _either(found.deletion_protection, "protected"),
        *([described(found.failover)] if found.failover else []),
    ]


def _either(value: bool | None, word: str) -> str:  # noqa: FBT001 - the value of a property
    if value is None:
        return f"{word}: {NOT_READ}"
    return word if value else f"not {word}"


def cluster_status(region: RegionStatus) -> str:
    """Say the status of a region's cluster."""
    return (region.cluster and region.cluster.status) or NOT_READ


def cluster_version(region: RegionStatus) -> str:
    """Say the engine version of a region's cluster."""
    return (region.cluster and region.cluster.engine_version) or NOT_READ


def condition(region: RegionStatus) -> str:
    """Say the status and the engine version of a region's cluster: ``available, 1.4.6.0``."""
    return f"{cluster_status(region)}, {cluster_version(region)}" if region.cluster else NOT_READ


def instances(region: RegionStatus) -> str:
    """Say how many instances a region has, of which classes, and what they are busy with.

    Returns:
        For example ``2 x db.r6g.large (1 creating)``, or ``headless``.
    """
    if region.cluster is None:
        return NOT_READ
    if region.is_headless:
        return "headless"
    classes = Counter(one.instance_class or f"class {NOT_READ}" for one in region.instances)
    busy = Counter(one.status for one in region.instances if one.status not in {AVAILABLE, None})
    text = ", ".join(f"{number} x {name}" for name, number in sorted(classes.items()))
    return text + (f" ({', '.join(f'{number} {status}' for status, number in busy.items())})" if busy else "")

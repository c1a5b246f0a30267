"""The words that the formats have in common; pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from neptune_global_component.core.facts.health import NOT_READ, described
from neptune_global_component.core.facts.observed import AVAILABLE

if TYPE_CHECKING:
    from neptune_global_component.cli.topology.model import RegionStatus
    from neptune_global_component.core.facts.observed import Observation


def global_condition(observed: Observation) -> str:
    """Return the status of the global cluster, and whether its primary was read.

    While the region of the primary is lost, AWS still shows the global cluster as available.

    Args:
        observed: the global cluster, and its clusters as far as they were read.
    """
    found = observed.global_cluster
    is_unread = found.writer is not None and found.writer.arn not in observed.clusters
    return f"{found.status or NOT_READ}{' (primary not read)' if is_unread else ''}"


def facts(observed: Observation) -> list[str]:
    """Return the properties of the global cluster except its identifier, one text each.

    Args:
        observed: the global cluster, and its clusters as far as they were read.
    """
    found = observed.global_cluster
    return [
        global_condition(observed),
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
    """Return the status of a region's cluster."""
    return (region.cluster and region.cluster.status) or NOT_READ


def cluster_version(region: RegionStatus) -> str:
    """Return the engine version of a region's cluster."""
    return (region.cluster and region.cluster.engine_version) or NOT_READ


def condition(region: RegionStatus) -> str:
    """Return the status and the engine version of a region's cluster: ``available, 1.4.6.0``."""
    return f"{cluster_status(region)}, {cluster_version(region)}" if region.cluster else NOT_READ


def endpoint(region: RegionStatus) -> str:
    """Return the endpoint of a region's cluster, with its port."""
    if region.cluster is None or region.cluster.endpoint is None:
        return NOT_READ
    port = region.cluster.port
    return region.cluster.endpoint if port is None else f"{region.cluster.endpoint}:{port}"


def instances(region: RegionStatus) -> str:
    """Return the number of instances of each class, and how many are not available.

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

"""Warnings about the status of a global database; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.facts.health import described

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from neptune_global_component.cli.topology.model import RegionStatus
    from neptune_global_component.core.facts.observed import ObservedFailover, ObservedGlobalCluster


def warning_texts(
    found: ObservedGlobalCluster, regions: Sequence[RegionStatus], problems: Sequence[str]
) -> tuple[str, ...]:
    """Return the warnings, the most important first.

    Args:
        found: the global cluster.
        regions: its members.
        problems: the errors of reads that failed, and members without a cluster.
    """
    return (
        *([_failover(found.failover)] if found.failover else []),
        *problems,
        *_versions(regions),
        *_headless(regions),
        *([] if regions else [f"{found.identifier} is empty: it has no cluster in any region."]),
    )


def _failover(failover: ObservedFailover) -> str:
    risk = ", which may lose data" if failover.data_loss_allowed else ""
    return f"A {described(failover)} is in progress{risk}: roles and endpoints are about to change."


def _versions(regions: Sequence[RegionStatus]) -> Iterator[str]:
    """All members run the same version: https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-setup.html."""
    clusters = {one.member.region: one.cluster for one in regions if one.cluster}
    versions = {region: one.engine_version for region, one in clusters.items() if one.engine_version}
    if len(set(versions.values())) > 1:
        listed = ", ".join(f"{region} {version}" for region, version in versions.items())
        yield f"The versions differ ({listed}): an upgrade is in progress or was interrupted."


def _headless(regions: Sequence[RegionStatus]) -> Iterator[str]:
    """A region without instances only stores data: https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-setup.html."""
    yield from primary_without_instances(regions)
    for one in regions:
        if one.is_headless and not one.member.is_writer:
            yield f"{one.member.region} has no instances: add one before a switchover to it."


def primary_without_instances(regions: Sequence[RegionStatus]) -> Iterator[str]:
    """Yield a warning if the primary has no instances.

    Args:
        regions: the members of the global cluster.
    """
    for one in regions:
        if one.is_headless and one.member.is_writer:
            yield f"{one.member.region} is the primary and has no instances: the database can't be written."

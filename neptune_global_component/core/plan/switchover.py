"""Plan a switchover: its steps, why AWS would reject it, and the members that it does not wait for.

Source: https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-disaster-recovery.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.errors import Finding, RefusedError
from neptune_global_component.core.facts import health
from neptune_global_component.core.facts.observed import AVAILABLE
from neptune_global_component.core.plan import promotion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.facts.observed import Observation


def steps(observed: Observation, to: str, *, path: str = "primary_region") -> tuple[str, ...]:
    """Say what is to be done; nothing where the region has the primary already.

    Args:
        observed: the global database, with clusters and instances.
        to: the region whose member is to become the primary.
        path: the property that says so, for the errors.

    Returns:
        One line for each step, for example ``switchover: us-east-1 -> eu-west-1``.

    Raises:
        RefusedError: AWS would refuse it in the state that the global database is in.
    """
    if failover := promotion.under_way(observed, to):
        return (f"wait for the {health.described(failover)}",)
    if _is_done(observed, to):
        return ()
    if refused := findings(observed, to, path):
        raise RefusedError(refused)
    writer = observed.global_cluster.writer
    return (f"switchover: {writer.region if writer else '?'} -> {to}",)


def findings(observed: Observation, to: str, path: str = "primary_region") -> list[Finding]:
    """Return why AWS would refuse a switchover; nothing where it is under way or done.

    Args:
        observed: the global database, with clusters and instances.
        to: the region whose member is to become the primary.
        path: the property that says so.
    """
    if promotion.under_way(observed, to) or _is_done(observed, to):
        return []
    return [*promotion.findings(observed, to, path), *_unhealthy(observed, to, path)]


def bystanders(observed: Observation, to: str) -> dict[str, str]:
    """Return the members that a switchover does not depend on, and that are not ready: why, by region.

    Args:
        observed: the global database, with the clusters that were read.
        to: the region whose member is to become the primary.
    """
    writer = observed.global_cluster.writer
    others = [one for one in observed.global_cluster.members if one is not writer and one.region != to]
    behind = {
        one.region: health.version(observed, one)
        for one in others
        if writer and health.version(observed, one) != health.version(observed, writer)
    }
    busy = {one.region: health.status(observed, one) for one in others if health.status(observed, one) != AVAILABLE}
    return {region: busy.get(region) or behind[region] for region in sorted({*behind, *busy})}


def warning(observed: Observation, to: str) -> str | None:
    """Return a warning about the members that a switchover leaves as they are; None where all are ready.

    Args:
        observed: the global database, with the clusters that were read.
        to: the region whose member is to become the primary.
    """
    listed = ", ".join(f"{region} ({why})" for region, why in bystanders(observed, to).items())
    if not listed:
        return None
    return (
        f"{listed} is not available or runs another engine version: the switchover to {to!r} does not wait for it. "
        "Check it afterwards with `neptune-global status`."
    )


def _is_done(observed: Observation, to: str) -> bool:
    return promotion.has_moved(observed, to) and not observed.global_cluster.failover


def _unhealthy(observed: Observation, to: str, path: str) -> Iterator[Finding]:
    """Compare the target with the primary; other members may be busy, or behind by a patch.

    Source: https://docs.aws.amazon.com/neptune/latest/apiref/API_SwitchoverGlobalCluster.html
    """
    found, writer = observed.global_cluster, observed.global_cluster.writer
    if writer is None:
        return
    busy = list(health.unavailable(observed, [writer]))
    if busy or (found.status not in {None, AVAILABLE} and not found.failover):
        what = ", ".join(busy) or f"the global cluster ({found.status})"
        yield Finding(
            path,
            f"can't switch over to {to!r} yet: {what} must be available. Try again when it is; if a region is lost, "
            "`neptune-global failover` gives up what was not replicated.",
        )
    member = found.member(to)
    versions = (member and health.version(observed, member), health.version(observed, writer))
    if member and versions[0] != versions[1]:
        yield Finding(
            path,
            f"can't switch over to {to!r} yet: it runs engine version {versions[0]}, the primary in {writer.region} "
            f"{versions[1]}, and AWS needs the same in both. Upgrade both to one version first (engine_version).",
        )

"""Plan a switchover: its steps, the reasons why AWS would reject it, and the members that it does not wait for.

Source: https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-disaster-recovery.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.errors import RefusedError
from neptune_global_component.core.facts import health
from neptune_global_component.core.facts.observed import AVAILABLE
from neptune_global_component.core.messages import Finding, Identifier, Message
from neptune_global_component.core.plan import promotion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.facts.observed import Observation


def steps(
    observed: Observation, to: str, *, path: str = "primary_region", confirmed: Observation | None = None
) -> tuple[str, ...]:
    """Return the steps of a switchover; none if the region has the primary already.

    Args:
        observed: the global database, with clusters and instances.
        to: the region whose member becomes the primary.
        path: the property that sets the region, for the errors.
        confirmed: the global database whose plan the user has confirmed; None if nobody confirmed one.

    Returns:
        One line for each step, for example ``switchover: us-east-1 -> eu-west-1``.

    Raises:
        RefusedError: AWS would reject it in the current state of the global database.
    """
    if failover := promotion.under_way(observed, to):
        return (f"wait for the {health.described(failover)}",)
    if _is_done(observed, to):
        return ()
    if problems := findings(observed, to, path, confirmed):
        raise RefusedError(problems)
    writer = observed.global_cluster.writer
    return (f"switchover: {writer.region if writer else '?'} -> {to}",)


def findings(
    observed: Observation, to: str, path: str = "primary_region", confirmed: Observation | None = None
) -> list[Finding]:
    """Return the reasons why AWS would reject a switchover; none if it is in progress or done.

    Args:
        observed: the global database, with clusters and instances.
        to: the region whose member becomes the primary.
        path: the property that sets the region.
        confirmed: the global database whose plan the user has confirmed; None if nobody confirmed one.
    """
    if promotion.under_way(observed, to) or _is_done(observed, to):
        return []
    return [*promotion.findings(observed, to, path, confirmed), *_unhealthy(observed, to, path)]


def bystanders(observed: Observation, to: str) -> dict[str, str]:
    """Return the members that a switchover does not depend on and that are not ready, with the reason, by region.

    Args:
        observed: the global database, with the clusters that were read.
        to: the region whose member becomes the primary.
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


def warning(observed: Observation, to: str) -> Message | None:
    """Return a warning about the members that a switchover does not wait for; None if all are ready.

    Args:
        observed: the global database, with the clusters that were read.
        to: the region whose member becomes the primary.
    """
    others = bystanders(observed, to)
    if not others:
        return None
    return Message(
        "{members} is not available or runs another engine version: the switchover to {to!r} does not wait for it. "
        "Check it afterwards with `neptune-global status {identifier}`.",
        members=[Message("{region} ({why})", region=region, why=why) for region, why in others.items()],
        to=to,
        identifier=Identifier(observed.global_cluster.identifier),
    )


def _is_done(observed: Observation, to: str) -> bool:
    return promotion.has_moved(observed, to) and not observed.global_cluster.failover


def _unhealthy(observed: Observation, to: str, path: str) -> Iterator[Finding]:
    """The primary is available and has the engine version of the target; other members may be busy or differ.

    Source: https://docs.aws.amazon.com/neptune/latest/apiref/API_SwitchoverGlobalCluster.html
    """
    global_cluster, writer = observed.global_cluster, observed.global_cluster.writer
    if writer is None:
        return
    busy = list(health.unavailable(observed, [writer]))
    if busy or (global_cluster.status not in {None, AVAILABLE} and not global_cluster.failover):
        yield Finding(
            "primary-not-available",
            path,
            "can't switch over to {to!r} yet: {busy} must be available. Try again when it is; if a region is lost, "
            "`neptune-global failover` promotes a secondary without what it has not replicated.",
            to=to,
            busy=busy or f"the global cluster ({global_cluster.status})",
        )
    member = global_cluster.member(to)
    versions = (member and health.version(observed, member), health.version(observed, writer))
    if member and versions[0] != versions[1]:
        yield Finding(
            "target-runs-another-version",
            path,
            "can't switch over to {to!r} yet: it runs engine version {version}, the primary in {primary} {other}, and "
            "AWS needs the same in both. Upgrade both to one version first ({engine_version}).",
            to=to,
            version=versions[0],
            primary=writer.region,
            other=versions[1],
        )

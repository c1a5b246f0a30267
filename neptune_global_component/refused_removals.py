"""What is refused of a region that was taken out: the deletion of the primary, and what AWS would not delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.errors import Finding
from neptune_global_component.observed import DELETING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.observed import ObservedCluster, ObservedGlobalCluster
    from neptune_global_component.plan import Plan


def removal(plan: Plan, region: str) -> Iterator[Finding]:
    """Say why the cluster of a region that was taken out can't be deleted.

    Args:
        plan: what is wanted; the state has the cluster, or what it has is not known.
        region: that was taken out.
    """
    path, found = f'regions["{region}"]', plan.observed
    if found is None and plan.reading.is_complete:
        yield Finding(
            path,
            "was taken out, but AWS has no such global cluster: it was deleted elsewhere, or these are the credentials "
            "of another account, where nothing is deleted. See `pulumi refresh`, which takes what is gone out of the "
            "state: the region may go then.",
        )
    elif found is None:
        yield Finding(
            path,
            "was taken out, but whether it has the primary can't be told without reading AWS, and deleting the primary "
            "would lose the database. Put it back, or see that AWS can be read (observe: true).",
        )
    elif (primary := _primary(found, region)) is not None:
        others = " or ".join(repr(one) for one in plan.spec.regions) or "another region"
        yield Finding(
            path,
            f"was taken out, but it {primary}. Put it back and switch over first: primary_region: {others}.",
        )
    else:
        yield from _undeletable(plan, found, region)


def _primary(found: ObservedGlobalCluster, region: str) -> str | None:
    """Say how a region has the primary, now or soon; None where it has not."""
    member = found.member(region)
    if member is None:
        return None
    if member.is_writer:
        return f"has the primary now: {member.arn}"
    is_next = found.failover is not None and found.failover.to_arn == member.arn
    return f"is about to have the primary, by a switchover or failover under way: {member.arn}" if is_next else None


def _undeletable(plan: Plan, found: ObservedGlobalCluster, region: str) -> Iterator[Finding]:
    """AWS would refuse to delete the cluster, when it is detached and its own instances are gone: no way leads back."""
    path = f'regions["{region}"]'
    arn = plan.declared.clusters.get(region) if plan.declared else None
    clusters = plan.reading.observation.clusters if plan.reading.observation else {}
    detached = plan.reading.detached.get(region)
    cluster = detached or clusters.get(arn or "")
    member = found.member(region)
    if cluster is None:
        if region in plan.reading.unread or (member is not None and member.arn == arn):
            yield Finding(
                path,
                "was taken out, but its cluster could not be read, and what a deletion would lose can't be told. Put "
                "it back, or see that AWS can be read.",
            )
        return
    if cluster.status == DELETING:
        # A removal that was cut off goes on.
        return
    if detached and not found.members:
        yield Finding(
            path,
            "was taken out, but the global cluster has no members any more, and this cluster, which was detached, may "
            f"be the only copy: {detached.arn}. To keep it, take the component out of the state (`pulumi state delete "
            "--target-dependents URN`); to lose it, delete it in AWS, and run `pulumi refresh`.",
        )
    # No instance is made in a cluster that is no member any more.
    without_instances = " and instances: 0" if detached else ""
    if region in plan.reading.snapshots:
        yield Finding(
            path,
            "was taken out, but a snapshot with the name of its final snapshot exists there already. Put it back with "
            f"another final_snapshot_identifier{without_instances}, and take it out in a later update.",
        )
    yield from _held(plan, path, cluster, without_instances)


def _held(plan: Plan, path: str, cluster: ObservedCluster, without_instances: str) -> Iterator[Finding]:
    if cluster.deletion_protection:
        yield Finding(
            path,
            "was taken out, but AWS protects its cluster from deletion. Put it back with deletion_protection: false"
            f"{without_instances}, and take it out in a later update.",
        )
    others = sorted(set(cluster.instances) - set(plan.declared.instances.values() if plan.declared else ()))
    if others and plan.declared:
        yield Finding(
            path,
            f"was taken out, but its cluster has instances that are not the program's: {', '.join(others)}; AWS "
            "deletes no cluster that has instances. Delete them where they were added, and try again.",
        )

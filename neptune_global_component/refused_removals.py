"""What is refused of a region that was taken out: the deletion of the primary, and what AWS would not delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.errors import Finding

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
    if region in plan.reading.snapshots:
        yield Finding(
            path,
            "was taken out, but a snapshot with the name of its final snapshot exists there already. Put it back with "
            "another final_snapshot_identifier, and take it out in a later update; or delete that snapshot.",
        )
    if region in plan.reading.detached and not found.members:
        yield Finding(
            path,
            "was taken out, but the global cluster has no members any more, and this cluster, which was detached "
            f"elsewhere, may be the only copy: {plan.reading.detached[region].arn}. To keep it, take it out of the "
            "state (`pulumi state delete`, its instances first); to lose it, delete it in AWS, and run `pulumi "
            "refresh`.",
        )
    arn = plan.declared.clusters.get(region) if plan.declared else None
    member = found.member(region)
    clusters = plan.reading.observation.clusters if plan.reading.observation else {}
    cluster = plan.reading.detached.get(region) or clusters.get(arn or "")
    if cluster is not None:
        yield from _held(plan, path, cluster)
    elif member is not None and member.arn == arn:
        yield Finding(
            path,
            "was taken out, but its cluster could not be read, and whether AWS deletes it can't be told. Put it back, "
            "or see that AWS can be read.",
        )


def _held(plan: Plan, path: str, cluster: ObservedCluster) -> Iterator[Finding]:
    if cluster.deletion_protection:
        yield Finding(
            path,
            "was taken out, but AWS protects its cluster from deletion. Put it back with deletion_protection: false, "
            "and take it out in a later update.",
        )
    others = sorted(set(cluster.instances) - set(plan.declared.instances.values() if plan.declared else ()))
    if others and plan.declared:
        yield Finding(
            path,
            f"was taken out, but its cluster has instances that are not the program's: {', '.join(others)}; AWS "
            "deletes no cluster that has instances. Delete them where they were added, and try again.",
        )

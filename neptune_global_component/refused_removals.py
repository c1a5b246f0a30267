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
    detached = plan.reading.detached.get(region)
    if detached is not None and not _goes_on(plan, detached):
        yield Finding(path, f"can't be removed: {standalone_copy(plan, detached)}")
    elif detached is not None:
        # No instance can be created in a cluster that is no longer a member.
        yield from _held(plan, path, detached, " and instances: 0")
    elif found is None and plan.reading.is_complete:
        yield Finding(
            path,
            "can't be removed: the global cluster no longer exists in AWS. It was deleted outside Pulumi, or these are "
            "another account's credentials. Check the credentials first; then run `pulumi refresh`, which removes "
            "from the state what no longer exists, and remove the region.",
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


def _goes_on(plan: Plan, detached: ObservedCluster) -> bool:
    """Return whether an earlier update began to delete this cluster and was interrupted after it detached it.

    By then its instances are gone, so it can't have been written to since, and the primary has everything it has.
    """
    if detached.status == DELETING:
        return True
    state = plan.declared
    had_begun = state is not None and bool(state.regions) and detached.region not in state.regions
    has_instances = bool(detached.instances) or bool(plan.kept_instances(detached.region))
    has_primary = plan.observed is not None and plan.observed.writer is not None
    return had_begun and has_primary and not has_instances and detached.global_cluster is None


def standalone_copy(plan: Plan, detached: ObservedCluster) -> str:
    """Return why a detached cluster is not deleted, how to keep it, and how to delete it.

    Args:
        plan: what is wanted.
        detached: a cluster of the component's that is not a member of the global cluster.
    """
    urn = plan.declared.roots.get(detached.region) if plan.declared else None
    other = f" (it is a member of {detached.global_cluster!r} now)" if detached.global_cluster else ""
    return (
        f"its cluster {detached.arn} was detached from the global cluster{other}, and may be the only copy of its "
        "data. To keep it, remove it from the state: `pulumi state delete --force --target-dependents "
        f"'{urn or 'URN'}'`. It can then become the source_db_cluster_identifier of another global cluster. To delete "
        "it, delete its instances and the cluster in AWS, and run `pulumi up --refresh`."
    )


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
    """AWS would refuse to delete the cluster, after pulumi-aws has deleted its instances and detached it."""
    path = f'regions["{region}"]'
    arn = plan.declared.clusters.get(region) if plan.declared else None
    clusters = plan.reading.observation.clusters if plan.reading.observation else {}
    cluster = clusters.get(arn or "")
    member = found.member(region)
    if cluster is None:
        if region in plan.reading.unread or (member is not None and member.arn == arn):
            yield Finding(
                path,
                "was taken out, but its cluster could not be read, and what a deletion would lose can't be told. Put "
                "it back, or see that AWS can be read.",
            )
        return
    yield from _held(plan, path, cluster)


def _held(plan: Plan, path: str, cluster: ObservedCluster, without_instances: str = "") -> Iterator[Finding]:
    if cluster.status == DELETING:
        # A removal that was cut off goes on.
        return
    if cluster.region in plan.reading.snapshots:
        yield Finding(
            path,
            "was taken out, but a snapshot with the name of its final snapshot exists there already. Put it back with "
            f"another final_snapshot_identifier{without_instances}, and take it out in a later update.",
        )
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

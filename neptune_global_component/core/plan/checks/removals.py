"""Checks before a region is removed: it must not have the primary, and AWS must be able to delete its cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.errors import Finding
from neptune_global_component.core.facts.observed import DELETING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.facts.observed import ObservedCluster, ObservedGlobalCluster
    from neptune_global_component.core.plan.plan import Plan


def removal(plan: Plan, region: str) -> Iterator[Finding]:
    """Yield the reasons why the cluster of a removed region can't be deleted.

    Args:
        plan: what is wanted; the state has the cluster, or what it has is not known.
        region: the removed region.
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
            "can't be removed: AWS was not read, so the region may have the primary, whose deletion would lose the "
            "database. Restore the region, or set observe: true and check that AWS can be read.",
        )
    elif (primary := _primary(found, region)) is not None:
        others = " or ".join(repr(one) for one in plan.spec.regions) or "another region"
        yield Finding(
            path,
            f"can't be removed: it {primary}. Restore it and switch over first: set primary_region: {others}, run "
            "`pulumi up`, then remove the region.",
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
    return (
        f"is about to become the primary: a switchover or failover to it is in progress: {member.arn}"
        if is_next
        else None
    )


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
                "can't be removed: its cluster could not be read, so what a deletion would lose is not known. Restore "
                "the region, or check that AWS can be read.",
            )
        return
    yield from _held(plan, path, cluster)


def _held(plan: Plan, path: str, cluster: ObservedCluster, without_instances: str = "") -> Iterator[Finding]:
    if cluster.status == DELETING:
        # An interrupted removal continues.
        return
    if cluster.region in plan.reading.snapshots:
        yield Finding(
            path,
            "can't be removed: a snapshot with the name of its final snapshot already exists there. Restore the region "
            f"with another final_snapshot_identifier{without_instances}, run `pulumi up`, then remove it.",
        )
    if cluster.deletion_protection:
        yield Finding(
            path,
            "can't be removed: AWS protects its cluster from deletion. Restore the region with deletion_protection: "
            f"false{without_instances}, run `pulumi up`, then remove it.",
        )
    others = sorted(set(cluster.instances) - set(plan.declared.instances.values() if plan.declared else ()))
    if others and plan.declared:
        yield Finding(
            path,
            f"can't be removed: its cluster has instances that are not managed by this stack: {', '.join(others)}. AWS "
            "deletes no cluster that has instances. Delete these instances, then run the command again.",
        )

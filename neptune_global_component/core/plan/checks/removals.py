"""Checks before a region is removed: it must not have the primary, and AWS must be able to delete its cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.facts.observed import DELETING
from neptune_global_component.core.messages import Arn, Finding, Identifier, Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.facts.observed import ObservedCluster, ObservedGlobalCluster
    from neptune_global_component.core.plan.plan import Plan


def removal_findings(plan: Plan, region: str) -> Iterator[Finding]:
    """Yield the reasons why the cluster of a removed region can't be deleted.

    Args:
        plan: the plan of the update; the state has the cluster, or could not be read.
        region: the removed region.
    """
    observed, detached = plan.observed, plan.reading.detached.get(region)
    if detached is not None and not removal_continues(plan, detached):
        yield _standalone(plan, detached)
    elif detached is not None:
        # No instance can be created in a cluster that is no longer a member.
        yield from _undeletable(plan, detached, " and instances: 0")
    elif observed is None:
        yield _gone(region) if plan.reading.is_complete else _unread(region)
    elif (primary := _primary(observed, region)) is not None:
        yield _of_primary(plan, region, primary)
    else:
        yield from _member(plan, region)


def _standalone(plan: Plan, detached: ObservedCluster) -> Finding:
    """A detached cluster is not deleted: it may be the only copy of its data."""
    template = "can't be removed: {standalone}"
    path = f'regions["{detached.region}"]'
    return Finding("standalone-removed", path, template, standalone=standalone_copy(plan, detached))


def _gone(region: str) -> Finding:
    """A region is removed only if the global cluster exists."""
    return Finding(
        "removed-from-nothing",
        f'regions["{region}"]',
        "can't be removed: the global cluster no longer exists in AWS. It was deleted outside Pulumi, or these are "
        "another account's credentials. Check the credentials first; then run `pulumi refresh`, which removes from the "
        "state what no longer exists, and remove the region.",
    )


def _unread(region: str) -> Finding:
    """A region is removed only if AWS can be read."""
    return Finding(
        "removed-unread",
        f'regions["{region}"]',
        "can't be removed: AWS was not read, so the region may have the primary, whose deletion would lose the "
        "database. Restore the region in the program, or set {observe}: true and check that AWS can be read.",
    )


def _of_primary(plan: Plan, region: str, primary: Message) -> Finding:
    """The region of the primary is removed only after a switchover."""
    others = " or ".join(repr(one) for one in plan.spec.regions) or "another region"
    path, before = f'regions["{region}"]', plan.state.primary_region
    if before not in {None, region}:
        # A switchover is a change of the declared primary region, which must follow the actual one first.
        return Finding(
            "moved-primary-removed",
            path,
            "can't be removed: it {primary}. Restore it with {primary_region}: {region}, and run `pulumi up`, which "
            "changes nothing in AWS. Then switch over: set {primary_region}: {others}, run `pulumi up`, then remove "
            "the region.",
            primary=primary,
            region=repr(region),
            others=others,
        )
    return Finding(
        "primary-removed",
        path,
        "can't be removed: it {primary}. Restore it and switch over first: set {primary_region}: {others}, run "
        "`pulumi up`, then remove the region.",
        primary=primary,
        others=others,
    )


def removal_continues(plan: Plan, detached: ObservedCluster) -> bool:
    """Return whether an earlier update began to delete this cluster and was interrupted after it detached it.

    By then its instances are gone, so it can't have been written to since, and the primary has all its data.

    Args:
        plan: the plan of the update.
        detached: a cluster of the component that is not a member of the global cluster.
    """
    if detached.status == DELETING:
        return True
    state = plan.state
    had_begun = bool(state.regions) and detached.region not in state.regions
    has_instances = bool(detached.instances) or bool(plan.instances_in_state(detached.region))
    return had_begun and plan.writer is not None and not has_instances and detached.global_cluster is None


def standalone_copy(plan: Plan, detached: ObservedCluster) -> Message:
    """Return why a detached cluster is not deleted, how to keep it, and how to delete it.

    Args:
        plan: the plan of the update.
        detached: a cluster of the component that is not a member of the global cluster.
    """
    urn = plan.state.roots.get(detached.region)
    member = Message(" (it is a member of {other!r} now)", other=Identifier(detached.global_cluster or ""))
    return Message(
        "its cluster {arn} was detached from the global cluster{other}, and may be the only copy of its data. To keep "
        "it, remove it from the state: `pulumi state delete --force --target-dependents '{urn}'`. It can then become "
        "the {source_db_cluster_identifier} of another global cluster. To delete it, {unprotect}delete its instances "
        "and the cluster in AWS, and run `pulumi up --refresh`.",
        arn=Arn(detached.arn),
        unprotect="turn off its deletion protection, " if detached.deletion_protection else "",
        other=member if detached.global_cluster else "",
        urn=urn or "URN",
    )


def _primary(observed: ObservedGlobalCluster, region: str) -> Message | None:
    """Return how a region has the primary, now or soon; None if it does not."""
    member = observed.member(region)
    if member is None:
        return None
    if member.is_writer:
        return Message("has the primary now: {arn}", arn=Arn(member.arn))
    if observed.failover is not None and observed.failover.to_arn == member.arn:
        template = "is about to become the primary: a switchover or failover to it is in progress: {arn}"
        return Message(template, arn=Arn(member.arn))
    return None


def _member(plan: Plan, region: str) -> Iterator[Finding]:
    """A secondary is removed only if it could be read."""
    arn = plan.state.clusters.get(region)
    cluster, member = plan.clusters.get(arn or ""), plan.member(region)
    if cluster is not None:
        yield from _undeletable(plan, cluster)
    elif region in plan.reading.unread or (member is not None and member.arn == arn):
        yield Finding(
            "removed-cluster-unread",
            f'regions["{region}"]',
            "can't be removed: its cluster could not be read, so what a deletion would lose is not known. "
            "Restore the region in the program until AWS can be read.",
        )


def _undeletable(plan: Plan, cluster: ObservedCluster, without_instances: str = "") -> Iterator[Finding]:
    """Yield why AWS would not delete a cluster: pulumi-aws would first delete its instances and detach it."""
    if cluster.status != DELETING:
        # An interrupted removal continues.
        yield from _snapshot_exists(plan, cluster, without_instances)
        yield from _protected(cluster, without_instances)
        yield from _other_instances(plan, cluster)


def _snapshot_exists(plan: Plan, cluster: ObservedCluster, without_instances: str) -> Iterator[Finding]:
    """The name of a removed cluster's final snapshot is not in use."""
    if cluster.region in plan.reading.snapshots:
        yield Finding(
            "snapshot-exists",
            f'regions["{cluster.region}"]',
            "can't be removed: a snapshot with the name of its final snapshot already exists there. Restore the region "
            "with another {final_snapshot_identifier}{without_instances}, run `pulumi up`, then remove it.",
            without_instances=without_instances,
        )


def _protected(cluster: ObservedCluster, without_instances: str) -> Iterator[Finding]:
    """A removed cluster is not protected from deletion in AWS."""
    if cluster.deletion_protection:
        yield Finding(
            "protected-removed",
            f'regions["{cluster.region}"]',
            "can't be removed: AWS protects its cluster from deletion. Restore the region with {deletion_protection}: "
            "false{without_instances}, run `pulumi up`, then remove it.",
            without_instances=without_instances,
        )


def _other_instances(plan: Plan, cluster: ObservedCluster) -> Iterator[Finding]:
    """All instances of a removed cluster are managed by this stack."""
    others = sorted(set(cluster.instances) - set(plan.state.instances.values()))
    if others and plan.state.is_read:
        yield Finding(
            "unmanaged-instances-removed",
            f'regions["{cluster.region}"]',
            "can't be removed: its cluster has instances that are not managed by this stack: {others}. AWS deletes no "
            "cluster that has instances. Delete these instances, then run the command again.",
            others=[Identifier(one) for one in others],
        )

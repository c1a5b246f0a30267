"""Checks for a global cluster or a cluster that was renamed outside Pulumi."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.inputs.spec import known
from neptune_global_component.core.messages import Finding, Identifier, Message
from neptune_global_component.core.names import ClusterArn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from neptune_global_component.core.facts.observed import ObservedGlobalCluster, ObservedMember
    from neptune_global_component.core.facts.recorded_state import RecordedState
    from neptune_global_component.core.plan.plan import Plan


def same_database(
    state: RecordedState, global_clusters: Iterable[ObservedGlobalCluster]
) -> ObservedGlobalCluster | None:
    """Return the global cluster that the state has under another name.

    Args:
        state: the state of the component.
        global_clusters: all global clusters of the account.
    """
    own = set(state.clusters.values())
    for one in global_clusters:
        has_members = bool(own) and own <= {member.arn for member in one.members}
        if one.resource_id == state.last_id if state.last_id else has_members:
            return one
    return None


def renamed_findings(plan: Plan) -> Iterator[Finding]:
    """The global cluster has the same name in AWS as in the program.

    Args:
        plan: the plan of the update.
    """
    renamed, key = plan.reading.renamed, "global_cluster_identifier"
    if renamed is None or plan.observed is not None or plan.has_another_identifier:
        return
    clusters = [
        Message(
            'regions["{region}"].{cluster_identifier}: {name!r}',
            region=one.region,
            name=Identifier(one.identifier),
        )
        for one in renamed.members
        if one.region in plan.spec.regions
    ]
    yield Finding(
        "renamed",
        key,
        "{old!r} was renamed to {new!r} in AWS. Rename it back (`aws neptune modify-global-cluster "
        "--global-cluster-identifier {new} --new-global-cluster-identifier {old}`). To keep the new name, run "
        "`pulumi refresh`, and set {adopt}: true, {global_cluster_identifier}: {new!r}{clusters}.",
        old=Identifier(known(plan.spec.global_cluster_identifier)),
        new=Identifier(renamed.identifier),
        clusters=Message(", {clusters}", clusters=clusters) if clusters else "",
    )


def is_renamed_cluster(plan: Plan, region: str) -> bool:
    """Return whether the member in a region is the component's cluster under another name.

    Args:
        plan: the plan of the update.
        region: the region of the cluster.
    """
    member = plan.member(region)
    cluster = plan.clusters.get(member.arn) if member else None
    if cluster is None or cluster.resource_id is None or cluster.resource_id != plan.state.cluster_ids.get(region):
        return False
    return plan.state.cluster_arns.get(region) not in {None, cluster.arn}


def was_managed(plan: Plan, member: ObservedMember) -> bool:
    """Return whether an update of this stack completed with this cluster: if the state lacks it, a person removed it.

    Args:
        plan: what is wanted.
        member: the member of the global cluster.
    """
    cluster, state = plan.clusters.get(member.arn), plan.state
    if cluster is None or cluster.resource_id is None:
        return False
    recorded = state.cluster_arns.get(member.region), state.cluster_ids.get(member.region)
    return recorded == (member.arn, cluster.resource_id)


def follows_cluster_rename(plan: Plan, region: str) -> bool:
    """Return whether the program adopts, under its new name, the cluster that the state had before a refresh.

    Args:
        plan: the plan of the update.
        region: the region of the cluster.
    """
    if not plan.spec.adopt or region not in plan.spec.regions:
        return False
    is_refreshed = region not in plan.state.clusters
    return is_refreshed and plan.cluster(region) is not None and is_renamed_cluster(plan, region)


def renamed_cluster_findings(plan: Plan) -> Iterator[Finding]:
    """The cluster of a region has the same name in AWS as in the state.

    Args:
        plan: the plan of the update.
    """
    for member in plan.members:
        region = member.region
        if not is_renamed_cluster(plan, region) or follows_cluster_rename(plan, region):
            continue
        yield Finding(
            "renamed-cluster",
            f'regions["{region}"]',
            "the cluster {old!r} was renamed to {new!r} outside Pulumi. Rename it back (`aws neptune modify-db-cluster "
            "--region {region} --db-cluster-identifier {new} --new-db-cluster-identifier {old} --apply-immediately`). "
            'To keep the new name, run `pulumi refresh`, and set {adopt}: true, regions["{region}"].'
            "{cluster_identifier}: {new!r}.",
            old=Identifier(ClusterArn.parse(plan.state.cluster_arns[region]).identifier),
            new=Identifier(member.identifier),
            region=region,
        )


def follows_rename(plan: Plan) -> bool:
    """Return whether the program adopts, under its new name, the global cluster that the state had before a refresh.

    Args:
        plan: the plan of the update.
    """
    return bool(plan.spec.adopt) and was_renamed(plan)


def was_renamed(plan: Plan) -> bool:
    """Return whether the program has the new name of the global cluster that the state had before a refresh.

    Args:
        plan: the plan of the update.
    """
    observed, state = plan.observed, plan.state
    if observed is None or state.has_global_cluster:
        return False
    return same_database(state, [observed]) is not None

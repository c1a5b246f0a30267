"""The outputs of the component from what AWS has: observed -> outputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.inputs.unknown import UNKNOWN

if TYPE_CHECKING:
    from neptune_global_component.core.facts.observed import (
        Observation,
        ObservedCluster,
        ObservedFailover,
        ObservedMember,
    )
    from neptune_global_component.core.results import FailoverState, GlobalClusterMember, RegionalCluster


def outputs(observation: Observation) -> dict[str, object]:
    """Give the value of every output by its Python name; None where AWS says nothing, UNKNOWN where not yet.

    Args:
        observation: what AWS has.
    """
    found = observation.global_cluster
    writer = found.writer
    primary = observation.clusters.get(writer.arn) if writer else None
    # A former secondary, as the state knows it, has but one endpoint, which takes no writes.
    endpoint = primary.endpoint if primary and primary.endpoint != primary.reader_endpoint else None
    clusters = {
        member.region: _cluster(member, observation.clusters[member.arn])
        for member in _in_order(found.members)
        if member.arn in observation.clusters
    }
    return {
        "global_cluster_identifier": found.identifier,
        "global_cluster_arn": found.arn,
        "global_cluster_resource_id": found.resource_id,
        "status": found.status,
        "engine": found.engine,
        "engine_version": found.engine_version,
        "storage_encrypted": found.storage_encrypted,
        "deletion_protection": found.deletion_protection,
        "global_cluster_members": [_member(member) for member in _in_order(found.members)],
        "failover_state": _failover_state(found.failover) if found.failover else None,
        "primary_region": writer.region if writer else None,
        "primary_cluster_arn": writer.arn if writer else None,
        # A secondary gets an endpoint that takes writes when it becomes the primary.
        "endpoint": UNKNOWN if observation.before_switchover else endpoint,
        "clusters": UNKNOWN if observation.before_switchover else clusters,
    }


def _in_order(members: tuple[ObservedMember, ...]) -> list[ObservedMember]:
    """AWS promises no order, and a changing one would look like a change."""
    return sorted(members, key=lambda member: (not member.is_writer, member.region))


def _member(member: ObservedMember) -> GlobalClusterMember:
    return {
        "dbClusterArn": member.arn,
        "isWriter": member.is_writer,
        "readers": sorted(member.readers),
        "region": member.region,
    }


def _failover_state(failover: ObservedFailover) -> FailoverState:
    state: FailoverState = {"status": failover.status}
    if failover.from_arn is not None:
        state["fromDbClusterArn"] = failover.from_arn
    if failover.to_arn is not None:
        state["toDbClusterArn"] = failover.to_arn
    if failover.data_loss_allowed is not None:
        state["isDataLossAllowed"] = failover.data_loss_allowed
    return state


def _cluster(member: ObservedMember, cluster: ObservedCluster) -> RegionalCluster:
    return {
        "arn": cluster.arn,
        "identifier": cluster.identifier,
        "resourceId": cluster.resource_id,
        "endpoint": cluster.endpoint,
        "readerEndpoint": cluster.reader_endpoint,
        "port": cluster.port,
        "isWriter": member.is_writer,
    }

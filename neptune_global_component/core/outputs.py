"""Compute the component's outputs from the resources in AWS: observed -> outputs."""

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
    """Return the value of every output by its Python name; None if AWS returns none, UNKNOWN if not known yet.

    Args:
        observation: the global database in AWS.
    """
    found = observation.global_cluster
    writer = found.writer
    primary = observation.clusters.get(writer.arn) if writer else None
    # In the state, a former secondary has only one endpoint, which does not accept writes.
    endpoint = primary.endpoint if primary and primary.endpoint != primary.reader_endpoint else None
    clusters = {
        member.region: _cluster(member, observation.clusters[member.arn])
        for member in found.in_order
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
        "global_cluster_members": [_member(member) for member in found.in_order],
        "failover_state": _failover_state(found.failover) if found.failover else None,
        "primary_region": writer.region if writer else None,
        "primary_cluster_arn": writer.arn if writer else None,
        # A secondary gets an endpoint that accepts writes when it becomes the primary.
        "endpoint": UNKNOWN if observation.before_switchover else endpoint,
        "clusters": UNKNOWN if observation.before_switchover else clusters,
    }


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

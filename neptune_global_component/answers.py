"""What AWS's answers say: entries of the Describe calls -> observed; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neptune_global_component.observed import (
    ObservedCluster,
    ObservedFailover,
    ObservedGlobalCluster,
    ObservedInstance,
    ObservedMember,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


def global_cluster(entry: Mapping[str, Any]) -> ObservedGlobalCluster:
    """Read an entry of DescribeGlobalClusters."""
    return ObservedGlobalCluster(
        identifier=entry["GlobalClusterIdentifier"],
        arn=entry["GlobalClusterArn"],
        resource_id=entry["GlobalClusterResourceId"],
        status=entry["Status"],
        engine=entry["Engine"],
        engine_version=entry["EngineVersion"],
        storage_encrypted=entry["StorageEncrypted"],
        deletion_protection=entry["DeletionProtection"],
        members=tuple(_member(member) for member in entry.get("GlobalClusterMembers", ())),
        failover=_failover(entry.get("FailoverState") or {}),
    )


def _member(entry: Mapping[str, Any]) -> ObservedMember:
    return ObservedMember(entry["DBClusterArn"], entry["IsWriter"], tuple(entry.get("Readers", ())))


def _failover(state: Mapping[str, Any]) -> ObservedFailover | None:
    if not state.get("Status"):
        return None
    return ObservedFailover(
        status=state["Status"],
        from_arn=state.get("FromDbClusterArn"),
        to_arn=state.get("ToDbClusterArn"),
        data_loss_allowed=state.get("IsDataLossAllowed"),
    )


def cluster(entry: Mapping[str, Any]) -> ObservedCluster:
    """Read an entry of DescribeDBClusters."""
    instances = entry.get("DBClusterMembers", ())
    return ObservedCluster(
        arn=entry["DBClusterArn"],
        identifier=entry["DBClusterIdentifier"],
        resource_id=entry["DbClusterResourceId"],
        endpoint=entry["Endpoint"],
        reader_endpoint=entry["ReaderEndpoint"],
        port=entry["Port"],
        instances=tuple(one["DBInstanceIdentifier"] for one in instances),
        status=entry.get("Status"),
        engine_version=entry.get("EngineVersion"),
        writer=next((one["DBInstanceIdentifier"] for one in instances if one.get("IsClusterWriter")), None),
        subnet_group=entry.get("DBSubnetGroup"),
        kms_key_arn=entry.get("KmsKeyId"),
        deletion_protection=entry.get("DeletionProtection", False),
        global_cluster=entry.get("GlobalClusterIdentifier"),
        parameter_group=entry.get("DBClusterParameterGroup"),
    )


def instance(entry: Mapping[str, Any], writer: str | None) -> ObservedInstance:
    """Read an entry of DescribeDBInstances.

    Args:
        entry: of the answer.
        writer: the identifier of its cluster's writer, None where it has none.
    """
    return ObservedInstance(
        identifier=entry["DBInstanceIdentifier"],
        is_writer=entry["DBInstanceIdentifier"] == writer,
        instance_class=entry["DBInstanceClass"],
        status=entry["DBInstanceStatus"],
    )

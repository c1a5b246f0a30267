"""Parse entries of AWS's answers into Observed* values; pure.

No member of Neptune's answers is required by AWS's API model, so any of them may be absent. An absent value is None,
False or empty. An entry without its ARN or identifier shows neither that
the requested resource exists nor that it does not: that is a ReadError.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neptune_global_component.core.errors import ReadError
from neptune_global_component.core.facts.observed import (
    ObservedCluster,
    ObservedFailover,
    ObservedGlobalCluster,
    ObservedInstance,
    ObservedMember,
)
from neptune_global_component.core.names import ClusterArn

if TYPE_CHECKING:
    from collections.abc import Mapping


def required(entry: Mapping[str, Any], key: str) -> Any:  # noqa: ANN401 - any value of an answer
    """Return a value that identifies an entry.

    Args:
        entry: the entry of an answer, or the answer itself.
        key: the key of the value.

    Raises:
        ReadError: AWS's answer lacks the value.
    """
    value = entry.get(key)
    if value is None:
        raise ReadError(f"AWS's answer has no {key}, without which it can't be used. Try again.")
    return value


def global_cluster(entry: Mapping[str, Any]) -> ObservedGlobalCluster:
    """Parse an entry of DescribeGlobalClusters.

    Raises:
        ReadError: the entry lacks what identifies the global cluster or a member.
    """
    return ObservedGlobalCluster(
        identifier=required(entry, "GlobalClusterIdentifier"),
        arn=required(entry, "GlobalClusterArn"),
        resource_id=entry.get("GlobalClusterResourceId"),
        status=entry.get("Status"),
        engine=entry.get("Engine"),
        engine_version=entry.get("EngineVersion"),
        storage_encrypted=entry.get("StorageEncrypted"),
        deletion_protection=entry.get("DeletionProtection"),
        members=tuple(_member(member) for member in entry.get("GlobalClusterMembers") or ()),
        failover=_failover(entry.get("FailoverState") or {}),
    )


def _member(entry: Mapping[str, Any]) -> ObservedMember:
    arn = required(entry, "DBClusterArn")
    return ObservedMember(arn, bool(entry.get("IsWriter")), tuple(entry.get("Readers") or ()))


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
    """Parse an entry of DescribeDBClusters.

    Raises:
        ReadError: the entry lacks what identifies the cluster or an instance.
    """
    arn = required(entry, "DBClusterArn")
    instances = {
        required(one, "DBInstanceIdentifier"): one.get("IsClusterWriter") for one in entry.get("DBClusterMembers") or ()
    }
    return ObservedCluster(
        arn=arn,
        identifier=entry.get("DBClusterIdentifier") or ClusterArn.parse(arn).identifier,
        resource_id=entry.get("DbClusterResourceId"),
        endpoint=entry.get("Endpoint"),
        reader_endpoint=entry.get("ReaderEndpoint"),
        port=entry.get("Port"),
        instances=tuple(instances),
        status=entry.get("Status"),
        engine_version=entry.get("EngineVersion"),
        writer=next((name for name, is_writer in instances.items() if is_writer), None),
        subnet_group=entry.get("DBSubnetGroup"),
        kms_key_arn=entry.get("KmsKeyId"),
        deletion_protection=entry.get("DeletionProtection"),
        global_cluster=entry.get("GlobalClusterIdentifier"),
        parameter_group=entry.get("DBClusterParameterGroup"),
        availability_zones=tuple(sorted(entry["AvailabilityZones"])) if entry.get("AvailabilityZones") else None,
    )


def instance(entry: Mapping[str, Any], writer: str | None) -> ObservedInstance:
    """Parse an entry of DescribeDBInstances.

    Args:
        entry: the entry of the answer.
        writer: the identifier of its cluster's writer, None if it has none.

    Raises:
        ReadError: the entry lacks the instance's identifier.
    """
    identifier = required(entry, "DBInstanceIdentifier")
    return ObservedInstance(
        identifier=identifier,
        is_writer=identifier == writer,
        instance_class=entry.get("DBInstanceClass"),
        status=entry.get("DBInstanceStatus"),
    )

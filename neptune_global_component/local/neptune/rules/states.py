"""Rules for the state that a resource must be in before a change."""

from __future__ import annotations

from moto.rds.exceptions import InvalidDBClusterStateFault

from neptune_global_component.local.neptune.exceptions import InvalidDBInstanceState, InvalidGlobalClusterStateFault

_AVAILABLE = "available"
_STOPPED = "stopped"


def check_cluster_available(cluster: str, status: str) -> None:
    """Reject changing a cluster that is not available.

    https://docs.aws.amazon.com/neptune/latest/apiref/API_ModifyDBCluster.html

    Raises:
        InvalidDBClusterStateFault: the cluster is being created, changed or deleted.
    """
    _check_cluster(cluster, status, _AVAILABLE)


def check_instance_available(instance: str, status: str) -> None:
    """Reject changing an instance that is being created, changed or deleted (message inferred).

    https://docs.aws.amazon.com/neptune/latest/apiref/API_ModifyDBInstance.html

    Raises:
        InvalidDBInstanceState: the instance is not available.
    """
    if status != _AVAILABLE:
        raise InvalidDBInstanceState(f"Database instance {instance} is not in {_AVAILABLE} state.")


def check_cluster_stopped(cluster: str, status: str) -> None:
    """Reject starting a cluster that is not stopped. The message is AWS's, as in moto.

    https://docs.aws.amazon.com/neptune/latest/apiref/API_StartDBCluster.html

    Raises:
        InvalidDBClusterStateFault: the cluster is not stopped.
    """
    _check_cluster(cluster, status, _STOPPED)


def _check_cluster(cluster: str, status: str, expected: str) -> None:
    # The message is AWS's for a stop and a start, as in moto.
    if status != expected:
        raise InvalidDBClusterStateFault(
            f"DbCluster {cluster} is in {status} state but expected it to be one of {expected}."
        )


def check_can_stop(cluster: str, members: int) -> None:
    """Reject stopping one of several members (message inferred).

    https://docs.aws.amazon.com/neptune/latest/userguide/neptune-global-database.html, limitations

    Args:
        cluster: the identifier.
        members: the number of members of its global cluster, 0 if it is standalone.

    Raises:
        InvalidDBClusterStateFault: there are other members.
    """
    if members > 1:
        raise InvalidDBClusterStateFault(
            f"DbCluster {cluster} is a member of a global cluster: its members cannot be stopped or started one by one"
        )


def check_cluster_not_deleting(cluster: str, *, deleting: bool) -> None:
    """Reject deleting a cluster that is already being deleted (message inferred from that for an instance).

    https://docs.aws.amazon.com/neptune/latest/apiref/API_DeleteDBCluster.html

    Raises:
        InvalidDBClusterStateFault: it is being deleted.
    """
    if deleting:
        raise InvalidDBClusterStateFault(f"Cluster {cluster} is already being deleted.")


def check_instance_not_deleting(instance: str, *, deleting: bool) -> None:
    """Reject deleting an instance that is already being deleted (RDS's message).

    https://docs.aws.amazon.com/neptune/latest/apiref/API_DeleteDBInstance.html

    Raises:
        InvalidDBInstanceState: it is being deleted.
    """
    if deleting:
        raise InvalidDBInstanceState(f"Instance {instance} is already being deleted.")


def check_global_cluster_available(global_cluster: str, status: str) -> None:
    """Reject changing a global cluster that is being created, changed or deleted.

    AWS's message end in "is upgrading" for an upgrade: hashicorp/terraform-provider-aws
    internal/service/rds/global_cluster.go

    Raises:
        InvalidGlobalClusterStateFault: the global cluster is not available.
    """
    if status != _AVAILABLE:
        raise InvalidGlobalClusterStateFault(f"Global cluster {global_cluster} is {status}")

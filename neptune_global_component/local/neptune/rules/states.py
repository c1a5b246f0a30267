"""Rules for the state that a resource must be in to be changed."""

from __future__ import annotations

from moto.rds.exceptions import InvalidDBClusterStateFault

from neptune_global_component.local.neptune.exceptions import InvalidDBInstanceState, InvalidGlobalClusterStateFault

_AVAILABLE = "available"
_STOPPED = "stopped"


def check_cluster_available(cluster: str, status: str) -> None:
    """Refuse to change a cluster that is being created, changed or deleted; words of AWS, as moto has them for a stop.

    https://docs.aws.amazon.com/neptune/latest/apiref/API_ModifyDBCluster.html

    Raises:
        InvalidDBClusterStateFault: it is.
    """
    if status != _AVAILABLE:
        raise InvalidDBClusterStateFault(
            f"DbCluster {cluster} is in {status} state but expected it to be one of {_AVAILABLE}."
        )


def check_instance_available(instance: str, status: str) -> None:
    """Refuse to change an instance that is being created, changed or deleted (words inferred).

    https://docs.aws.amazon.com/neptune/latest/apiref/API_ModifyDBInstance.html

    Raises:
        InvalidDBInstanceState: it is.
    """
    if status != _AVAILABLE:
        raise InvalidDBInstanceState(f"Database instance {instance} is not in {_AVAILABLE} state.")


def check_cluster_stopped(cluster: str, status: str) -> None:
    """Refuse to start a cluster that is not stopped; words of AWS, as moto has them.

    https://docs.aws.amazon.com/neptune/latest/apiref/API_StartDBCluster.html

    Raises:
        InvalidDBClusterStateFault: it is not.
    """
    if status != _STOPPED:
        raise InvalidDBClusterStateFault(
            f"DbCluster {cluster} is in {status} state but expected it to be one of {_STOPPED}."
        )


def check_can_stop(cluster: str, members: int) -> None:
    """Refuse to stop one member of several (words inferred).

    https://docs.aws.amazon.com/neptune/latest/userguide/neptune-global-database.html, limitations

    Args:
        cluster: its identifier.
        members: how many its global cluster has, 0 without one.

    Raises:
        InvalidDBClusterStateFault: there are others.
    """
    if members > 1:
        raise InvalidDBClusterStateFault(
            f"DbCluster {cluster} is a member of a global cluster: its members cannot be stopped or started one by one"
        )


def check_cluster_not_deleting(cluster: str, *, deleting: bool) -> None:
    """Refuse to delete a cluster again (words inferred from those for an instance).

    https://docs.aws.amazon.com/neptune/latest/apiref/API_DeleteDBCluster.html

    Raises:
        InvalidDBClusterStateFault: its deletion has begun.
    """
    if deleting:
        raise InvalidDBClusterStateFault(f"Cluster {cluster} is already being deleted.")


def check_instance_not_deleting(instance: str, *, deleting: bool) -> None:
    """Refuse to delete an instance again (words as RDS has them).

    https://docs.aws.amazon.com/neptune/latest/apiref/API_DeleteDBInstance.html

    Raises:
        InvalidDBInstanceState: its deletion has begun.
    """
    if deleting:
        raise InvalidDBInstanceState(f"Instance {instance} is already being deleted.")


def check_global_cluster_available(global_cluster: str, status: str) -> None:
    """Refuse to change a global cluster that is being created, changed or deleted.

    Words of AWS end in "is upgrading" for an upgrade: hashicorp/terraform-provider-aws
    internal/service/rds/global_cluster.go

    Raises:
        InvalidGlobalClusterStateFault: it is.
    """
    if status != _AVAILABLE:
        raise InvalidGlobalClusterStateFault(f"Global cluster {global_cluster} is {status}")

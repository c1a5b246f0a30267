"""Rules for deletion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moto.rds.exceptions import (
    DBClusterToBeDeletedHasActiveMembers,
    InvalidDBClusterStateFault,
    InvalidParameterCombination,
)

from neptune_global_component.local.neptune.exceptions import (
    InvalidDBSubnetGroupStateFault,
    InvalidGlobalClusterStateFault,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


def check_empty(global_cluster_arn: str, members: int) -> None:
    """Reject deleting a global cluster that has members.

    AWS's message: hashicorp/terraform-provider-aws internal/service/rds/global_cluster.go

    Raises:
        InvalidGlobalClusterStateFault: it has members.
    """
    if members:
        raise InvalidGlobalClusterStateFault(f"Global Cluster {global_cluster_arn} is not empty")


def check_global_cluster_unprotected(*, protected: bool) -> None:
    """Reject deleting a protected global cluster (message inferred from DeleteDBCluster's).

    https://docs.aws.amazon.com/neptune/latest/apiref/API_DeleteGlobalCluster.html

    Raises:
        InvalidGlobalClusterStateFault: it is protected.
    """
    if protected:
        raise InvalidGlobalClusterStateFault(
            "Cannot delete protected Global Cluster, please disable deletion protection and try again."
        )


def check_cluster_unprotected(*, protected: bool) -> None:
    """Reject deleting a protected cluster. The message is AWS's, as in moto.

    https://docs.aws.amazon.com/neptune/latest/apiref/API_DeleteDBCluster.html

    Raises:
        InvalidParameterCombination: it is protected.
    """
    if protected:
        raise InvalidParameterCombination(
            "Cannot delete protected Cluster, please disable deletion protection and try again."
        )


def check_detached(*, is_member: bool, is_writer: bool, secondaries: int) -> None:
    """Reject deleting a member of a global cluster.

    AWS's message: hashicorp/terraform-provider-aws internal/service/rds/cluster.go, and for a primary with secondaries
    https://github.com/hashicorp/terraform-provider-aws/issues/26236

    Raises:
        InvalidGlobalClusterStateFault: it is the primary, and there are secondaries.
        InvalidDBClusterStateFault: it is any other member.
    """
    if is_writer and secondaries:
        raise InvalidGlobalClusterStateFault(
            "Unable to delete cluster that is a primary member of global cluster while there are other global cluster "
            "members"
        )
    if is_member:
        raise InvalidDBClusterStateFault(
            "This cluster is a part of a global cluster, please remove it from globalcluster first"
        )


def check_no_instances(instances: int) -> None:
    """Reject deleting a cluster that has instances. The message is AWS's, as in moto.

    https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-deleting.html

    Raises:
        InvalidDBClusterStateFault: it has instances that are not being deleted.
    """
    if instances:
        raise DBClusterToBeDeletedHasActiveMembers


def check_final_snapshot(cluster: str, snapshot: str | None, status: str, *, skip: bool) -> None:
    """Reject deleting a cluster that is not available, or without exactly one choice about its final snapshot.

    https://docs.aws.amazon.com/neptune/latest/apiref/API_DeleteDBCluster.html, AWS's message about the state:
    https://github.com/hashicorp/terraform-provider-aws/pull/40333

    Args:
        cluster: the identifier.
        snapshot: FinalDBSnapshotIdentifier.
        status: the cluster's status.
        skip: SkipFinalSnapshot.

    Raises:
        InvalidParameterCombination: both or neither are set.
        InvalidDBClusterStateFault: the cluster is not available.
    """
    if snapshot is None and not skip:
        raise InvalidParameterCombination(
            "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified."
        )
    if snapshot is not None and skip:
        raise InvalidParameterCombination(
            "FinalDBSnapshotIdentifier can not be specified when SkipFinalSnapshot is true."
        )
    if snapshot is not None and status != "available":
        raise InvalidDBClusterStateFault(
            f"Can't create a snapshot because the database cluster {cluster} is not currently in the available state."
        )


def check_not_last_instance(*, is_primary: bool, secondaries: int, others: int) -> None:
    """Reject deleting the last instance of a primary that has secondaries.

    AWS's message: https://github.com/rebuy-de/aws-nuke/issues/570

    Args:
        is_primary: whether the instance's cluster is a primary.
        secondaries: the number of the global cluster's secondaries.
        others: the number of the cluster's other instances.

    Raises:
        InvalidDBClusterStateFault: it is the last instance.
    """
    if is_primary and secondaries and not others:
        raise InvalidDBClusterStateFault(
            "Cannot delete the last instance of the master cluster. Delete the replica cluster before deleting the "
            "last master cluster instance."
        )


def check_subnet_group_unused(name: str, groups: Mapping[str, str]) -> None:
    """Reject deleting a subnet group that a cluster uses.

    AWS's message: https://github.com/anomalyco/ion/issues/1187

    Args:
        name: the group's name.
        groups: the subnet group of each cluster, by the cluster's identifier.

    Raises:
        InvalidDBSubnetGroupStateFault: a cluster uses it.
    """
    for cluster, used in groups.items():
        if used == name:
            raise InvalidDBSubnetGroupStateFault(
                f"Cannot delete the subnet group '{name}' because at least one database cluster: {cluster} is still "
                "using it."
            )

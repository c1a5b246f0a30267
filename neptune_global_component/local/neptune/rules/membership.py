"""Rules for joining and leaving a global cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moto.rds.exceptions import InvalidDBClusterStateFault, InvalidParameterCombination, InvalidParameterValue

from neptune_global_component.local.neptune.exceptions import InvalidGlobalClusterStateFault

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

SECONDARIES = 5
"""Secondaries per global cluster: https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-setup.html"""

_INHERITED = {"Engine": "engineName", "EngineVersion": "engineVersion", "StorageEncrypted": "storageEncrypted"}
_NOT_FOR_REPLICAS = {"DatabaseName": "database name", "MasterUsername": "user name", "MasterUserPassword": "password"}


def check_inherited(parameters: Collection[str]) -> None:
    """Reject inputs that a new global cluster inherits from its source cluster.

    AWS's message (for Engine): https://github.com/badmintoncryer/cdk-preflight
    rules/neptune/pf-neptune-globalcluster-source-exclusive

    Args:
        parameters: the parameters of CreateGlobalCluster.

    Raises:
        InvalidParameterCombination: an inherited input is set.
    """
    for parameter, name in _INHERITED.items():
        if parameter in parameters:
            raise InvalidParameterCombination(
                f"When creating global cluster from existing db cluster, value for {name} should not be specified "
                "since it will be inherited from source cluster"
            )


def check_standalone(cluster_arn: str, global_cluster: str | None) -> None:
    """Reject a source cluster that is already a member (message inferred).

    https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateGlobalCluster.html, InvalidDBClusterStateFault

    Args:
        cluster_arn: the source cluster.
        global_cluster: the identifier of its global cluster, None if it has none.

    Raises:
        InvalidDBClusterStateFault: it is a member.
    """
    if global_cluster is not None:
        raise InvalidDBClusterStateFault(
            f"Source cluster: {cluster_arn} is already a member of the global cluster {global_cluster}"
        )


def check_place(global_cluster: str, region: str, regions: Collection[str]) -> None:
    """Reject a second member in a region, and a sixth secondary (message inferred).

    https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-setup.html

    Args:
        global_cluster: the identifier.
        region: the new member's region.
        regions: the regions of the existing members.

    Raises:
        InvalidGlobalClusterStateFault: the region has a member, or the global cluster is full.
    """
    if region in regions:
        raise InvalidGlobalClusterStateFault(f"Global cluster {global_cluster} already has a DB cluster in {region}")
    if len(regions) > SECONDARIES:
        raise InvalidGlobalClusterStateFault(
            f"Global cluster {global_cluster} has the maximum of {SECONDARIES} secondary DB clusters"
        )


def check_same_version(global_cluster: str, global_version: str, version: str) -> None:
    """Reject a member whose engine version differs from the global cluster's (message inferred).

    https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-setup.html

    Args:
        global_cluster: the identifier.
        global_version: the global cluster's version.
        version: the new member's version.

    Raises:
        InvalidParameterCombination: they differ.
    """
    if global_version != version:
        raise InvalidParameterCombination(
            f"The engine version {version} does not match the engine version {global_version} of the global cluster "
            f"{global_cluster}"
        )


def check_can_replicate(primary_arn: str, *, available: bool, instance_available: bool) -> None:
    """Reject a secondary until the primary and one of its instances are available.

    AWS's message: https://github.com/hashicorp/terraform-provider-aws/issues/28546

    Args:
        primary_arn: the primary cluster.
        available: whether the primary is available.
        instance_available: whether one of its instances is available.

    Raises:
        InvalidDBClusterStateFault: the primary is not ready.
    """
    if not (available and instance_available):
        raise InvalidDBClusterStateFault(
            f"Source cluster: {primary_arn} is in a state which is not valid for physical replication"
        )


def check_replica_inputs(parameters: Mapping[str, object]) -> None:
    """Reject inputs that a secondary inherits from its primary.

    AWS's message: https://github.com/hashicorp/terraform-provider-aws/issues/10188,
    https://github.com/pulumi/pulumi-aws/issues/3751

    Args:
        parameters: the parameters of CreateDBCluster.

    Raises:
        InvalidParameterCombination: an inherited input is set.
    """
    for parameter, name in _NOT_FOR_REPLICAS.items():
        if parameter in parameters:
            raise InvalidParameterCombination(f"Cannot specify {name} for cross region replication cluster")


def check_member(cluster_arn: str, global_cluster: str, members: Collection[str]) -> None:
    """Reject a cluster that is not a member.

    AWS's message: hashicorp/terraform-provider-aws internal/service/rds/global_cluster.go

    Args:
        cluster_arn: the cluster.
        global_cluster: the global cluster's identifier.
        members: the ARNs of its members.

    Raises:
        InvalidParameterValue: it is not one of them.
    """
    if cluster_arn not in members:
        raise InvalidParameterValue(f"Cluster {cluster_arn} is not found in global cluster {global_cluster}")


def check_writer_last(cluster_arn: str, *, is_writer: bool, secondaries: int) -> None:
    """Reject removing the primary while there are secondaries (message inferred from DeleteDBCluster's).

    https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-detaching.html,
    https://github.com/ekristen/aws-nuke/pull/1018

    Args:
        cluster_arn: the member to remove.
        is_writer: whether it is the primary.
        secondaries: the number of secondaries.

    Raises:
        InvalidGlobalClusterStateFault: there are secondaries.
    """
    if is_writer and secondaries:
        raise InvalidGlobalClusterStateFault(
            f"Unable to remove cluster {cluster_arn} that is a primary member of global cluster while there are other "
            "global cluster members"
        )

"""Rules for joining and leaving a global cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moto.rds.exceptions import InvalidDBClusterStateFault, InvalidParameterCombination, InvalidParameterValue

from neptune_global_component.local.neptune.exceptions import InvalidGlobalClusterStateFault

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

SECONDARIES = 5
"""Secondaries a global cluster can have: https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-setup.html"""

_INHERITED = {"Engine": "engineName", "EngineVersion": "engineVersion", "StorageEncrypted": "storageEncrypted"}
_NOT_FOR_REPLICAS = {"DatabaseName": "database name", "MasterUsername": "user name", "MasterUserPassword": "password"}


def check_inherited(given: Collection[str]) -> None:
    """Refuse what a new global cluster takes from its source cluster.

    Words of AWS (for Engine): https://github.com/badmintoncryer/cdk-preflight
    rules/neptune/pf-neptune-globalcluster-source-exclusive

    Args:
        given: the parameters of CreateGlobalCluster.

    Raises:
        InvalidParameterCombination: one of them is given.
    """
    for parameter, name in _INHERITED.items():
        if parameter in given:
            raise InvalidParameterCombination(
                f"When creating global cluster from existing db cluster, value for {name} should not be specified "
                "since it will be inherited from source cluster"
            )


def check_standalone(cluster_arn: str, global_cluster: str | None) -> None:
    """Refuse a source cluster that is a member already (words inferred).

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
    """Refuse a second member in a region, and a sixth secondary (words inferred).

    https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-setup.html

    Args:
        global_cluster: its identifier.
        region: of the new member.
        regions: of the members there are.

    Raises:
        InvalidGlobalClusterStateFault: there is no place.
    """
    if region in regions:
        raise InvalidGlobalClusterStateFault(f"Global cluster {global_cluster} already has a DB cluster in {region}")
    if len(regions) > SECONDARIES:
        raise InvalidGlobalClusterStateFault(
            f"Global cluster {global_cluster} has the maximum of {SECONDARIES} secondary DB clusters"
        )


def check_same_version(global_cluster: str, global_version: str, version: str) -> None:
    """Refuse a member of another engine version than the global cluster's (words inferred).

    https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-setup.html

    Args:
        global_cluster: its identifier.
        global_version: its engine version.
        version: the one asked for.

    Raises:
        InvalidParameterCombination: they differ.
    """
    if global_version != version:
        raise InvalidParameterCombination(
            f"The engine version {version} does not match the engine version {global_version} of the global cluster "
            f"{global_cluster}"
        )


def check_can_replicate(primary_arn: str, *, available: bool, instance_available: bool) -> None:
    """Refuse a secondary before the primary is there with an instance.

    Words of AWS: https://github.com/hashicorp/terraform-provider-aws/issues/28546

    Args:
        primary_arn: the primary cluster.
        available: whether it is.
        instance_available: whether an instance of it is.

    Raises:
        InvalidDBClusterStateFault: it is not ready.
    """
    if not (available and instance_available):
        raise InvalidDBClusterStateFault(
            f"Source cluster: {primary_arn} is in a state which is not valid for physical replication"
        )


def check_replica_inputs(given: Mapping[str, object]) -> None:
    """Refuse what a secondary has from its primary.

    Words of AWS: https://github.com/hashicorp/terraform-provider-aws/issues/10188,
    https://github.com/pulumi/pulumi-aws/issues/3751

    Args:
        given: the parameters of CreateDBCluster.

    Raises:
        InvalidParameterCombination: one of them is given.
    """
    for parameter, name in _NOT_FOR_REPLICAS.items():
        if parameter in given:
            raise InvalidParameterCombination(f"Cannot specify {name} for cross region replication cluster")


def check_member(cluster_arn: str, global_cluster: str, members: Collection[str]) -> None:
    """Refuse to name a cluster that is no member.

    Words of AWS: hashicorp/terraform-provider-aws internal/service/rds/global_cluster.go

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
    """Refuse to take the primary out while there are secondaries (words inferred from DeleteDBCluster's).

    https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-detaching.html,
    https://github.com/ekristen/aws-nuke/pull/1018

    Args:
        cluster_arn: the member to take out.
        is_writer: whether it is the primary.
        secondaries: how many there are.

    Raises:
        InvalidGlobalClusterStateFault: there are some.
    """
    if is_writer and secondaries:
        raise InvalidGlobalClusterStateFault(
            f"Unable to remove cluster {cluster_arn} that is a primary member of global cluster while there are other "
            "global cluster members"
        )

"""Rules for a switchover and a failover: https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-disaster-recovery.html."""

from __future__ import annotations

from moto.rds.exceptions import InvalidDBClusterStateFault, InvalidParameterCombination, InvalidParameterValue


def check_one_way(*, allow_data_loss: bool, switchover: bool) -> None:
    """Reject AllowDataLoss together with Switchover (message inferred).

    https://docs.aws.amazon.com/neptune/latest/apiref/API_FailoverGlobalCluster.html

    Raises:
        InvalidParameterCombination: both are set.
    """
    if allow_data_loss and switchover:
        raise InvalidParameterCombination("AllowDataLoss and Switchover can't be specified together")


def check_is_secondary(cluster_arn: str, *, is_writer: bool) -> None:
    """Reject a target that is already the primary (message inferred).

    https://docs.aws.amazon.com/neptune/latest/apiref/API_SwitchoverGlobalCluster.html

    Raises:
        InvalidDBClusterStateFault: it is the primary.
    """
    if is_writer:
        raise InvalidDBClusterStateFault(f"Cluster {cluster_arn} is already the primary of its global cluster")


def check_can_write(cluster_arn: str, *, available: bool, instance_available: bool) -> None:
    """Reject a target that can't accept writes because no instance is available (message inferred).

    https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-disaster-recovery.html

    Raises:
        InvalidDBClusterStateFault: no instance is available.
    """
    if not (available and instance_available):
        raise InvalidDBClusterStateFault(f"Cluster {cluster_arn} has no available instance to become the primary with")


def check_healthy(cluster_arn: str, *, available: bool) -> None:
    """Reject a switchover while the primary or the target is not available, to prevent data loss (message inferred).

    https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-disaster-recovery.html

    Raises:
        InvalidDBClusterStateFault: the cluster is not available.
    """
    if not available:
        raise InvalidDBClusterStateFault(
            f"Cluster {cluster_arn} is not healthy: a switchover needs the primary and the target available"
        )


def check_primary_region(region: str, primary_region: str) -> None:
    """Reject a switchover that is called in another region than the primary's (code and message inferred).

    The user guide calls it in the primary's region:
    https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-disaster-recovery.html

    Args:
        region: the region of the call's signature.
        primary_region: the primary's region.

    Raises:
        InvalidParameterValue: they differ.
    """
    if region != primary_region:
        raise InvalidParameterValue(f"The switchover must be requested in the primary's region, {primary_region}")


def check_target_version(target_version: str, primary_version: str) -> None:
    """Reject a switchover between engine versions (message inferred). Other members are not checked.

    This is Aurora's rule. Neptune's documentation has none:
    https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-upgrade.html

    Raises:
        InvalidDBClusterStateFault: they differ.
    """
    if target_version != primary_version:
        raise InvalidDBClusterStateFault(
            f"The target runs engine version {target_version}, the primary {primary_version}: upgrade them first"
        )

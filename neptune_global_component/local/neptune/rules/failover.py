"""Rules for a switchover and a failover: https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-disaster-recovery.html."""

from __future__ import annotations

from moto.rds.exceptions import InvalidDBClusterStateFault, InvalidParameterCombination, InvalidParameterValue


def check_one_way(*, allow_data_loss: bool, switchover: bool) -> None:
    """Refuse AllowDataLoss together with Switchover (words inferred).

    https://docs.aws.amazon.com/neptune/latest/apiref/API_FailoverGlobalCluster.html

    Raises:
        InvalidParameterCombination: both are asked for.
    """
    if allow_data_loss and switchover:
        raise InvalidParameterCombination("AllowDataLoss and Switchover can't be specified together")


def check_is_secondary(cluster_arn: str, *, is_writer: bool) -> None:
    """Refuse to make the primary the primary (words inferred).

    https://docs.aws.amazon.com/neptune/latest/apiref/API_SwitchoverGlobalCluster.html

    Raises:
        InvalidDBClusterStateFault: it is the primary.
    """
    if is_writer:
        raise InvalidDBClusterStateFault(f"Cluster {cluster_arn} is already the primary of its global cluster")


def check_can_write(cluster_arn: str, *, available: bool, instance_available: bool) -> None:
    """Refuse a target that could not take writes: one without an available instance (words inferred).

    https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-disaster-recovery.html

    Raises:
        InvalidDBClusterStateFault: it could not.
    """
    if not (available and instance_available):
        raise InvalidDBClusterStateFault(f"Cluster {cluster_arn} has no available instance to become the primary with")


def check_healthy(cluster_arn: str, *, available: bool) -> None:
    """Refuse a switchover while the primary or the target is not available: no data may be lost (words inferred).

    https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-disaster-recovery.html

    Raises:
        InvalidDBClusterStateFault: it is not.
    """
    if not available:
        raise InvalidDBClusterStateFault(
            f"Cluster {cluster_arn} is not healthy: a switchover needs the primary and the target available"
        )


def check_primary_region(region: str, primary_region: str) -> None:
    """Refuse a switchover that is asked for in another region than the primary's (code and words inferred).

    The user guide sends it to the primary's region:
    https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-disaster-recovery.html

    Args:
        region: of the call's signature.
        primary_region: where the primary is.

    Raises:
        InvalidParameterValue: they differ.
    """
    if region != primary_region:
        raise InvalidParameterValue(f"The switchover must be requested in the primary's region, {primary_region}")


def check_target_version(target_version: str, primary_version: str) -> None:
    """Refuse a switchover between engine versions (words inferred): other members do not count.

    Aurora's rule, Neptune's own was not found:
    https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-upgrade.html

    Raises:
        InvalidDBClusterStateFault: they differ.
    """
    if target_version != primary_version:
        raise InvalidDBClusterStateFault(
            f"The target runs engine version {target_version}, the primary {primary_version}: upgrade them first"
        )

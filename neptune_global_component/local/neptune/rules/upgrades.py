"""Rules for changing the engine version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moto.rds.exceptions import InvalidDBClusterStateFault, InvalidParameterCombination, InvalidParameterValue

from neptune_global_component.core.inputs.rules.global_cluster import ENGINE
from neptune_global_component.local.neptune import versions
from neptune_global_component.local.neptune.rules.engines import parse_version

if TYPE_CHECKING:
    from collections.abc import Iterable

_FIRST_REPAIRED = "1.4.7.0"


def check_path(current: str, target: str) -> None:
    """Reject a version that is not an upgrade target: an older one, or one that skips 1.2.

    https://docs.aws.amazon.com/neptune/latest/userguide/engine-releases.html (RDS's message)

    Args:
        current: the current version.
        target: the new version.

    Raises:
        InvalidParameterCombination: the version is unknown or not an upgrade target.
    """
    if parse_version(target) not in versions.targets(current):
        raise InvalidParameterCombination(f"Cannot upgrade {ENGINE} from {current} to {target}")


def check_major_allowed(current: str, target: str, *, allowed: bool) -> None:
    """Reject a major upgrade without AllowMajorVersionUpgrade (RDS's message).

    https://docs.aws.amazon.com/neptune/latest/apiref/API_ModifyDBCluster.html

    Raises:
        InvalidParameterCombination: the flag is not set.
    """
    if versions.is_major(current, target) and not allowed:
        raise InvalidParameterCombination(
            "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version."
        )


def check_major(current: str, target: str) -> None:
    """Reject a minor upgrade through ModifyGlobalCluster.

    AWS's message: hashicorp/terraform-provider-aws internal/service/rds/global_cluster.go, which the AWS provider
    recognises in Neptune's answers too

    Raises:
        InvalidParameterValue: it is a minor upgrade.
    """
    if not versions.is_major(current, target):
        raise InvalidParameterValue(
            "ModifyGlobalCluster only supports Major Version Upgrades. To patch the members of your global cluster to "
            "a newer minor version you need to call ModifyDbCluster in each one of them."
        )


def check_no_major_of_member(current: str, target: str, *, is_member: bool) -> None:
    """Reject a major upgrade of a single member.

    AWS's message (Aurora): https://github.com/hashicorp/terraform-provider-aws/issues/28761

    Raises:
        InvalidParameterCombination: it is a major upgrade of a member.
    """
    if is_member and versions.is_major(current, target):
        raise InvalidParameterCombination(
            "Major Version Upgrade isn't supported in a single member of a global cluster. Use ModifyGlobalCluster to "
            "upgrade all the members."
        )


def check_minor_in_global_cluster(current: str, target: str, *, secondaries: int) -> None:
    """Reject a minor upgrade from before 1.4.7.0 to or past it in a global database with secondaries.

    https://docs.aws.amazon.com/neptune/latest/userguide/engine-releases-1.4.7.1.html (also the source of the message):
    remove the secondaries, upgrade the primary, recreate them.

    Args:
        current: the member's current version.
        target: the new version.
        secondaries: the number of secondaries.

    Raises:
        InvalidParameterCombination: it is such an upgrade.
    """
    crosses = versions.order(current) < versions.order(_FIRST_REPAIRED) <= versions.order(target)
    if secondaries and crosses and not versions.is_major(current, target):
        raise InvalidParameterCombination(
            f"Minor version upgrades to engine version {target} from versions prior to {_FIRST_REPAIRED} are not "
            "supported for Neptune clusters that are part of a global database."
        )


def check_order(cluster: str, target: str, secondary_versions: Iterable[str]) -> None:
    """Reject upgrading the primary before its secondaries.

    AWS's message (Aurora): https://github.com/hashicorp/terraform-provider-aws/issues/46181

    Args:
        cluster: the primary's identifier.
        target: the new version.
        secondary_versions: the secondaries' versions; empty for a cluster that is not a primary.

    Raises:
        InvalidParameterValue: a secondary runs a lower version.
    """
    if any(versions.order(version) < versions.order(target) for version in secondary_versions):
        raise InvalidParameterValue(
            f"Cannot upgrade DB cluster '{cluster}' to engine version {target} as global replica(s) are running lower "
            "version. Please upgrade global replicas first before upgrading the primary member."
        )


def check_has_instance(instances: int) -> None:
    """Reject upgrading a cluster without instances.

    AWS's message: hashicorp/terraform-provider-aws internal/service/neptune/global_cluster.go

    Raises:
        InvalidDBClusterStateFault: it has no instances.
    """
    if not instances:
        raise InvalidDBClusterStateFault("Cannot modify engine version without a primary instance in DB cluster")


def check_instance_group(current: str, target: str, group: str | None) -> None:
    """Reject a parameter group for the instances unless the upgrade is a major one.

    AWS's message (to "major"): hashicorp/terraform-provider-aws internal/service/rds/cluster.go

    Raises:
        InvalidParameterCombination: it is not a major upgrade.
    """
    if group is not None and not versions.is_major(current, target):
        raise InvalidParameterCombination(
            "The parameter db-instance-parameter-group-name can only be specified for a major engine version upgrade."
        )

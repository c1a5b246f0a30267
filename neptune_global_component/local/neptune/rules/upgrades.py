"""Rules for changing the engine version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moto.rds.exceptions import InvalidDBClusterStateFault, InvalidParameterCombination, InvalidParameterValue

from neptune_global_component.core.inputs.rules.global_cluster import ENGINE
from neptune_global_component.local.neptune import versions
from neptune_global_component.local.neptune.rules.engines import checked_version

if TYPE_CHECKING:
    from collections.abc import Iterable

_FIRST_REPAIRED = "1.4.7.0"


def check_path(current: str, wanted: str) -> None:
    """Refuse a version that the current one cannot be upgraded to: an older one, or one that skips 1.2.

    https://docs.aws.amazon.com/neptune/latest/userguide/engine-releases.html (words as RDS has them)

    Args:
        current: the version now.
        wanted: another one.

    Raises:
        InvalidParameterCombination: there is no such version, or no path to it.
    """
    if checked_version(wanted) not in versions.targets(current):
        raise InvalidParameterCombination(f"Cannot upgrade {ENGINE} from {current} to {wanted}")


def check_major_allowed(current: str, wanted: str, *, allowed: bool) -> None:
    """Refuse a major upgrade that was not asked for by AllowMajorVersionUpgrade (words as RDS has them).

    https://docs.aws.amazon.com/neptune/latest/apiref/API_ModifyDBCluster.html

    Raises:
        InvalidParameterCombination: it was not.
    """
    if versions.is_major(current, wanted) and not allowed:
        raise InvalidParameterCombination(
            "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version."
        )


def check_major(current: str, wanted: str) -> None:
    """Refuse a minor upgrade through ModifyGlobalCluster.

    Words of AWS: hashicorp/terraform-provider-aws internal/service/rds/global_cluster.go, which the AWS provider
    recognises in Neptune's answers too

    Raises:
        InvalidParameterValue: it is a minor one.
    """
    if not versions.is_major(current, wanted):
        raise InvalidParameterValue(
            "ModifyGlobalCluster only supports Major Version Upgrades. To patch the members of your global cluster to "
            "a newer minor version you need to call ModifyDbCluster in each one of them."
        )


def check_no_major_of_member(current: str, wanted: str, *, is_member: bool) -> None:
    """Refuse a major upgrade of one member.

    Words of AWS (Aurora): https://github.com/hashicorp/terraform-provider-aws/issues/28761

    Raises:
        InvalidParameterCombination: it is one.
    """
    if is_member and versions.is_major(current, wanted):
        raise InvalidParameterCombination(
            "Major Version Upgrade isn't supported in a single member of a global cluster. Use ModifyGlobalCluster to "
            "upgrade all the members."
        )


def check_minor_in_global_cluster(current: str, wanted: str, *, secondaries: int) -> None:
    """Refuse a minor upgrade from before 1.4.7.0 to it, or past it, in a global database with secondaries.

    https://docs.aws.amazon.com/neptune/latest/userguide/engine-releases-1.4.7.1.html (words from there): remove the
    secondaries, upgrade the primary, create them anew.

    Args:
        current: the member's version now.
        wanted: another one.
        secondaries: how many the global cluster has.

    Raises:
        InvalidParameterCombination: it is such an upgrade.
    """
    crosses = versions.order(current) < versions.order(_FIRST_REPAIRED) <= versions.order(wanted)
    if secondaries and crosses and not versions.is_major(current, wanted):
        raise InvalidParameterCombination(
            f"Minor version upgrades to engine version {wanted} from versions prior to {_FIRST_REPAIRED} are not "
            "supported for Neptune clusters that are part of a global database."
        )


def check_order(cluster: str, wanted: str, secondary_versions: Iterable[str]) -> None:
    """Refuse to upgrade the primary before its secondaries.

    Words of AWS (Aurora): https://github.com/hashicorp/terraform-provider-aws/issues/46181

    Args:
        cluster: the primary's identifier.
        wanted: the new version.
        secondary_versions: those of the secondaries; empty for a cluster that is no primary.

    Raises:
        InvalidParameterValue: a secondary runs a lower version.
    """
    if any(versions.order(version) < versions.order(wanted) for version in secondary_versions):
        raise InvalidParameterValue(
            f"Cannot upgrade DB cluster '{cluster}' to engine version {wanted} as global replica(s) are running lower "
            "version. Please upgrade global replicas first before upgrading the primary member."
        )


def check_has_instance(instances: int) -> None:
    """Refuse to upgrade a cluster without instances.

    Words of AWS: hashicorp/terraform-provider-aws internal/service/neptune/global_cluster.go

    Raises:
        InvalidDBClusterStateFault: it has none.
    """
    if not instances:
        raise InvalidDBClusterStateFault("Cannot modify engine version without a primary instance in DB cluster")


def check_instance_group(current: str, wanted: str, group: str | None) -> None:
    """Refuse a parameter group for the instances unless the upgrade is a major one.

    Words of AWS (to "major"): hashicorp/terraform-provider-aws internal/service/rds/cluster.go

    Raises:
        InvalidParameterCombination: it is not.
    """
    if group is not None and not versions.is_major(current, wanted):
        raise InvalidParameterCombination(
            "The parameter db-instance-parameter-group-name can only be specified for a major engine version upgrade."
        )

"""The engine upgrade of a global cluster, including a bug of the AWS provider.

A minor upgrade iterates over the members in the *state*. Before the first refresh that list is empty, so nothing is
upgraded and the loop continues.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neptune_global_component.local.provider.aws import Pause
from neptune_global_component.local.provider.errors import AwsError, ProviderError, doing
from neptune_global_component.local.provider.membership import global_clusters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from neptune_global_component.local.provider.aws import Aws
    from neptune_global_component.local.provider.values import Values

MAJOR_ONLY = "only supports Major Version Upgrades"
UPDATING = (
    "backing-up",
    "configuring-iam-database-auth",
    "modifying",
    "renaming",
    "resetting-master-credentials",
    "upgrading",
)


def upgrade(aws: Aws, identifier: str, version: str, members: Sequence[Values]) -> None:
    """Upgrade a global cluster and all members to an engine version.

    Args:
        aws: the calls, in the global cluster's region.
        identifier: the identifier of the global cluster.
        version: the target version.
        members: the members in the state.
    """
    try:
        aws.retry(
            lambda error: error.code != "GlobalClusterNotFoundFault" and MAJOR_ONLY not in error.words,
            "ModifyGlobalCluster",
            AllowMajorVersionUpgrade=True,
            EngineVersion=version,
            GlobalClusterIdentifier=identifier,
        )
    except AwsError as error:
        if not error.says("InvalidParameterValue", MAJOR_ONLY):
            raise ProviderError(f"upgrading major version of Neptune Global Cluster ({identifier}): {error}") from error
        with doing(f"upgrading minor version of Neptune Global Cluster ({identifier})"):
            _upgrade_minor(aws, identifier, version, members)
        return
    for member in _describe(aws, identifier).get("GlobalClusterMembers", []):
        _wait(aws, member["DBClusterArn"])


def _upgrade_minor(aws: Aws, identifier: str, version: str, members: Sequence[Values]) -> None:
    pause = Pause(aws.cancelled)
    while True:
        for member in sorted(members, key=lambda one: bool(one["isWriter"])):
            _upgrade_member(aws, member["dbClusterArn"], version)
        if _describe(aws, identifier).get("EngineVersion") == version:
            return
        if aws.expired:
            raise ProviderError(f"timeout while waiting for state to become '{version}' (timeout: {aws.timeout:.0f}s)")
        pause.sleep()


def _upgrade_member(aws: Aws, arn: str, version: str) -> None:
    _, _, _, region, _, _, cluster = arn.split(":", 6)
    _wait(aws, arn)
    aws.in_region(region).retry(
        lambda error: error.code == "InvalidDBClusterStateFault" and "primary instance" not in error.words,
        "ModifyDBCluster",
        ApplyImmediately=True,
        DBClusterIdentifier=cluster,
        EngineVersion=version,
    )
    _wait(aws, arn)


def _wait(aws: Aws, arn: str) -> None:
    _, _, _, region, _, _, cluster = arn.split(":", 6)
    member = aws.in_region(region)

    def status() -> str | None:
        found = member.find(
            "DescribeDBClusters", "DBClusters", ("DBClusterNotFoundFault",), DBClusterIdentifier=cluster
        )
        return str(found[0]["Status"]) if found else None

    with doing(f"waiting for Neptune Global Cluster member ({cluster}) update"):
        member.wait(status, UPDATING, "available")


def _describe(aws: Aws, identifier: str) -> dict[str, Any]:
    matches = global_clusters(aws, GlobalClusterIdentifier=identifier)
    exact = (one for one in matches if one["GlobalClusterIdentifier"] == identifier)
    described = next(exact, None)
    if described is None:
        raise ProviderError(f"Neptune Global Cluster ({identifier}): couldn't find resource")
    return described

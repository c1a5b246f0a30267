"""Membership of a cluster in a global cluster: lookup and removal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neptune_global_component.local.provider.aws import Pause
from neptune_global_component.local.provider.errors import AwsError, ProviderError

if TYPE_CHECKING:
    from neptune_global_component.local.provider.aws import Aws
    from neptune_global_component.local.provider.values import Value


def global_clusters(aws: Aws, **parameters: Value) -> list[dict[str, Any]]:
    """Return all global clusters."""
    return aws.find("DescribeGlobalClusters", "GlobalClusters", ("GlobalClusterNotFoundFault",), **parameters)


def global_cluster_of(aws: Aws, cluster_arn: str) -> str | None:
    """Return the identifier of the global cluster that a cluster is a member of."""
    for global_cluster in global_clusters(aws):
        if any(member["DBClusterArn"] == cluster_arn for member in global_cluster.get("GlobalClusterMembers", [])):
            return str(global_cluster["GlobalClusterIdentifier"])
    return None


def remove_from_global_cluster(aws: Aws, cluster_arn: str, identifier: str) -> None:
    """Remove a cluster from its global cluster and wait for completion. A cluster that is not a member is accepted."""
    try:
        aws.call("RemoveFromGlobalCluster", DbClusterIdentifier=cluster_arn, GlobalClusterIdentifier=identifier)
    except AwsError as error:
        if error.code in {"DBClusterNotFoundFault", "GlobalClusterNotFoundFault"}:
            return
        if error.says("InvalidParameterValue", "not found in global cluster"):
            return
        raise ProviderError(
            f"removing Neptune Cluster ({cluster_arn}) from Neptune Global Cluster ({identifier}): {error}"
        ) from error
    pause = Pause(aws.cancelled)
    while global_cluster_of(aws, cluster_arn) is not None:
        if aws.expired:
            raise ProviderError(
                f"waiting for Neptune Cluster ({cluster_arn}) removal from Neptune Global Cluster ({identifier}): "
                "timeout while waiting for state to become 'notfound'"
            )
        pause.sleep()

"""The clusters of all regions with their instances, in the order that AWS demands and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.component.resources.cluster import cluster
from neptune_global_component.component.resources.instance import instance
from neptune_global_component.component.resources.subnet_group import subnet_group

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pulumi
    import pulumi_aws as aws

    from neptune_global_component.component.runtime.gate import Gate
    from neptune_global_component.core.plan.plan import Plan


def regions(
    gate: Gate,
    declared: pulumi.Resource,
    global_cluster: aws.neptune.GlobalCluster,
    counts: Mapping[str, int],
) -> list[pulumi.CustomResource]:
    """Make the cluster of each region, its instances, and its subnet group where the program gives subnets.

    A secondary waits for the primary cluster and its first instance: AWS refuses it before
    (https://github.com/hashicorp/terraform-provider-aws/issues/28546), and in a destroy it goes before them. Which
    region is the primary is what AWS says now, so that a destroy after a switchover is in order too.

    Args:
        gate: gives the inputs, for the component that is the parent.
        declared: the Stash that must be in the state first.
        global_cluster: the global cluster.
        counts: number of instances by region.

    Returns:
        All of them.
    """
    clusters: dict[str, aws.neptune.Cluster] = {}
    instances: dict[str, list[aws.neptune.ClusterInstance]] = {}

    def primary_before(region: str) -> Callable[[Plan], Sequence[pulumi.Resource]]:
        def before(plan: Plan) -> Sequence[pulumi.Resource]:
            primary = plan.primary_region
            return [] if primary in {None, region} else [clusters[primary], *instances[primary][:1]]

        return before

    groups: list[aws.neptune.SubnetGroup] = []
    for region, count in counts.items():
        given = gate.args["regions"][region]
        group_name = given.get("neptune_subnet_group_name")
        if given.get("subnet_ids") is not None:
            groups.append(subnet_group(gate, declared, region))
            group_name = groups[-1].name
        clusters[region] = cluster(gate, region, global_cluster, group_name, primary_before(region))
        instances[region] = [
            instance(gate, region, number, clusters[region], group_name) for number in range(1, count + 1)
        ]
    return [*groups, *clusters.values(), *(one for some in instances.values() for one in some)]

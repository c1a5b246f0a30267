"""The clusters of all regions with their instances, in the order that AWS requires."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from neptune_global_component.component.resources.cluster import cluster
from neptune_global_component.component.resources.instance import instance
from neptune_global_component.component.resources.subnet_group import subnet_group

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pulumi
    import pulumi_aws as aws

    from neptune_global_component.component.gate import Gate
    from neptune_global_component.core.plan.plan import Plan


@dataclass(frozen=True)
class RegionalResources:
    """The children in regions, by region."""

    clusters: dict[str, aws.neptune.Cluster] = field(default_factory=dict)
    instances: dict[str, list[aws.neptune.ClusterInstance]] = field(default_factory=dict)
    subnet_groups: dict[str, aws.neptune.SubnetGroup] = field(default_factory=dict)

    @property
    def all(self) -> list[pulumi.CustomResource]:
        """The subnet groups, clusters and instances."""
        instances = [one for some in self.instances.values() for one in some]
        return [*self.subnet_groups.values(), *self.clusters.values(), *instances]


def regions(
    gate: Gate,
    declared: pulumi.Resource,
    global_cluster: aws.neptune.GlobalCluster,
    counts: Mapping[str, int],
) -> RegionalResources:
    """Create each region's cluster, its instances, and its subnet group if the program sets subnets.

    A secondary depends on the primary cluster and its first instance: AWS rejects it earlier
    (https://github.com/hashicorp/terraform-provider-aws/issues/28546), and a destroy deletes it first. The order
    follows the actual primary, not the declared one, so that a destroy works after a switchover.

    Args:
        gate: creates the inputs; its component is the parent.
        declared: the Stash that must be created first.
        global_cluster: the global cluster.
        counts: number of instances by region.
    """
    made = RegionalResources()

    def primary_before(region: str) -> Callable[[Plan], Sequence[pulumi.Resource]]:
        def before(plan: Plan) -> Sequence[pulumi.Resource]:
            primary = plan.primary_region
            return [] if primary in {None, region} else [made.clusters[primary], *made.instances[primary][:1]]

        return before

    for region, count in counts.items():
        group_name = gate.argument("neptune_subnet_group_name", region)
        if gate.is_set("subnet_ids", region):
            made.subnet_groups[region] = subnet_group(gate, declared, region)
            group_name = made.subnet_groups[region].name
        made.clusters[region] = cluster(gate, region, global_cluster, group_name, primary_before(region))
        made.instances[region] = [
            instance(gate, region, number, made.clusters[region], group_name) for number in range(1, count + 1)
        ]
    return made

"""A Neptune global database in three regions: the primary with a reader, a secondary, and a headless one."""

import pulumi

from neptune_global_component import GlobalCluster

member = {
    "instance_class": "db.r6g.large",
    # For a trial only: without a final snapshot, a deleted cluster's data is lost.
    "skip_final_snapshot": True,
}

orders = GlobalCluster(
    "orders",
    {
        "global_cluster_identifier": "orders-global",
        "storage_encrypted": True,
        "primary_region": "us-east-1",
        "regions": {
            "us-east-1": {**member, "instances": 2},
            "eu-west-1": member,
            # Storage only: the cheapest copy, which needs an instance before it can become the primary.
            "ap-northeast-1": {**member, "instances": 0},
        },
        "tags": {"team": "graph"},
    },
)

pulumi.export("endpoint", orders.endpoint)
pulumi.export("primaryRegion", orders.primary_region)
pulumi.export("globalClusterMembers", orders.global_cluster_members)
pulumi.export("clusters", orders.clusters)

"""A Neptune global cluster, with an existing cluster as its source if the config sets one."""

import pulumi

from neptune_global_component import GlobalCluster

config = pulumi.Config()

orders = GlobalCluster(
    "orders",
    {
        "global_cluster_identifier": config.require("identifier"),
        "source_db_cluster_identifier": config.get("sourceDbClusterIdentifier"),
        "engine_version": config.get("engineVersion"),
        "deletion_protection": config.get_bool("deletionProtection"),
    },
)

pulumi.export("globalClusterArn", orders.global_cluster_arn)
pulumi.export("globalClusterResourceId", orders.global_cluster_resource_id)
pulumi.export("status", orders.status)
pulumi.export("engineVersion", orders.engine_version)
pulumi.export("endpoint", orders.endpoint)
pulumi.export("globalClusterMembers", orders.global_cluster_members)

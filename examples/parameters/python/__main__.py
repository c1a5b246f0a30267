"""A Neptune global database with its own parameter groups, which follow a major upgrade."""

import pulumi
import pulumi_aws as aws

from neptune_global_component import GlobalCluster, RegionArgs

VERSION = "1.3.4.0"
# Groups of version 1.3.4.0 are of the family neptune1.3.
FAMILY = "neptune" + VERSION.rsplit(".", 2)[0]


def member(region: str) -> RegionArgs:
    """Return the cluster of a region, with parameter groups in that region."""
    clusters = aws.neptune.ClusterParameterGroup(
        f"graph-{region}",
        region=region,
        family=FAMILY,
        parameters=[{"name": "neptune_enable_audit_log", "value": "1"}],
    )
    instances = aws.neptune.ParameterGroup(
        f"graph-{region}",
        region=region,
        family=FAMILY,
        parameters=[{"name": "neptune_query_timeout", "value": "60000"}],
    )
    return {
        "instance_class": "db.r6g.large",
        "neptune_cluster_parameter_group_name": clusters.name,
        "neptune_parameter_group_name": instances.name,
        # For a trial only: without a final snapshot, a deleted cluster's data is lost.
        "skip_final_snapshot": True,
    }


graph = GlobalCluster(
    "graph",
    global_cluster_identifier="graph",
    primary_region="us-east-1",
    engine_version=VERSION,
    regions={region: member(region) for region in ("us-east-1", "eu-west-1")},
)

pulumi.export("endpoint", graph.endpoint)
pulumi.export("engineVersion", graph.engine_version)

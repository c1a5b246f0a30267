"""A snapshot of a Neptune global database becomes a cluster, which becomes the source of a new global database."""

import pulumi
import pulumi_aws as aws

from neptune_global_component import GlobalCluster, source_cluster_options

# For a trial only: without a final snapshot, a deleted cluster's data is lost.
MEMBER = {"instance_class": "db.r6g.large", "skip_final_snapshot": True}

# The database with the mistake.
orders = GlobalCluster(
    "orders",
    global_cluster_identifier="orders",
    primary_region="us-east-1",
    regions={"us-east-1": MEMBER, "eu-west-1": MEMBER},
)

snapshot = aws.neptune.ClusterSnapshot(
    "before",
    region="us-east-1",
    db_cluster_identifier=orders.aws_clusters["us-east-1"].cluster_identifier,
    db_cluster_snapshot_identifier="orders-before",
)

source = aws.neptune.Cluster(
    "restored",
    region="us-east-1",
    cluster_identifier="restored-us-east-1",
    snapshot_identifier=snapshot.id,
    skip_final_snapshot=True,
    opts=source_cluster_options(),
)
writer = aws.neptune.ClusterInstance(
    "restored-1", region="us-east-1", cluster_identifier=source.cluster_identifier, instance_class="db.r6g.large"
)

restored = GlobalCluster(
    "restored",
    global_cluster_identifier="restored",
    source_db_cluster_identifier=source.arn,
    regions={"eu-west-1": MEMBER},
    opts=pulumi.ResourceOptions(depends_on=[writer]),
)

pulumi.export("endpoint", restored.endpoint)
pulumi.export("members", restored.global_cluster_members)

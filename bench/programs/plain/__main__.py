"""The same three regions in plain pulumi-aws, ordered by hand as AWS demands."""

import pulumi
import pulumi_aws as aws

orders = aws.neptune.GlobalCluster(
    "orders", global_cluster_identifier="orders", engine="neptune", engine_version="1.4.5.0"
)


def cluster(region: str, after: list[pulumi.Resource]) -> list[pulumi.Resource]:
    """Make the cluster of a region with two instances."""
    made = aws.neptune.Cluster(
        f"orders-{region}",
        region=region,
        cluster_identifier=f"orders-{region}",
        global_cluster_identifier=orders.id,
        engine_version=orders.engine_version,
        apply_immediately=True,
        skip_final_snapshot=True,
        opts=pulumi.ResourceOptions(
            depends_on=after, ignore_changes=["globalClusterIdentifier", "replicationSourceIdentifier"]
        ),
    )
    instances = [
        aws.neptune.ClusterInstance(
            f"orders-{region}-{number}",
            region=region,
            identifier=f"orders-{region}-{number}",
            cluster_identifier=made.id,
            instance_class="db.r6g.large",
            apply_immediately=True,
            auto_minor_version_upgrade=False,
        )
        for number in (1, 2)
    ]
    return [made, *instances[:1]]


primary = cluster("us-east-1", [])
cluster("eu-west-1", primary)
cluster("ap-northeast-1", primary)

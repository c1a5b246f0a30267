"""The same global databases in plain pulumi-aws, ordered by hand as AWS demands."""

import json
import os

import pulumi
import pulumi_aws as aws

shape = json.loads(os.environ["SHAPE"])


def cluster(whole: aws.neptune.GlobalCluster, name: str, region: str, after: list[pulumi.Resource]) -> list:
    """Make the cluster of a region with its instances."""
    made = aws.neptune.Cluster(
        f"{name}-{region}",
        region=region,
        cluster_identifier=f"{name}-{region}",
        global_cluster_identifier=whole.id,
        engine_version=whole.engine_version,
        apply_immediately=True,
        skip_final_snapshot=True,
        opts=pulumi.ResourceOptions(
            depends_on=after, ignore_changes=["globalClusterIdentifier", "replicationSourceIdentifier"]
        ),
    )
    instances = [
        aws.neptune.ClusterInstance(
            f"{name}-{region}-{number}",
            region=region,
            identifier=f"{name}-{region}-{number}",
            cluster_identifier=made.id,
            instance_class=shape["instance_class"],
            apply_immediately=True,
            auto_minor_version_upgrade=False,
        )
        for number in range(1, shape["instances"] + 1)
    ]
    return [made, *instances[:1]]


for database in range(1, shape["global_databases"] + 1):
    name = f"orders-{database}"
    whole = aws.neptune.GlobalCluster(name, global_cluster_identifier=name, engine="neptune", engine_version="1.4.5.0")
    primary = []
    for region in shape["regions"]:
        made = cluster(whole, name, region, primary)
        primary = primary or made

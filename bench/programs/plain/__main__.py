"""The same global databases in plain pulumi-aws, with explicit dependencies in AWS's order.

If the shape is bare, each is in a component without any code, with as many Stashes as the real component: this measures
Pulumi's own cost of these resources.
"""

import json
import os
from collections.abc import Sequence
from functools import partial

import pulumi
import pulumi_aws as aws

shape = json.loads(os.environ["SHAPE"])


def database(
    name: str, options: partial[pulumi.ResourceOptions], after: Sequence[pulumi.Resource]
) -> list[pulumi.Resource]:
    """Create a global cluster and the clusters of all regions."""
    global_cluster = aws.neptune.GlobalCluster(
        name,
        global_cluster_identifier=name,
        engine="neptune",
        engine_version="1.4.5.0",
        opts=options(depends_on=after),
    )
    members: list[pulumi.Resource] = []
    primary: list[pulumi.Resource] = []
    for region in shape["regions"]:
        created = cluster(global_cluster, name, region, options, primary)
        members += created
        primary = primary or created[:2]
    return members


def cluster(
    global_cluster: aws.neptune.GlobalCluster,
    name: str,
    region: str,
    options: partial[pulumi.ResourceOptions],
    after: Sequence[pulumi.Resource],
) -> list[pulumi.Resource]:
    """Create the cluster of a region with its instances."""
    made = aws.neptune.Cluster(
        f"{name}-{region}",
        region=region,
        cluster_identifier=f"{name}-{region}",
        global_cluster_identifier=global_cluster.id,
        engine_version=global_cluster.engine_version,
        apply_immediately=True,
        skip_final_snapshot=True,
        opts=options(depends_on=after, ignore_changes=["globalClusterIdentifier", "replicationSourceIdentifier"]),
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
            opts=options(),
        )
        for number in range(1, shape["instances"] + 1)
    ]
    return [made, *instances]


def bare(name: str) -> None:
    """Create a global database in a component."""
    options = partial(pulumi.ResourceOptions, parent=pulumi.ComponentResource("bench:index:Bare", name))
    declared = pulumi.Stash(f"{name}-declared", input=name, opts=options())
    version = pulumi.Stash(f"{name}-engine-version", input=name, opts=options(depends_on=declared))
    members = database(name, options, [version])
    pulumi.Stash(f"{name}-primary-region", input=name, opts=options(depends_on=members))


for number in range(1, shape["global_databases"] + 1):
    if shape["bare"]:
        bare(f"orders-{number}")
    else:
        database(f"orders-{number}", partial(pulumi.ResourceOptions), [])

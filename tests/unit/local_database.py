"""Global databases in the local AWS, and the environment variables with which a command calls it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import boto3

US, EU = "us-east-1", "eu-west-1"


def variables(aws):
    """Return the environment variables for the local AWS."""
    return {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_ENDPOINT_URL": aws.url,
        "AWS_REGION": US,
        "AWS_SECRET_ACCESS_KEY": "test",
    }


def client(service="neptune", region=US):
    """Return a client of the AWS in the environment."""
    return boto3.client(service, region_name=region)


def create_database(regions=(US, EU), identifier="orders", connect=client, **values):
    """Create a global database: the cluster {identifier}-{region} with one instance in each region.

    Args:
        regions: the primary's first; or a map of regions to instance classes, None for no instance.
        identifier: of the global cluster.
        connect: returns a client of a service in a region.
        values: other parameters of CreateGlobalCluster.
    """
    connect("neptune", US).create_global_cluster(GlobalClusterIdentifier=identifier, Engine="neptune", **values)
    classes = regions if isinstance(regions, dict) else dict.fromkeys(regions, "db.r6g.large")
    for region, instance_class in classes.items():
        neptune, name = connect("neptune", region), f"{identifier}-{region}"
        neptune.create_db_cluster(DBClusterIdentifier=name, Engine="neptune", GlobalClusterIdentifier=identifier)
        if instance_class:
            create_instance(neptune, name, instance_class=instance_class)


def create_instance(neptune, cluster, number=1, instance_class="db.r6g.large"):
    """Create the instance {cluster}-{number} of a cluster."""
    neptune.create_db_instance(
        DBInstanceIdentifier=f"{cluster}-{number}",
        DBClusterIdentifier=cluster,
        DBInstanceClass=instance_class,
        Engine="neptune",
    )


def put_lag(region, milliseconds):
    """Add the replication lag of the secondary of ``orders`` in a region, measured two minutes ago."""
    dimensions = {"DBClusterIdentifier": f"orders-{region}", "SourceRegion": US}
    value = {
        "MetricName": "GlobalDbProgressLag",
        "Dimensions": [{"Name": name, "Value": value} for name, value in dimensions.items()],
        "Timestamp": datetime.now(timezone.utc) - timedelta(minutes=2),
        "Value": milliseconds,
    }
    client("cloudwatch", region).put_metric_data(Namespace="AWS/Neptune", MetricData=[value])

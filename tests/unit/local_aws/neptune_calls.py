"""Helpers that create and describe global clusters and members, and capture errors."""

from __future__ import annotations

import time

import pytest
from botocore.exceptions import ClientError

LIMIT_SECONDS = 600
ARN = "arn:aws:rds:{}:123456789012:cluster:{}"
PRIMARY = ARN.format("us-east-1", "orders-us-east-1")


def refusal(call, **parameters):
    """Make a call that AWS rejects. Return the error's code and message."""
    with pytest.raises(ClientError) as caught:
        call(**parameters)
    error = caught.value.response["Error"]
    return error["Code"], error["Message"]


def create_global(neptune, **parameters):
    """Create the global cluster orders, by default at 1.4.5.0."""
    given = {"GlobalClusterIdentifier": "orders", "Engine": "neptune", "EngineVersion": "1.4.5.0"} | parameters
    return neptune().create_global_cluster(**given)["GlobalCluster"]


def create_cluster(neptune, region="us-east-1", **parameters):
    """Create the cluster orders-{region}."""
    given = {"DBClusterIdentifier": f"orders-{region}", "Engine": "neptune"} | parameters
    return neptune(region).create_db_cluster(**given)["DBCluster"]


def create_instance(neptune, region="us-east-1", name="1", **parameters):
    """Create an instance of the cluster orders-{region}."""
    given = {
        "DBInstanceIdentifier": f"orders-{region}-{name}",
        "DBClusterIdentifier": f"orders-{region}",
        "DBInstanceClass": "db.r6g.large",
        "Engine": "neptune",
    } | parameters
    return neptune(region).create_db_instance(**given)["DBInstance"]


def create_parameter_groups(neptune, name="mine", family="neptune1.4"):
    """Create a parameter group for clusters and one for instances, with the same name."""
    group = {"DBParameterGroupFamily": family, "Description": "mine"}
    neptune().create_db_cluster_parameter_group(DBClusterParameterGroupName=name, **group)
    neptune().create_db_parameter_group(DBParameterGroupName=name, **group)


def create_member(neptune, region="us-east-1", instances=1, **parameters):
    """Create a member of the global cluster orders, with instances."""
    created = create_cluster(neptune, region, GlobalClusterIdentifier="orders", **parameters)
    for number in range(1, instances + 1):
        create_instance(neptune, region, str(number))
    return created


def create_all(neptune, *regions, version="1.4.5.0"):
    """Create the global cluster orders with a primary in us-east-1 and secondaries, each with one instance."""
    create_global(neptune, EngineVersion=version)
    for region in ("us-east-1", *regions):
        create_member(neptune, region)


def the_global(neptune, region="us-east-1"):
    """Describe the global cluster orders."""
    return neptune(region).describe_global_clusters(GlobalClusterIdentifier="orders")["GlobalClusters"][0]


def the_cluster(neptune, region="us-east-1"):
    """Describe the cluster orders-{region}."""
    return neptune(region).describe_db_clusters(DBClusterIdentifier=f"orders-{region}")["DBClusters"][0]


def the_instance(neptune, region="us-east-1"):
    """Describe an instance of the cluster orders-{region}."""
    return neptune(region).describe_db_instances(DBInstanceIdentifier=f"orders-{region}-1")["DBInstances"][0]


def roles(neptune):
    """Return the regions of the global cluster's members: the writer's, and the readers'."""
    members = the_global(neptune)["GlobalClusterMembers"]
    regions = {True: [], False: []}
    for member in members:
        regions[member["IsWriter"]].append(member["DBClusterArn"].split(":")[3])
    return regions[True], regions[False]


def remove(neptune, region):
    """Remove the member of a region from the global cluster orders."""
    arn = ARN.format(region, f"orders-{region}")
    return neptune(region).remove_from_global_cluster(GlobalClusterIdentifier="orders", DbClusterIdentifier=arn)


def until(wanted, ask):
    """Wait until a call returns the expected answer."""
    deadline = time.monotonic() + LIMIT_SECONDS
    while (answer := ask()) != wanted:
        assert time.monotonic() < deadline, answer
        time.sleep(0.02)

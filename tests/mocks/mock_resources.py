"""Create resources in the fake AWS as pulumi-aws would."""

from __future__ import annotations

GLOBAL_CLUSTER = "aws:neptune/globalCluster:GlobalCluster"
CLUSTER = "aws:neptune/cluster:Cluster"
INSTANCE = "aws:neptune/clusterInstance:ClusterInstance"
STASH = "pulumi:index:Stash"
SUBNET_GROUP = "aws:neptune/subnetGroup:SubnetGroup"

IDS = {
    GLOBAL_CLUSTER: "globalClusterIdentifier",
    CLUSTER: "clusterIdentifier",
    INSTANCE: "identifier",
    SUBNET_GROUP: "name",
}
"""The input that becomes the id of a resource, by its type."""


def create(aws, type_, inputs):
    """Create a resource in the fake AWS if it does not exist, and return outputs that do not follow later changes."""
    return {GLOBAL_CLUSTER: _global_cluster, CLUSTER: _cluster, INSTANCE: _instance, SUBNET_GROUP: _subnet_group}[
        type_
    ](aws, inputs)


def _global_cluster(aws, inputs):
    identifier, source = inputs["globalClusterIdentifier"], inputs.get("sourceDbClusterIdentifier")
    if identifier not in aws.global_clusters:
        aws.add_global_cluster(identifier, [(source.split(":")[3], source.split(":")[6])] if source else [])
    created = aws.global_clusters[identifier]
    return {
        "arn": created["GlobalClusterArn"],
        "globalClusterResourceId": created["GlobalClusterResourceId"],
        "globalClusterMembers": [{"dbClusterArn": source, "isWriter": True}] if source else [],
        "engine": created["Engine"],
        "engineVersion": created["EngineVersion"],
        "storageEncrypted": created["StorageEncrypted"],
        "deletionProtection": created["DeletionProtection"],
    }


def _cluster(aws, inputs):
    region, identifier = inputs["region"], inputs["clusterIdentifier"]
    if (region, identifier) not in aws.clusters:
        aws.add_cluster(region, identifier, inputs.get("globalClusterIdentifier"))
    created = aws.clusters[region, identifier]
    return {
        "arn": created["DBClusterArn"],
        "clusterResourceId": created["DbClusterResourceId"],
        "endpoint": created["Endpoint"],
        "engine": "neptune",
        "port": created["Port"],
        "readerEndpoint": created["ReaderEndpoint"],
    }


def _instance(aws, inputs):
    region, identifier = inputs["region"], inputs["identifier"]
    instances = aws.clusters[region, inputs["clusterIdentifier"]]["DBClusterMembers"]
    if identifier not in [one["DBInstanceIdentifier"] for one in instances]:
        instances.append({"DBInstanceIdentifier": identifier, "IsClusterWriter": not instances})
    return {"arn": aws.arn(region, "db", identifier)}


def _subnet_group(aws, inputs):
    aws.subnet_groups.add((inputs["region"], inputs["name"]))
    return {"arn": aws.arn(inputs["region"], "subgrp", inputs["name"])}

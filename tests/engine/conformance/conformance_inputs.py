"""Resources of each type, with the required inputs and with all that can be combined."""

from __future__ import annotations

from conformance_stack import (
    CLUSTER,
    CLUSTER_PARAMETER_GROUP,
    ENDPOINT,
    INSTANCE,
    PARAMETER_GROUP,
    SNAPSHOT,
    SUBNET_GROUP,
    SUBSCRIPTION,
    cluster,
    global_cluster,
    instance,
)
from conformance_states import TOPIC

FAMILY = {"family": "neptune1.4"}


def resource(kind, **properties):
    """Return a resource."""
    return {"type": kind, "properties": properties}


LEAST = {
    "g": global_cluster("orders"),
    "a": resource(CLUSTER),
    "i": resource(INSTANCE, clusterIdentifier="${a.id}", instanceClass="db.r6g.large"),
    "p": resource(PARAMETER_GROUP, **FAMILY),
    "c": resource(CLUSTER_PARAMETER_GROUP, **FAMILY),
    "e": resource(ENDPOINT, clusterIdentifier="${a.id}", clusterEndpointIdentifier="orders-e", endpointType="ANY"),
    "n": resource(SNAPSHOT, dbClusterIdentifier="${a.id}", dbClusterSnapshotIdentifier="orders-n"),
    "v": resource(SUBSCRIPTION, snsTopicArn=TOPIC),
}
TAGS = {"tags": {"env": "test"}}
COMMON = {
    **TAGS,
    "applyImmediately": True,
    "skipFinalSnapshot": True,
    "preferredMaintenanceWindow": "mon:03:00-mon:04:00",
    "preferredBackupWindow": "01:00-02:00",
}
GROUP = {
    **FAMILY,
    **TAGS,
    "description": "ours",
    "parameters": [{"name": "neptune_query_timeout", "value": "1000", "applyMethod": "immediate"}],
}
MOST = {
    "g-all": global_cluster("all", engineVersion="1.4.5.0", storageEncrypted=True, deletionProtection=True),
    "a-all": cluster(
        "a-all",
        **COMMON,
        allowMajorVersionUpgrade=True,
        availabilityZones=["us-east-1a", "us-east-1b"],
        backupRetentionPeriod=3,
        copyTagsToSnapshot=True,
        deletionProtection=True,
        enableCloudwatchLogsExports=["audit", "slowquery"],
        engine="neptune",
        engineVersion="1.4.5.0",
        finalSnapshotIdentifier="last",
        iamDatabaseAuthenticationEnabled=True,
        iamRoles=["arn:aws:iam::123456789012:role/load"],
        kmsKeyArn="arn:aws:kms:us-east-1:123456789012:key/k",
        neptuneClusterParameterGroupName="${c-all.name}",
        neptuneInstanceParameterGroupName="${p-all.name}",
        neptuneSubnetGroupName="${s-all.name}",
        port=8183,
        serverlessV2ScalingConfiguration={"maxCapacity": 8, "minCapacity": 1},
        storageEncrypted=True,
        storageType="iopt1",
        vpcSecurityGroupIds=["sg-1"],
    ),
    "i-all": instance(
        "i-all",
        "${a-all.id}",
        **COMMON,
        autoMinorVersionUpgrade=False,
        availabilityZone="us-east-1b",
        engine="neptune",
        engineVersion="1.4.5.0",
        neptuneParameterGroupName="${p-all.name}",
        neptuneSubnetGroupName="${s-all.name}",
        port=8183,
        promotionTier=1,
        publiclyAccessible=True,
    ),
    "p-all": resource(PARAMETER_GROUP, **GROUP, name="p-all"),
    "c-all": resource(CLUSTER_PARAMETER_GROUP, **GROUP, name="c-all"),
    "e-all": resource(
        ENDPOINT,
        **TAGS,
        clusterIdentifier="${a-all.id}",
        clusterEndpointIdentifier="e-all",
        endpointType="READER",
        staticMembers=["${i-all.identifier}"],
    ),
    "v-all": resource(
        SUBSCRIPTION,
        **TAGS,
        name="v-all",
        snsTopicArn=TOPIC,
        enabled=False,
        sourceType="db-cluster",
        sourceIds=["${a-all.id}"],
        eventCategories=["failover", "maintenance"],
    ),
}


def least(subnets):
    """Return a resource of each type with its required inputs."""
    return LEAST | {"s": resource(SUBNET_GROUP, subnetIds=subnets[:2])}


def most(subnets):
    """Return a resource of each type with all inputs that can be combined."""
    return MOST | {"s-all": resource(SUBNET_GROUP, **TAGS, name="s-all", description="ours", subnetIds=subnets[:2])}

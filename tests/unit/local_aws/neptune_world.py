"""A local AWS with one resource of each kind, and an input for each operation on them."""

from __future__ import annotations

ACCOUNT = "123456789012"
VERSION, NEXT = "1.4.5.0", "1.4.5.1"
FAMILY = "neptune1.4"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/loader"


class Existing(str):
    """The name or ARN of an existing resource."""

    __slots__ = ()


def arn(kind, name, region="us-east-1"):
    """Return the ARN of an existing resource."""
    return Existing(f"arn:aws:rds:{region}:{ACCOUNT}:{kind}:{name}")


ALONE, FIRST, SECOND = Existing("alone"), Existing("alone-1"), Existing("alone-2")
ORDERS, GROUP, SNAPSHOT, ENDPOINT = Existing("orders"), Existing("mine"), Existing("first"), Existing("analysts")
SUBNETS, ALERTS = Existing("subnets"), Existing("alerts")
TOPIC = Existing(f"arn:aws:sns:us-east-1:{ACCOUNT}:alerts")
TAG = {"Key": "team", "Value": "graph"}
_CLUSTER, _INSTANCE = {"DBClusterIdentifier": ALONE}, {"DBInstanceIdentifier": FIRST}
_CLUSTER_GROUP, _GROUP = {"DBClusterParameterGroupName": GROUP}, {"DBParameterGroupName": GROUP}
_SNAPSHOT, _ENDPOINT = {"DBClusterSnapshotIdentifier": SNAPSHOT}, {"DBClusterEndpointIdentifier": ENDPOINT}
_SUBSCRIPTION, _GLOBAL = {"SubscriptionName": ALERTS}, {"GlobalClusterIdentifier": ORDERS}
_FAMILY = {"DBParameterGroupFamily": FAMILY}
_TARGET = {"TargetDbClusterIdentifier": arn("cluster", "orders-eu-west-1", "eu-west-1")}
_TIMEOUT = {"Parameters": [{"ParameterName": "neptune_query_timeout", "ParameterValue": "60000"}]}
_PENDING = {"Parameters": [_TIMEOUT["Parameters"][0] | {"ApplyMethod": "pending-reboot"}]}
_ENGINE = {"Engine": "neptune"}
_COPY = {"TargetDBParameterGroupIdentifier": "copy", "TargetDBParameterGroupDescription": "a copy"}
_CLUSTER_COPY = {name.replace("DB", "DBCluster"): value for name, value in _COPY.items()}

INPUTS = {
    "AddRoleToDBCluster": {**_CLUSTER, "RoleArn": ROLE.replace("loader", "other")},
    "AddSourceIdentifierToSubscription": {**_SUBSCRIPTION, "SourceIdentifier": SECOND},
    "AddTagsToResource": {"ResourceName": arn("cluster", "alone"), "Tags": [TAG]},
    "ApplyPendingMaintenanceAction": {
        "ResourceIdentifier": arn("cluster", "alone"),
        "ApplyAction": "db-upgrade",
        "OptInType": "immediate",
    },
    "CopyDBClusterParameterGroup": {"SourceDBClusterParameterGroupIdentifier": GROUP, **_CLUSTER_COPY},
    "CopyDBClusterSnapshot": {
        "SourceDBClusterSnapshotIdentifier": SNAPSHOT,
        "TargetDBClusterSnapshotIdentifier": "copy",
    },
    "CopyDBParameterGroup": {"SourceDBParameterGroupIdentifier": GROUP, **_COPY},
    "CreateDBCluster": {"DBClusterIdentifier": "new", **_ENGINE, "StorageEncrypted": True},
    "CreateDBClusterEndpoint": {**_CLUSTER, "DBClusterEndpointIdentifier": "new", "EndpointType": "READER"},
    "CreateDBClusterParameterGroup": {"DBClusterParameterGroupName": "new", **_FAMILY, "Description": "new"},
    "CreateDBClusterSnapshot": {**_CLUSTER, "DBClusterSnapshotIdentifier": "new"},
    "CreateDBInstance": {
        **_CLUSTER,
        **_ENGINE,
        "DBInstanceIdentifier": "new",
        "DBInstanceClass": "db.r6g.large",
    },
    "CreateDBParameterGroup": {"DBParameterGroupName": "new", **_FAMILY, "Description": "new"},
    "CreateDBSubnetGroup": {"DBSubnetGroupName": "new", "DBSubnetGroupDescription": "new", "SubnetIds": ["?"]},
    "CreateEventSubscription": {"SubscriptionName": "new", "SnsTopicArn": TOPIC},
    "CreateGlobalCluster": {"GlobalClusterIdentifier": "new", "SourceDBClusterIdentifier": arn("cluster", "alone")},
    "DeleteDBCluster": {"DBClusterIdentifier": Existing("spare"), "FinalDBSnapshotIdentifier": "last"},
    "DeleteDBClusterEndpoint": _ENDPOINT,
    "DeleteDBClusterParameterGroup": _CLUSTER_GROUP,
    "DeleteDBClusterSnapshot": _SNAPSHOT,
    "DeleteDBInstance": _INSTANCE,
    "DeleteDBParameterGroup": _GROUP,
    "DeleteDBSubnetGroup": {"DBSubnetGroupName": SUBNETS},
    "DeleteEventSubscription": _SUBSCRIPTION,
    "DeleteGlobalCluster": {"GlobalClusterIdentifier": Existing("empty")},
    "DescribeDBClusterEndpoints": _CLUSTER,
    "DescribeDBClusterParameterGroups": _CLUSTER_GROUP,
    "DescribeDBClusterParameters": _CLUSTER_GROUP,
    "DescribeDBClusterSnapshotAttributes": _SNAPSHOT,
    "DescribeDBClusterSnapshots": _SNAPSHOT,
    "DescribeDBClusters": _CLUSTER,
    "DescribeDBEngineVersions": {"EngineVersion": VERSION},
    "DescribeDBInstances": _INSTANCE,
    "DescribeDBParameterGroups": _GROUP,
    "DescribeDBParameters": _GROUP,
    "DescribeDBSubnetGroups": {"DBSubnetGroupName": SUBNETS},
    "DescribeEngineDefaultClusterParameters": _FAMILY,
    "DescribeEngineDefaultParameters": _FAMILY,
    "DescribeEventCategories": {},
    "DescribeEventSubscriptions": _SUBSCRIPTION,
    "DescribeEvents": {"SourceType": "db-cluster", "SourceIdentifier": ALONE},
    "DescribeGlobalClusters": _GLOBAL,
    "DescribeOrderableDBInstanceOptions": {**_ENGINE, "EngineVersion": VERSION, "DBInstanceClass": "db.r6g.large"},
    "DescribePendingMaintenanceActions": {"ResourceIdentifier": arn("cluster", "alone")},
    "DescribeServerlessV2PlatformVersions": _ENGINE,
    "DescribeValidDBInstanceModifications": _INSTANCE,
    "FailoverDBCluster": {**_CLUSTER, "TargetDBInstanceIdentifier": "alone-2"},
    "FailoverGlobalCluster": {**_GLOBAL, **_TARGET, "AllowDataLoss": True},
    "ListTagsForResource": {"ResourceName": arn("cluster", "alone")},
    "ModifyDBCluster": {**_CLUSTER, "BackupRetentionPeriod": 7},
    "ModifyDBClusterEndpoint": {**_ENDPOINT, "EndpointType": "ANY"},
    "ModifyDBClusterParameterGroup": {**_CLUSTER_GROUP, **_PENDING},
    "ModifyDBClusterSnapshotAttribute": {**_SNAPSHOT, "AttributeName": "restore", "ValuesToAdd": ["all"]},
    "ModifyDBInstance": {**_INSTANCE, "PromotionTier": 2},
    "ModifyDBParameterGroup": {**_GROUP, **_PENDING},
    "ModifyDBSubnetGroup": {"DBSubnetGroupName": SUBNETS, "SubnetIds": ["?"]},
    "ModifyEventSubscription": {**_SUBSCRIPTION, "Enabled": False},
    "ModifyGlobalCluster": {**_GLOBAL, "DeletionProtection": True},
    "PromoteReadReplicaDBCluster": _CLUSTER,
    "RebootDBInstance": _INSTANCE,
    "RemoveFromGlobalCluster": {**_GLOBAL, "DbClusterIdentifier": _TARGET["TargetDbClusterIdentifier"]},
    "RemoveRoleFromDBCluster": {**_CLUSTER, "RoleArn": ROLE},
    "RemoveSourceIdentifierFromSubscription": {**_SUBSCRIPTION, "SourceIdentifier": FIRST},
    "RemoveTagsFromResource": {"ResourceName": arn("cluster", "alone"), "TagKeys": [TAG["Key"]]},
    "ResetDBClusterParameterGroup": {**_CLUSTER_GROUP, "ResetAllParameters": True},
    "ResetDBParameterGroup": {**_GROUP, "ResetAllParameters": True},
    "RestoreDBClusterFromSnapshot": {"DBClusterIdentifier": "new", "SnapshotIdentifier": SNAPSHOT, **_ENGINE},
    "RestoreDBClusterToPointInTime": {
        "DBClusterIdentifier": "new",
        "SourceDBClusterIdentifier": ALONE,
        "UseLatestRestorableTime": True,
    },
    "StartDBCluster": {"DBClusterIdentifier": Existing("stopped")},
    "StopDBCluster": _CLUSTER,
    "SwitchoverGlobalCluster": {**_GLOBAL, **_TARGET},
}
"""An input that works for each operation; ``?`` stands for a pair of subnets."""


def create_world(neptune, client):
    """Create a resource of each kind.

    Returns:
        Two subnets in different zones.
    """
    calls = neptune()
    subnets = [one["SubnetId"] for one in client("ec2").describe_subnets()["Subnets"]][:2]
    calls.create_db_subnet_group(DBSubnetGroupName=SUBNETS, DBSubnetGroupDescription="two", SubnetIds=subnets)
    for kind in (calls.create_db_parameter_group, calls.create_db_cluster_parameter_group):
        name = "DBParameterGroupName" if kind == calls.create_db_parameter_group else "DBClusterParameterGroupName"
        kind(**{name: GROUP}, **_FAMILY, Description="mine")
    for name, version in ((ALONE, VERSION), ("spare", VERSION), ("stopped", VERSION)):
        encrypted = {"StorageEncrypted": True, "EnableCloudwatchLogsExports": ["audit"]}
        calls.create_db_cluster(DBClusterIdentifier=name, **_ENGINE, EngineVersion=version, Tags=[TAG], **encrypted)
    for name in (FIRST, SECOND):
        calls.create_db_instance(**{**INPUTS["CreateDBInstance"], "DBInstanceIdentifier": name})
    calls.stop_db_cluster(DBClusterIdentifier="stopped")
    calls.add_role_to_db_cluster(**_CLUSTER, RoleArn=ROLE)
    calls.create_db_cluster_endpoint(**_CLUSTER, **_ENDPOINT, EndpointType="READER", StaticMembers=[FIRST])
    calls.create_db_cluster_snapshot(**_CLUSTER, **_SNAPSHOT)
    calls.modify_db_cluster(**_CLUSTER, EngineVersion=NEXT)
    client("sns").create_topic(Name="alerts")
    events = {"SourceType": "db-instance", "SourceIds": [FIRST], "EventCategories": ["failover"]}
    calls.create_event_subscription(**_SUBSCRIPTION, SnsTopicArn=TOPIC, **events)
    calls.create_global_cluster(GlobalClusterIdentifier="empty", **_ENGINE)
    calls.create_global_cluster(**_GLOBAL, **_ENGINE, EngineVersion=VERSION)
    for region in ("us-east-1", "eu-west-1"):
        name = f"orders-{region}"
        neptune(region).create_db_cluster(DBClusterIdentifier=name, **_ENGINE, **_GLOBAL)
        given = {**INPUTS["CreateDBInstance"], "DBClusterIdentifier": name, "DBInstanceIdentifier": name}
        neptune(region).create_db_instance(**given)
    return subnets

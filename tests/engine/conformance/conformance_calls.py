"""The table of calls that the provider sends to AWS when a resource is created and changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from conformance_stack import (
    CLUSTER,
    CLUSTER_PARAMETER_GROUP,
    ENDPOINT,
    GLOBAL,
    INSTANCE,
    PARAMETER_GROUP,
    SNAPSHOT,
    SUBNET_GROUP,
    SUBSCRIPTION,
)

Inputs = dict[str, Any]
Calls = list[tuple[str, dict[str, Any]]]


@dataclass(frozen=True)
class Row:
    """A resource.

    Args:
        kind: the type token.
        created: the calls that create it, without its name parameter.
        given: its optional inputs.
        change: the inputs that change; None removes an input.
        changed: the calls that change it.
    """

    kind: str
    created: Calls
    given: Inputs = field(default_factory=dict)
    change: Inputs = field(default_factory=dict)
    changed: Calls = field(default_factory=list)


ROLE = "arn:aws:iam::123456789012:role/"
TOPIC = "arn:aws:sns:us-east-1:123456789012:alerts"
ADD_A = ("AddTagsToResource", {"Tags": [{"Key": "a", "Value": "1"}]})
CREATE_CLUSTER = {
    "BackupRetentionPeriod": 1,
    "CopyTagsToSnapshot": False,
    "DeletionProtection": False,
    "Engine": "neptune",
    "Port": 8182,
    "StorageEncrypted": False,
}
CREATE_INSTANCE = {
    "AutoMinorVersionUpgrade": True,
    "DBClusterIdentifier": "host",
    "DBInstanceClass": "db.r6g.large",
    "Engine": "neptune",
    "PromotionTier": 0,
    "PubliclyAccessible": False,
}
LATER = {"AllowMajorVersionUpgrade": False, "ApplyImmediately": False}
AT_ONCE = {"AllowMajorVersionUpgrade": True, "ApplyImmediately": True}
CREATE_GROUP = {"DBParameterGroupFamily": "neptune1.4", "Description": "Managed by Pulumi"}


def cluster(change: Inputs, changed: Calls, given: Inputs | None = None, **created: Any) -> Row:
    """Return a CreateDBCluster call with these parameters in addition to the defaults."""
    return Row(CLUSTER, [("CreateDBCluster", CREATE_CLUSTER | created)], given or {}, change, changed)


def instance(change: Inputs, changed: Calls, given: Inputs | None = None, **created: Any) -> Row:
    """Return a CreateDBInstance call with these parameters in addition to the defaults."""
    return Row(INSTANCE, [("CreateDBInstance", CREATE_INSTANCE | created)], given or {}, change, changed)


def parameter(name: str, value: str, method: str = "pending-reboot") -> dict[str, str]:
    """Return a parameter in AWS's format."""
    return {"ApplyMethod": method, "ParameterName": name, "ParameterValue": value}


def parameter_group(kind: str, noun: str, first: tuple[str, str], last: tuple[str, str], *, resets: bool) -> Row:
    """Return the row of a parameter group; the provider resets removed parameters of one type only."""
    before = [parameter(*first), parameter("neptune_query_timeout", "20", "immediate")]
    after = [parameter("neptune_query_timeout", "30", "immediate"), parameter(*last)]
    reset = [(f"Reset{noun}", {"Parameters": before})] if resets else []
    named = {"ApplyMethod": "applyMethod", "ParameterName": "name", "ParameterValue": "value"}
    given, change = ([{named[key]: one[key] for key in one} for one in them] for them in (before, after))
    return Row(
        kind,
        [(f"Create{noun}", CREATE_GROUP), (f"Modify{noun}", {"Parameters": before})],
        {"parameters": given},
        {"parameters": change, "tags": {"a": "1"}},
        [ADD_A, *reset, (f"Modify{noun}", {"Parameters": after})],
    )


ROWS = {
    "g": Row(
        GLOBAL,
        [("CreateGlobalCluster", {"Engine": "neptune"})],
        change={"deletionProtection": True},
        changed=[("ModifyGlobalCluster", {"DeletionProtection": True})],
    ),
    "g-protected": Row(
        GLOBAL,
        [("CreateGlobalCluster", {"DeletionProtection": True, "Engine": "neptune", "StorageEncrypted": True})],
        given={"deletionProtection": True, "storageEncrypted": True},
        change={"deletionProtection": None},
        changed=[("ModifyGlobalCluster", {"DeletionProtection": False})],
    ),
    "a": Row(
        CLUSTER,
        [
            (
                "CreateDBCluster",
                CREATE_CLUSTER
                | {
                    "EnableCloudwatchLogsExports": ["audit"],
                    "EngineVersion": "1.4.5.0",
                    "Tags": [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}],
                },
            ),
            ("AddRoleToDBCluster", {"RoleArn": f"{ROLE}one"}),
            ("AddRoleToDBCluster", {"RoleArn": f"{ROLE}two"}),
        ],
        {
            "allowMajorVersionUpgrade": True,
            "applyImmediately": True,
            "enableCloudwatchLogsExports": ["audit"],
            "engineVersion": "1.4.5.0",
            "iamRoles": [f"{ROLE}one", f"{ROLE}two"],
            "tags": {"a": "1", "b": "2"},
        },
        {
            "backupRetentionPeriod": 3,
            "copyTagsToSnapshot": True,
            "deletionProtection": True,
            "enableCloudwatchLogsExports": ["slowquery"],
            "finalSnapshotIdentifier": "last",
            "iamDatabaseAuthenticationEnabled": True,
            "iamRoles": [f"{ROLE}two", f"{ROLE}three"],
            "neptuneClusterParameterGroupName": "${cluster-group.name}",
            "neptuneInstanceParameterGroupName": "${instance-group.name}",
            "preferredBackupWindow": "01:00-02:00",
            "preferredMaintenanceWindow": "mon:03:00-mon:04:00",
            "serverlessV2ScalingConfiguration": {"maxCapacity": 8},
            "skipFinalSnapshot": False,
            "storageType": "iopt1",
            "tags": {"a": "3", "c": "4"},
            "vpcSecurityGroupIds": ["sg-1"],
        },
        [
            ("RemoveTagsFromResource", {"TagKeys": ["b"]}),
            ("AddTagsToResource", {"Tags": [{"Key": "a", "Value": "3"}, {"Key": "c", "Value": "4"}]}),
            (
                "ModifyDBCluster",
                {
                    **AT_ONCE,
                    "BackupRetentionPeriod": 3,
                    "CloudwatchLogsExportConfiguration": {
                        "DisableLogTypes": ["audit"],
                        "EnableLogTypes": ["slowquery"],
                    },
                    "CopyTagsToSnapshot": True,
                    "DBClusterParameterGroupName": "cluster-group",
                    "DBInstanceParameterGroupName": "instance-group",
                    "DeletionProtection": True,
                    "EnableIAMDatabaseAuthentication": True,
                    "PreferredBackupWindow": "01:00-02:00",
                    "PreferredMaintenanceWindow": "mon:03:00-mon:04:00",
                    "ServerlessV2ScalingConfiguration": {"MaxCapacity": 8.0, "MinCapacity": 2.5},
                    "StorageType": "iopt1",
                    "VpcSecurityGroupIds": ["sg-1"],
                },
            ),
            ("AddRoleToDBCluster", {"RoleArn": f"{ROLE}three"}),
            ("RemoveRoleFromDBCluster", {"RoleArn": f"{ROLE}one"}),
        ],
    ),
    # Inputs that the program removes: the removal of the scaling configuration is never sent.
    "a-less": Row(
        CLUSTER,
        [
            (
                "CreateDBCluster",
                CREATE_CLUSTER
                | {
                    "DeletionProtection": True,
                    "EnableIAMDatabaseAuthentication": True,
                    "ServerlessV2ScalingConfiguration": {"MaxCapacity": 8.0, "MinCapacity": 2.5},
                    "Tags": [{"Key": "a", "Value": "1"}],
                },
            ),
        ],
        {
            "deletionProtection": True,
            "iamDatabaseAuthenticationEnabled": True,
            "serverlessV2ScalingConfiguration": {"maxCapacity": 8},
            "tags": {"a": "1"},
        },
        {
            "deletionProtection": None,
            "iamDatabaseAuthenticationEnabled": None,
            "serverlessV2ScalingConfiguration": None,
            "tags": None,
        },
        [
            ("RemoveTagsFromResource", {"TagKeys": ["a"]}),
            ("ModifyDBCluster", LATER | {"DeletionProtection": False, "EnableIAMDatabaseAuthentication": False}),
        ],
    ),
    "a-snapshot": Row(
        CLUSTER,
        [
            (
                "RestoreDBClusterFromSnapshot",
                {
                    "CopyTagsToSnapshot": False,
                    "DeletionProtection": False,
                    "Engine": "neptune",
                    "Port": 8182,
                    "SnapshotIdentifier": "snapshot",
                    "VpcSecurityGroupIds": ["sg-1"],
                },
            ),
            (
                "ModifyDBCluster",
                {"ApplyImmediately": True, "BackupRetentionPeriod": 2, "VpcSecurityGroupIds": ["sg-1"]},
            ),
        ],
        {"snapshotIdentifier": "snapshot", "backupRetentionPeriod": 2, "vpcSecurityGroupIds": ["sg-1"]},
    ),
    "a-skip": cluster({"skipFinalSnapshot": False}, []),
    "a-tags": cluster({"tags": {"a": "1"}}, [ADD_A]),
    "a-role": cluster({"iamRoles": [f"{ROLE}one"]}, [("AddRoleToDBCluster", {"RoleArn": f"{ROLE}one"})]),
    # ModifyDBCluster has no parameters for these properties, but the provider sends the call.
    "a-final": cluster({"finalSnapshotIdentifier": "last"}, [("ModifyDBCluster", LATER)]),
    "a-source": cluster({"replicationSourceIdentifier": "${host.arn}"}, [("ModifyDBCluster", LATER)]),
    "a-group": cluster({"neptuneInstanceParameterGroupName": "${instance-group.name}"}, [("ModifyDBCluster", LATER)]),
    "i": instance(
        {
            "autoMinorVersionUpgrade": False,
            "instanceClass": "db.r6g.xlarge",
            "neptuneParameterGroupName": "${instance-group.name}",
            "preferredBackupWindow": "01:00-02:00",
            "preferredMaintenanceWindow": "mon:03:00-mon:04:00",
            "promotionTier": None,
            "tags": {"a": "1"},
        },
        [
            ADD_A,
            (
                "ModifyDBInstance",
                {
                    "ApplyImmediately": True,
                    "AutoMinorVersionUpgrade": False,
                    "DBInstanceClass": "db.r6g.xlarge",
                    "DBParameterGroupName": "instance-group",
                    "PreferredBackupWindow": "01:00-02:00",
                    "PreferredMaintenanceWindow": "mon:03:00-mon:04:00",
                    "PromotionTier": 0,
                },
            ),
        ],
        {"applyImmediately": True, "promotionTier": 1},
        PromotionTier=1,
    ),
    "i-tags": instance({"tags": {"a": "1"}}, [ADD_A]),
    "i-skip": instance({"skipFinalSnapshot": True}, [("ModifyDBInstance", {"ApplyImmediately": False})]),
    "i-version": instance({"engineVersion": "1.4.7.1"}, [("ModifyDBInstance", {"ApplyImmediately": False})]),
    "s": Row(
        SUBNET_GROUP,
        [("CreateDBSubnetGroup", {"DBSubnetGroupDescription": "Managed by Pulumi", "SubnetIds": 2})],
        change={"subnetIds": 3, "tags": {"a": "1"}},
        changed=[
            ADD_A,
            ("ModifyDBSubnetGroup", {"DBSubnetGroupDescription": "Managed by Pulumi", "SubnetIds": 3}),
        ],
    ),
    "s-text": Row(
        SUBNET_GROUP,
        [("CreateDBSubnetGroup", {"DBSubnetGroupDescription": "Managed by Pulumi", "SubnetIds": 2})],
        change={"description": "ours"},
        changed=[("ModifyDBSubnetGroup", {"DBSubnetGroupDescription": "ours", "SubnetIds": 2})],
    ),
    "p": parameter_group(
        PARAMETER_GROUP,
        "DBParameterGroup",
        ("neptune_dfe_query_engine", "enabled"),
        ("neptune_result_cache", "1"),
        resets=True,
    ),
    "c": parameter_group(
        CLUSTER_PARAMETER_GROUP,
        "DBClusterParameterGroup",
        ("neptune_enable_audit_log", "1"),
        ("neptune_streams", "1"),
        resets=False,
    ),
    "e": Row(
        ENDPOINT,
        [
            (
                "CreateDBClusterEndpoint",
                {"DBClusterIdentifier": "host", "EndpointType": "READER", "StaticMembers": ["member"]},
            )
        ],
        {"staticMembers": ["${member.identifier}"]},
        {"excludedMembers": ["${member.identifier}"], "staticMembers": None, "tags": {"a": "1"}},
        [ADD_A, ("ModifyDBClusterEndpoint", {"ExcludedMembers": ["member"], "StaticMembers": []})],
    ),
    "n": Row(SNAPSHOT, [("CreateDBClusterSnapshot", {"DBClusterIdentifier": "host"})]),
    "v": Row(
        SUBSCRIPTION,
        [
            (
                "CreateEventSubscription",
                {
                    "Enabled": True,
                    "EventCategories": ["failover"],
                    "SnsTopicArn": TOPIC,
                    "SourceIds": ["host"],
                    "SourceType": "db-cluster",
                },
            )
        ],
        {"eventCategories": ["failover"], "sourceIds": ["${host.id}"], "sourceType": "db-cluster"},
        {"enabled": False, "eventCategories": ["maintenance"], "sourceIds": ["${a-tags.id}"], "tags": {"a": "1"}},
        [
            ADD_A,
            (
                "ModifyEventSubscription",
                {"Enabled": False, "EventCategories": ["maintenance"], "SourceType": "db-cluster"},
            ),
            ("RemoveSourceIdentifierFromSubscription", {"SourceIdentifier": "host"}),
            ("AddSourceIdentifierToSubscription", {"SourceIdentifier": "a-tags"}),
        ],
    ),
}
"""By the resource's name; the numbers stand for so many subnets."""

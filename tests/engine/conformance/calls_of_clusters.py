"""The table of calls that the provider sends to AWS when a cluster is created and changed."""

from __future__ import annotations

from typing import Any

from conformance_calls import ADD_A, Calls, Inputs, Row
from conformance_stack import CLUSTER

ROLE = "arn:aws:iam::123456789012:role/"
CREATE_CLUSTER = {
    "BackupRetentionPeriod": 1,
    "CopyTagsToSnapshot": False,
    "DeletionProtection": False,
    "Engine": "neptune",
    "Port": 8182,
    "StorageEncrypted": False,
}
LATER = {"AllowMajorVersionUpgrade": False, "ApplyImmediately": False}
AT_ONCE = {"AllowMajorVersionUpgrade": True, "ApplyImmediately": True}


def cluster(change: Inputs, changed: Calls, given: Inputs | None = None, **created: Any) -> Row:
    """Return a CreateDBCluster call with these parameters in addition to the defaults."""
    return Row(CLUSTER, [("CreateDBCluster", CREATE_CLUSTER | created)], given or {}, change, changed)


CLUSTERS = {
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
}
"""By the resource's name."""

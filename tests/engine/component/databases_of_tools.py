"""Databases that other tools create: each function sends the requests that the tool was seen to send."""

from __future__ import annotations

from databases import EAST, VERSION, WEST


def by_terraform(aws):
    """By hashicorp/aws 5.100.0: generated names, a parameter group, default tags, and every default as an input."""
    managed = {"Tags": [{"Key": "managed", "Value": "terraform"}]}
    group, secondary = "graph-20261130123759500200000001", "tf-20261130123900544700000001"
    primary = "graph-20261130123759923800000002"
    neptune = aws.neptune(EAST)
    neptune.create_global_cluster(GlobalClusterIdentifier="graph", Engine="neptune", EngineVersion=VERSION)
    neptune.create_db_cluster_parameter_group(
        DBClusterParameterGroupName=group, DBParameterGroupFamily="neptune1.4", Description="Managed by Terraform"
    )
    audit = {"ParameterName": "neptune_enable_audit_log", "ParameterValue": "1", "ApplyMethod": "pending-reboot"}
    neptune.modify_db_cluster_parameter_group(DBClusterParameterGroupName=group, Parameters=[audit])
    _cluster(
        aws,
        EAST,
        primary,
        "graph",
        BackupRetentionPeriod=5,
        DBClusterParameterGroupName=group,
        PreferredBackupWindow="07:00-09:00",
        Tags=[*managed["Tags"], {"Key": "team", "Value": "graph"}],
        EnableIAMDatabaseAuthentication=True,
        EnableCloudwatchLogsExports=["audit"],
    )
    for number in (3, 4):
        _instance(aws, EAST, primary, f"tf-2026113012383006870000000{number}", **managed)
    _cluster(aws, WEST, secondary, "graph", BackupRetentionPeriod=1, **managed)
    _instance(aws, WEST, secondary, "graph-reader", **managed)
    return "graph"


def by_pulumi_aws(aws):
    """By pulumi-aws: generated instance names, no engine version, and every default as an input."""
    aws.neptune(EAST).create_global_cluster(GlobalClusterIdentifier="plain", Engine="neptune")
    for region in (EAST, WEST):
        _cluster(aws, region, f"plain-{region}", "plain", BackupRetentionPeriod=7)
        _instance(aws, region, f"plain-{region}", "tf-20261130123846616000000001")
    return "plain"


def by_cli(aws):
    """By the AWS CLI: only what is on the command line."""
    aws.neptune(EAST).create_global_cluster(GlobalClusterIdentifier="cli", Engine="neptune", EngineVersion=VERSION)
    team = {"Tags": [{"Key": "team", "Value": "graph"}]}
    for region, inputs in {EAST: {"BackupRetentionPeriod": 3, "DeletionProtection": False, **team}, WEST: {}}.items():
        aws.cluster(f"cli-{region}", region, GlobalClusterIdentifier="cli", EngineVersion=VERSION, **inputs)
        aws.instance(f"cli-{region}", f"cli-{region}-a", region, AutoMinorVersionUpgrade=region == EAST)
    return "cli"


def _cluster(aws, region, identifier, global_cluster, **inputs):
    defaults = {"Port": 8182, "StorageEncrypted": False, "DeletionProtection": False, "CopyTagsToSnapshot": False}
    aws.cluster(identifier, region, GlobalClusterIdentifier=global_cluster, **defaults, **inputs)


def _instance(aws, region, cluster, identifier, **inputs):
    defaults = {"AutoMinorVersionUpgrade": True, "PubliclyAccessible": False, "PromotionTier": 0}
    aws.instance(cluster, identifier, region, **defaults, **inputs)


OF_TOOLS = (by_cli, by_pulumi_aws, by_terraform)
"""The databases of other tools."""

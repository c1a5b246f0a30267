"""The property table of `aws:neptune/cluster:Cluster`."""

from __future__ import annotations

from neptune_global_component.core.inputs.rules.global_cluster import ENGINE
from neptune_global_component.local.provider import validation
from neptune_global_component.local.provider.common_properties import REGION, TAGS, TAGS_ALL, argument, output
from neptune_global_component.local.provider.properties import Object, Property, Role, Type

SCALING = Object(
    "ClusterServerlessV2ScalingConfiguration",
    (
        Property("maxCapacity", Type.NUMBER, parameter="MaxCapacity", default=128, validate=validation.at_most(128.0)),
        Property("minCapacity", Type.NUMBER, parameter="MinCapacity", default=2.5, validate=validation.at_least(1.0)),
    ),
)
ENGINE_NAME = argument("engine", "Engine", default=ENGINE, replaces=True, validate=validation.one_of(ENGINE))
BACKUP_WINDOW = argument(
    "preferredBackupWindow",
    "PreferredBackupWindow",
    role=Role.COMPUTED,
    modifies=True,
    validate=validation.backup_window,
)
MAINTENANCE_WINDOW = argument(
    "preferredMaintenanceWindow",
    "PreferredMaintenanceWindow",
    role=Role.COMPUTED,
    modifies=True,
    validate=validation.maintenance_window,
    suppress=lambda old, new: bool(old) and old == new.lower(),
)
PROPERTIES = (
    REGION,
    TAGS,
    TAGS_ALL,
    output("arn", "DBClusterArn"),
    output("clusterMembers", "DBClusterMembers[].DBInstanceIdentifier", Type.SET),
    output("clusterResourceId", "DbClusterResourceId"),
    output("endpoint", "Endpoint"),
    output("hostedZoneId", "HostedZoneId"),
    output("readerEndpoint", "ReaderEndpoint"),
    Property("allowMajorVersionUpgrade", Type.BOOLEAN, Role.COMPUTED),
    Property("applyImmediately", Type.BOOLEAN, Role.COMPUTED),
    argument("availabilityZones", "AvailabilityZones", Type.SET, Role.COMPUTED, most=3, replaces=True),
    argument(
        "backupRetentionPeriod",
        "BackupRetentionPeriod",
        Type.INTEGER,
        default=1,
        modifies=True,
        validate=validation.at_most(35),
    ),
    argument(
        "clusterIdentifier",
        "DBClusterIdentifier",
        role=Role.COMPUTED,
        replaces=True,
        validate=validation.identifier,
        conflicts="clusterIdentifierPrefix",
    ),
    Property("clusterIdentifierPrefix", role=Role.COMPUTED, replaces=True, validate=validation.identifier_prefix),
    argument("copyTagsToSnapshot", "CopyTagsToSnapshot", Type.BOOLEAN, modifies=True),
    argument("deletionProtection", "DeletionProtection", Type.BOOLEAN, modifies=True),
    Property(
        "enableCloudwatchLogsExports",
        Type.SET,
        parameter="EnableCloudwatchLogsExports",
        answer="EnabledCloudwatchLogsExports",
        validate=validation.one_of("audit", "slowquery"),
    ),
    ENGINE_NAME,
    argument("engineVersion", "EngineVersion", role=Role.COMPUTED, modifies=True),
    Property("finalSnapshotIdentifier", validate=validation.final_snapshot_identifier),
    argument("globalClusterIdentifier", "GlobalClusterIdentifier", validate=validation.global_cluster_identifier),
    Property(
        "iamDatabaseAuthenticationEnabled",
        Type.BOOLEAN,
        parameter="EnableIAMDatabaseAuthentication",
        answer="IAMDatabaseAuthenticationEnabled",
        modifies=True,
    ),
    Property("iamRoles", Type.SET, answer="AssociatedRoles[].RoleArn", validate=validation.arn),
    argument("kmsKeyArn", "KmsKeyId", role=Role.COMPUTED, replaces=True, validate=validation.arn),
    Property(
        "neptuneClusterParameterGroupName",
        role=Role.COMPUTED,
        parameter="DBClusterParameterGroupName",
        answer="DBClusterParameterGroup",
        modifies=True,
    ),
    Property("neptuneInstanceParameterGroupName"),
    Property(
        "neptuneSubnetGroupName",
        role=Role.COMPUTED,
        parameter="DBSubnetGroupName",
        answer="DBSubnetGroup",
        replaces=True,
    ),
    argument("port", "Port", Type.INTEGER, default=8182, replaces=True),
    BACKUP_WINDOW,
    MAINTENANCE_WINDOW,
    argument("replicationSourceIdentifier", "ReplicationSourceIdentifier"),
    Property(
        "serverlessV2ScalingConfiguration",
        SCALING,
        parameter="ServerlessV2ScalingConfiguration",
        answer="ServerlessV2ScalingConfiguration.{maxCapacity: MaxCapacity, minCapacity: MinCapacity}",
        modifies=True,
    ),
    Property("skipFinalSnapshot", Type.BOOLEAN, default=False),
    # Removing the snapshot leaves the cluster unchanged. Only another snapshot replaces it.
    Property("snapshotIdentifier", replaces=True, suppress=lambda _, new: not new),
    argument("storageEncrypted", "StorageEncrypted", Type.BOOLEAN, default=False, replaces=True),
    argument(
        "storageType",
        "StorageType",
        role=Role.COMPUTED,
        modifies=True,
        validate=validation.one_of("standard", "iopt1"),
        suppress=lambda old, new: not old and new == "standard",
    ),
    Property(
        "vpcSecurityGroupIds",
        Type.SET,
        Role.COMPUTED,
        parameter="VpcSecurityGroupIds",
        answer="VpcSecurityGroups[].VpcSecurityGroupId",
        modifies=True,
    ),
)

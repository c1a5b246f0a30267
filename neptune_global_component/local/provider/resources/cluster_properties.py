"""The property table of `aws:neptune/cluster:Cluster`."""

from __future__ import annotations

from neptune_global_component.core.inputs.rules.global_cluster import ENGINE
from neptune_global_component.local.provider import validation
from neptune_global_component.local.provider.properties import REGION, TAGS, TAGS_ALL, Object, Property, Role, Type

SCALING = Object(
    "ClusterServerlessV2ScalingConfiguration",
    (
        Property("maxCapacity", Type.NUMBER, parameter="MaxCapacity", default=128, validate=validation.at_most(128.0)),
        Property("minCapacity", Type.NUMBER, parameter="MinCapacity", default=2.5, validate=validation.at_least(1.0)),
    ),
)


def _output(name: str, answer: str, kind: Type = Type.STRING) -> Property:
    return Property(name, kind, Role.OUTPUT, answer=answer)


PROPERTIES = (
    REGION,
    TAGS,
    TAGS_ALL,
    _output("arn", "DBClusterArn"),
    _output("clusterMembers", "DBClusterMembers[].DBInstanceIdentifier", Type.SET),
    _output("clusterResourceId", "DbClusterResourceId"),
    _output("endpoint", "Endpoint"),
    _output("hostedZoneId", "HostedZoneId"),
    _output("readerEndpoint", "ReaderEndpoint"),
    Property("allowMajorVersionUpgrade", Type.BOOLEAN, Role.COMPUTED),
    Property("applyImmediately", Type.BOOLEAN, Role.COMPUTED),
    Property(
        "availabilityZones",
        Type.SET,
        Role.COMPUTED,
        parameter="AvailabilityZones",
        answer="AvailabilityZones",
        most=3,
        replaces=True,
    ),
    Property(
        "backupRetentionPeriod",
        Type.INTEGER,
        parameter="BackupRetentionPeriod",
        answer="BackupRetentionPeriod",
        default=1,
        modifies=True,
        validate=validation.at_most(35),
    ),
    Property(
        "clusterIdentifier",
        role=Role.COMPUTED,
        parameter="DBClusterIdentifier",
        answer="DBClusterIdentifier",
        replaces=True,
        validate=validation.identifier,
        conflicts="clusterIdentifierPrefix",
    ),
    Property("clusterIdentifierPrefix", role=Role.COMPUTED, replaces=True, validate=validation.identifier_prefix),
    Property(
        "copyTagsToSnapshot",
        Type.BOOLEAN,
        parameter="CopyTagsToSnapshot",
        answer="CopyTagsToSnapshot",
        modifies=True,
    ),
    Property(
        "deletionProtection",
        Type.BOOLEAN,
        parameter="DeletionProtection",
        answer="DeletionProtection",
        modifies=True,
    ),
    Property(
        "enableCloudwatchLogsExports",
        Type.SET,
        parameter="EnableCloudwatchLogsExports",
        answer="EnabledCloudwatchLogsExports",
        validate=validation.one_of("audit", "slowquery"),
    ),
    Property(
        "engine",
        parameter="Engine",
        answer="Engine",
        default=ENGINE,
        replaces=True,
        validate=validation.one_of(ENGINE),
    ),
    Property("engineVersion", role=Role.COMPUTED, parameter="EngineVersion", answer="EngineVersion", modifies=True),
    Property("finalSnapshotIdentifier", validate=validation.final_snapshot_identifier),
    Property(
        "globalClusterIdentifier",
        validate=validation.global_cluster_identifier,
        parameter="GlobalClusterIdentifier",
        answer="GlobalClusterIdentifier",
    ),
    Property(
        "iamDatabaseAuthenticationEnabled",
        Type.BOOLEAN,
        parameter="EnableIAMDatabaseAuthentication",
        answer="IAMDatabaseAuthenticationEnabled",
        modifies=True,
    ),
    Property("iamRoles", Type.SET, answer="AssociatedRoles[].RoleArn", validate=validation.arn),
    Property(
        "kmsKeyArn",
        role=Role.COMPUTED,
        parameter="KmsKeyId",
        answer="KmsKeyId",
        replaces=True,
        validate=validation.arn,
    ),
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
    Property("port", Type.INTEGER, parameter="Port", answer="Port", default=8182, replaces=True),
    Property(
        "preferredBackupWindow",
        role=Role.COMPUTED,
        parameter="PreferredBackupWindow",
        answer="PreferredBackupWindow",
        modifies=True,
        validate=validation.backup_window,
    ),
    Property(
        "preferredMaintenanceWindow",
        role=Role.COMPUTED,
        parameter="PreferredMaintenanceWindow",
        answer="PreferredMaintenanceWindow",
        modifies=True,
        validate=validation.maintenance_window,
        suppress=lambda old, new: bool(old) and old == new.lower(),
    ),
    Property(
        "replicationSourceIdentifier", parameter="ReplicationSourceIdentifier", answer="ReplicationSourceIdentifier"
    ),
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
    Property(
        "storageEncrypted",
        Type.BOOLEAN,
        parameter="StorageEncrypted",
        answer="StorageEncrypted",
        default=False,
        replaces=True,
    ),
    Property(
        "storageType",
        role=Role.COMPUTED,
        parameter="StorageType",
        answer="StorageType",
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

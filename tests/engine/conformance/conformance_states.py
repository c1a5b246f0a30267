"""The table of states: values in the state of a resource with only required inputs."""

from __future__ import annotations

from unittest.mock import ANY

from neptune_global_component.local.neptune.versions import DEFAULT as NEWEST

ARN = "arn:aws:rds:us-east-1:123456789012"
WINDOW = {"preferredBackupWindow": "01:37-02:07"}
GROUP = {
    "arn": ANY,
    "description": "Managed by Pulumi",
    "id": ANY,
    "name": ANY,
    "namePrefix": "",
    "region": "us-east-1",
    "tags": None,
    "tagsAll": {},
}

CREATED = {
    "g": {
        "arn": "arn:aws:rds::123456789012:global-cluster:orders",
        "deletionProtection": False,
        "engine": "neptune",
        "engineVersion": NEWEST,
        "globalClusterIdentifier": "orders",
        "globalClusterMembers": [],
        "globalClusterResourceId": ANY,
        "id": "orders",
        "region": "us-east-1",
        "sourceDbClusterIdentifier": None,
        # AWS returns it, but the provider does not read it.
        "status": None,
        "storageEncrypted": False,
    },
    "a": {
        **WINDOW,
        "allowMajorVersionUpgrade": None,
        "applyImmediately": None,
        "arn": ANY,
        "availabilityZones": ["us-east-1a", "us-east-1b", "us-east-1c"],
        "backupRetentionPeriod": 1,
        "clusterIdentifier": ANY,
        "clusterIdentifierPrefix": "tf-",
        "clusterMembers": [],
        "clusterResourceId": ANY,
        "copyTagsToSnapshot": False,
        "deletionProtection": False,
        "enableCloudwatchLogsExports": None,
        "endpoint": ANY,
        "engine": "neptune",
        "engineVersion": NEWEST,
        "finalSnapshotIdentifier": None,
        "globalClusterIdentifier": "",
        "hostedZoneId": ANY,
        "iamDatabaseAuthenticationEnabled": False,
        "iamRoles": None,
        "id": ANY,
        "kmsKeyArn": "",
        "neptuneClusterParameterGroupName": "default.neptune1.4",
        "neptuneInstanceParameterGroupName": None,
        "neptuneSubnetGroupName": "default",
        "port": 8182,
        "preferredMaintenanceWindow": "wed:02:40-wed:03:10",
        "readerEndpoint": ANY,
        "region": "us-east-1",
        "replicationSourceIdentifier": "",
        "serverlessV2ScalingConfiguration": None,
        "skipFinalSnapshot": False,
        "snapshotIdentifier": None,
        "storageEncrypted": False,
        "storageType": "",
        "tags": None,
        "tagsAll": {},
        "vpcSecurityGroupIds": [ANY],
    },
    "i": {
        **WINDOW,
        "address": ANY,
        "applyImmediately": None,
        "arn": ANY,
        "autoMinorVersionUpgrade": True,
        "availabilityZone": "us-east-1a",
        "clusterIdentifier": ANY,
        "dbiResourceId": ANY,
        "endpoint": ANY,
        "engine": "neptune",
        "engineVersion": NEWEST,
        "id": ANY,
        "identifier": ANY,
        "identifierPrefix": "tf-",
        "instanceClass": "db.r6g.large",
        "kmsKeyArn": "",
        "neptuneParameterGroupName": "default.neptune1.4",
        "neptuneSubnetGroupName": "default",
        "port": 8182,
        "preferredMaintenanceWindow": "wed:06:38-wed:07:08",
        "promotionTier": 0,
        "publiclyAccessible": False,
        "region": "us-east-1",
        "skipFinalSnapshot": None,
        "storageEncrypted": False,
        "storageType": "aurora",
        "tags": None,
        "tagsAll": {},
        "writer": True,
    },
    "s": {**GROUP, "subnetIds": [ANY, ANY]},
    "p": {**GROUP, "family": "neptune1.4", "parameters": []},
    "c": {**GROUP, "family": "neptune1.4", "parameters": []},
}
"""After the first update."""

DEFAULTS = {
    "g": {},
    "a": {"backupRetentionPeriod": 1, "engine": "neptune", "port": 8182},
    "i": {"autoMinorVersionUpgrade": True, "engine": "neptune", "port": 8182},
    "s": {"description": "Managed by Pulumi", "name": ANY},
    "p": {"description": "Managed by Pulumi", "name": ANY},
    "c": {"description": "Managed by Pulumi", "name": ANY},
}
"""The inputs that the provider adds."""

READ = {
    "a": {"clusterMembers": [ANY], "enableCloudwatchLogsExports": [], "iamRoles": [], "tags": {}},
    **{name: {"tags": {}} for name in "ispc"},
}
"""What a refresh changes: what was nothing is empty, and the instance that came later is a member."""

IMPORTED = {"a": {"skipFinalSnapshot": None}}
"""What an import has otherwise than a refresh."""

FOUND = {
    "g": {"engine": "neptune", "engineVersion": NEWEST, "globalClusterIdentifier": "orders"},
    # A generated name is imported as its prefix, which excludes the name.
    "a": {
        **WINDOW,
        "availabilityZones": ["us-east-1a", "us-east-1b", "us-east-1c"],
        "clusterIdentifierPrefix": "tf-",
        "engineVersion": NEWEST,
        "neptuneClusterParameterGroupName": "default.neptune1.4",
        "neptuneSubnetGroupName": "default",
        "preferredMaintenanceWindow": "wed:02:40-wed:03:10",
        "vpcSecurityGroupIds": [ANY],
    },
    "i": {
        **WINDOW,
        "availabilityZone": "us-east-1a",
        "clusterIdentifier": ANY,
        "engineVersion": NEWEST,
        "instanceClass": "db.r6g.large",
        "neptuneParameterGroupName": "default.neptune1.4",
        "neptuneSubnetGroupName": "default",
        "preferredMaintenanceWindow": "wed:06:38-wed:07:08",
    },
    "s": {"description": "Managed by Pulumi", "name": ANY, "subnetIds": [ANY, ANY]},
    "p": {"description": "Managed by Pulumi", "family": "neptune1.4", "name": ANY},
    "c": {"description": "Managed by Pulumi", "family": "neptune1.4", "name": ANY},
}
"""The inputs that an import finds: what is set, and not the provider's default."""

"""Changes made outside Pulumi, one for each property of pulumi-aws's resources, and AWS's responses to them."""

from __future__ import annotations

import pulumi_aws

REGIONS = ("us-east-1", "eu-west-1")
GROUP, INSTANCE_GROUP, SUBNET_GROUP = "theirs", "theirs-instances", "theirs-subnets"
TAGGED = {"add_tags_to_resource": {"Tags": [{"Key": "owner", "Value": "graph"}]}}

CHANGES = {
    "GlobalCluster": {"deletion_protection": {"modify_global_cluster": {"DeletionProtection": True}}},
    "Cluster": {
        "backup_retention_period": {"modify_db_cluster": {"BackupRetentionPeriod": 30}},
        "copy_tags_to_snapshot": {"modify_db_cluster": {"CopyTagsToSnapshot": True}},
        "deletion_protection": {"modify_db_cluster": {"DeletionProtection": True}},
        "enable_cloudwatch_logs_exports": {
            "modify_db_cluster": {"CloudwatchLogsExportConfiguration": {"EnableLogTypes": ["audit"]}}
        },
        "iam_database_authentication_enabled": {"modify_db_cluster": {"EnableIAMDatabaseAuthentication": True}},
        "iam_roles": {"add_role_to_db_cluster": {"RoleArn": "arn:aws:iam::123456789012:role/load"}},
        "neptune_cluster_parameter_group_name": {"modify_db_cluster": {"DBClusterParameterGroupName": GROUP}},
        "port": {"modify_db_cluster": {"Port": 9182}},
        "preferred_backup_window": {"modify_db_cluster": {"PreferredBackupWindow": "01:00-02:00"}},
        "preferred_maintenance_window": {"modify_db_cluster": {"PreferredMaintenanceWindow": "mon:03:00-mon:04:00"}},
        "serverless_v2_scaling_configuration": {
            "modify_db_cluster": {"ServerlessV2ScalingConfiguration": {"MinCapacity": 4, "MaxCapacity": 8}}
        },
        "storage_type": {"modify_db_cluster": {"StorageType": "iopt1"}},
        "tags": TAGGED,
        "vpc_security_group_ids": {"modify_db_cluster": {"VpcSecurityGroupIds": ["sg-1", "sg-2"]}},
    },
    "ClusterInstance": {
        "auto_minor_version_upgrade": {"modify_db_instance": {"AutoMinorVersionUpgrade": True}},
        "neptune_parameter_group_name": {"modify_db_instance": {"DBParameterGroupName": INSTANCE_GROUP}},
        "preferred_maintenance_window": {"modify_db_instance": {"PreferredMaintenanceWindow": "tue:03:00-tue:04:00"}},
        "promotion_tier": {"modify_db_instance": {"PromotionTier": 7}},
        "publicly_accessible": {"modify_db_instance": {"PubliclyAccessible": True}},
        "tags": TAGGED,
    },
    "SubnetGroup": {
        "description": {"modify_db_subnet_group": {"DBSubnetGroupDescription": "described out of band"}},
        "tags": TAGGED,
    },
}
"""The call that changes a property out of band, by resource and property."""

AT_CREATION = {
    "Cluster": {
        "availability_zones": lambda region: {"AvailabilityZones": [f"{region}a", f"{region}b"]},
        "kms_key_arn": lambda region: {"KmsKeyId": f"arn:aws:kms:{region}:123456789012:key/k"},
        "neptune_subnet_group_name": lambda _: {"DBSubnetGroupName": SUBNET_GROUP},
        "storage_encrypted": lambda _: {"StorageEncrypted": True},
    },
    "ClusterInstance": {"availability_zone": lambda region: {"AvailabilityZone": f"{region}b"}},
}
"""Parameters of a Create call by property: AWS never changes these, so only an adoption meets values of its own."""

_NOT_IN_AWS = "Not a value in AWS: an option of pulumi-aws for a change or a deletion"
_IDENTITY = "it identifies the resource"
_CREATION = "AWS reads it at the creation, and does not show it"
_OF_THE_CLUSTER = "AWS takes it from the cluster"
_SET = "the component always sets it, from the program's arguments"

NOT_CHANGED = {
    "GlobalCluster": {
        "engine": _IDENTITY,
        "engine_version": "all members are upgraded together: test_intents.py",
        "global_cluster_identifier": _IDENTITY,
        "region": "AWS has none for a global cluster",
        "source_db_cluster_identifier": _CREATION,
        "storage_encrypted": "AWS never changes it; the adoption below has an encrypted one",
    },
    "Cluster": {
        "allow_major_version_upgrade": _NOT_IN_AWS,
        "apply_immediately": _NOT_IN_AWS,
        "cluster_identifier": _IDENTITY,
        "cluster_identifier_prefix": _IDENTITY,
        "engine": _IDENTITY,
        "engine_version": "all members are upgraded together: test_drift.py has one that is ahead",
        "final_snapshot_identifier": _NOT_IN_AWS,
        "global_cluster_identifier": "membership: test_drift.py has a cluster that left",
        "neptune_instance_parameter_group_name": _NOT_IN_AWS,
        "region": _IDENTITY,
        "replication_source_identifier": "a switchover changes it: test_regions_life.py",
        "skip_final_snapshot": _NOT_IN_AWS,
        "snapshot_identifier": _CREATION,
    },
    "ClusterInstance": {
        "apply_immediately": _NOT_IN_AWS,
        "cluster_identifier": _IDENTITY,
        "engine": _IDENTITY,
        "engine_version": _OF_THE_CLUSTER,
        "identifier": _IDENTITY,
        "identifier_prefix": _IDENTITY,
        "instance_class": _SET,
        "neptune_subnet_group_name": _OF_THE_CLUSTER,
        "port": _OF_THE_CLUSTER,
        "preferred_backup_window": _OF_THE_CLUSTER,
        "region": _IDENTITY,
        "skip_final_snapshot": _NOT_IN_AWS,
    },
    "SubnetGroup": {"name": _IDENTITY, "name_prefix": _IDENTITY, "region": _IDENTITY, "subnet_ids": _SET},
}
"""Why a property is in neither table, by resource and property."""

_DESCRIBED = {
    "GlobalCluster": ("describe_global_clusters", "GlobalClusters", "GlobalClusterIdentifier", "GlobalClusterArn"),
    "Cluster": ("describe_db_clusters", "DBClusters", "DBClusterIdentifier", "DBClusterArn"),
    "ClusterInstance": ("describe_db_instances", "DBInstances", "DBInstanceIdentifier", "DBInstanceArn"),
    "SubnetGroup": ("describe_db_subnet_groups", "DBSubnetGroups", "DBSubnetGroupName", "DBSubnetGroupArn"),
}


def inputs_of(resource):
    """Return the names of all inputs of a resource of pulumi_aws.neptune."""
    args = getattr(pulumi_aws.neptune, f"{resource}Args")
    return {name for name in dir(args) if isinstance(getattr(args, name), property)}


def at_creation(resource, region):
    """Return the parameters of a Create call for all properties that can't change later."""
    return {name: value for make in AT_CREATION[resource].values() for name, value in make(region).items()}


def change_all(aws):
    """Change every property out of band in both regions, each with a visible effect in AWS."""
    for region in REGIONS:
        family = {"DBParameterGroupFamily": "neptune1.4", "Description": "theirs"}
        aws.neptune(region).create_db_cluster_parameter_group(DBClusterParameterGroupName=GROUP, **family)
        aws.neptune(region).create_db_parameter_group(DBParameterGroupName=INSTANCE_GROUP, **family)
        for resource, properties in CHANGES.items():
            # The global cluster is the same in every region.
            for one in _described(aws, resource, region) if resource != "GlobalCluster" or region == REGIONS[0] else ():
                found = _described(aws, resource, region)
                for name, calls in properties.items():
                    before = found
                    _change(aws, resource, region, one, calls)
                    found = _described(aws, resource, region)
                    assert differences(before, found), f"{resource}.{name} is not changed"


def _change(aws, resource, region, one, calls):
    _, _, key, arn = _DESCRIBED[resource]
    for operation, parameters in calls.items():
        names = {"ResourceName": one[arn]} if operation == "add_tags_to_resource" else {key: one[key]}
        if operation == "modify_db_subnet_group":
            names["SubnetIds"] = [subnet["SubnetIdentifier"] for subnet in one["Subnets"]]
        elif operation in {"modify_db_cluster", "modify_db_instance"}:
            names["ApplyImmediately"] = True
        getattr(aws.neptune(region), operation)(**names, **parameters)


def answers(aws):
    """Return the responses of the Describe calls and ListTagsForResource, by region and resource."""
    return {region: {resource: _described(aws, resource, region) for resource in _DESCRIBED} for region in REGIONS}


def _described(aws, resource, region):
    operation, key, name, arn = _DESCRIBED[resource]
    neptune = aws.neptune(region)
    found = [one for one in getattr(neptune, operation)()[key] if one[name] != "default"]
    for one in found:
        # It changes with the time.
        one.pop("LatestRestorableTime", None)
    return [one | {"tags": neptune.list_tags_for_resource(ResourceName=one[arn])["TagList"]} for one in found]


def differences(before, after, path=""):
    """Return the paths at which two responses differ, with both values."""
    if isinstance(before, dict) and isinstance(after, dict):
        pairs = [(key, before.get(key), after.get(key)) for key in {**before, **after}]
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        pairs = [(number, *pair) for number, pair in enumerate(zip(before, after, strict=True))]
    else:
        return {} if before == after else {path: (before, after)}
    return {where: both for key, *pair in pairs for where, both in differences(*pair, f"{path}/{key}").items()}

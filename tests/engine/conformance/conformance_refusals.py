"""The table of rejected inputs of one resource, with the problem at each path."""

from __future__ import annotations

from conformance_stack import (
    CLUSTER,
    CLUSTER_PARAMETER_GROUP,
    ENDPOINT,
    GLOBAL,
    INSTANCE,
    PARAMETER_GROUP,
    SUBNET_GROUP,
    SUBSCRIPTION,
)

BOTH = (
    'Invalid combination of arguments. "{}": only one of `engine,source_db_cluster_identifier` can be specified, but '
    "`engine,source_db_cluster_identifier` were specified."
)
NEITHER = 'Invalid combination of arguments. "{}": one of `engine,source_db_cluster_identifier` must be specified'
SOURCES = {"engine": "engine", "sourceDbClusterIdentifier": "source_db_cluster_identifier"}
ENGINE = 'expected engine to be one of ["neptune"], got aurora'
WINDOWS = {
    "preferredBackupWindow": ['(1-2) must satisfy the format of "hh24:mi-hh24:mi"'],
    "preferredMaintenanceWindow": ['(monday) must satisfy the format of "ddd:hh24:mi-ddd:hh24:mi"'],
}
BAD_WINDOWS = {"preferredBackupWindow": "1-2", "preferredMaintenanceWindow": "monday"}
CONFLICT = 'Conflicting configuration arguments. "{}": conflicts with {}'
LONG = "x" * 256


def bad_name(name, *, end):
    """Return the error about a name that breaks all rules except the length."""
    words = [
        f'only lowercase alphanumeric characters and hyphens allowed in "{name}"',
        f'first character of "{name}" must be a letter',
        f'"{name}" cannot contain two consecutive hyphens',
    ]
    return [*words, f'"{name}" cannot end with a hyphen'] if end else words


def bad_group(kind):
    """Return the row of a type of parameter group."""
    later = [{"name": "a", "value": "b", "applyMethod": "later"}]
    method = 'expected apply_method to be one of ["immediate" "pending-reboot"], got later'
    too_long = '"name" cannot be greater than 255 characters'
    return (
        kind,
        {"family": "f", "name": f"1A{LONG}--", "parameters": later},
        {"name": [*bad_name("name", end=True), too_long], "parameters": [method]},
    )


ROWS = [
    (GLOBAL, {"globalClusterIdentifier": "a"}, {name: [NEITHER.format(words)] for name, words in SOURCES.items()}),
    # AWS checks a source that is not an ARN.
    (
        GLOBAL,
        {"globalClusterIdentifier": "a", "engine": "neptune", "sourceDbClusterIdentifier": "b"},
        {name: [BOTH.format(words)] for name, words in SOURCES.items()},
    ),
    (
        GLOBAL,
        {"globalClusterIdentifier": f"1--_{LONG}", "engine": "aurora"},
        {
            "engine": [ENGINE],
            "globalClusterIdentifier": [
                'only alphanumeric characters and hyphens allowed in "global_cluster_identifier"',
                'first character of "global_cluster_identifier" must be a letter',
                '"global_cluster_identifier" cannot contain two consecutive hyphens',
                '"global_cluster_identifier" cannot be greater than 255 characters',
            ],
        },
    ),
    (
        CLUSTER,
        {
            **BAD_WINDOWS,
            "availabilityZones": ["a", "b", "c", "d"],
            "backupRetentionPeriod": 36,
            "clusterIdentifier": "1A--",
            "enableCloudwatchLogsExports": ["error"],
            "engine": "aurora",
            "finalSnapshotIdentifier": "_--",
            "iamRoles": ["arn:x"],
            "kmsKeyArn": "key",
            "serverlessV2ScalingConfiguration": {"maxCapacity": 129, "minCapacity": 0.5},
            "storageType": "gp2",
        },
        {
            **WINDOWS,
            "availabilityZones": [
                "Too many list items. Attribute availability_zones supports 3 item maximum, but config has 4 declared."
            ],
            "backupRetentionPeriod": ["expected backup_retention_period to be at most (35), got 36"],
            "clusterIdentifier": bad_name("cluster_identifier", end=True),
            "enableCloudwatchLogsExports": [
                'expected enable_cloudwatch_logs_exports.0 to be one of ["audit" "slowquery"], got error'
            ],
            "engine": [ENGINE],
            "finalSnapshotIdentifier": [
                'only alphanumeric characters and hyphens allowed in "final_snapshot_identifier"',
                '"final_snapshot_identifier" cannot contain two consecutive hyphens',
                '"final_snapshot_identifier" cannot end in a hyphen',
            ],
            "iamRoles": ['"iam_roles.0" (arn:x) is an invalid ARN: arn: not enough sections'],
            "kmsKeyArn": ['"kms_key_arn" (key) is an invalid ARN: arn: invalid prefix'],
            "serverlessV2ScalingConfiguration.maxCapacity": [
                "expected serverless_v2_scaling_configuration.0.max_capacity to be at most (128.000000), got 129.000000"
            ],
            "serverlessV2ScalingConfiguration.minCapacity": [
                "expected serverless_v2_scaling_configuration.0.min_capacity to be at least (1.000000), got 0.500000"
            ],
            "storageType": ['expected storage_type to be one of ["standard" "iopt1"], got gp2'],
        },
    ),
    # The value after a refresh, if the cluster was detached outside Pulumi.
    (
        CLUSTER,
        {"globalClusterIdentifier": ""},
        {
            "globalClusterIdentifier": [
                'only alphanumeric characters and hyphens allowed in "global_cluster_identifier"',
                'first character of "global_cluster_identifier" must be a letter',
            ]
        },
    ),
    (
        CLUSTER,
        {"clusterIdentifier": "1A--", "clusterIdentifierPrefix": "1A--"},
        {
            # An unexpected property is not checked further.
            "clusterIdentifier": [CONFLICT.format("cluster_identifier", "cluster_identifier_prefix")],
            "clusterIdentifierPrefix": bad_name("cluster_identifier_prefix", end=False),
        },
    ),
    (
        INSTANCE,
        {**BAD_WINDOWS, "clusterIdentifier": "c", "engine": "aurora", "identifier": "1A--", "instanceClass": "x"},
        {**WINDOWS, "engine": [ENGINE], "identifier": bad_name("identifier", end=True)},
    ),
    (
        INSTANCE,
        {"clusterIdentifier": "c", "identifier": "a", "identifierPrefix": "b", "instanceClass": "x"},
        {
            "identifier": [CONFLICT.format("identifier", "identifier_prefix")],
            "identifierPrefix": [CONFLICT.format("identifier_prefix", "identifier")],
        },
    ),
    (
        INSTANCE,
        {"clusterIdentifier": "c", "identifierPrefix": "1A--", "instanceClass": "x"},
        {"identifierPrefix": bad_name("identifier_prefix", end=False)},
    ),
    (
        SUBNET_GROUP,
        {"name": "Default$", "subnetIds": []},
        {
            "name": [
                'only lowercase alphanumeric characters, hyphens, underscores, periods, and spaces allowed in "name"',
            ],
            "subnetIds": [
                "Not enough list items. Attribute subnet_ids requires 1 item minimum, but config has only 0 declared."
            ],
        },
    ),
    (SUBNET_GROUP, {"name": "default", "subnetIds": ["a"]}, {"name": ['"Default" is not allowed as "name"']}),
    (
        ENDPOINT,
        {"clusterIdentifier": "Host", "clusterEndpointIdentifier": "1A--", "endpointType": "reader"},
        {
            "clusterIdentifier": bad_name("cluster_identifier", end=False)[:2],
            "clusterEndpointIdentifier": bad_name("cluster_endpoint_identifier", end=True),
            "endpointType": ['expected endpoint_type to be one of ["ANY" "READER" "WRITER"], got reader'],
        },
    ),
    (
        SUBSCRIPTION,
        {"name": f"a_{LONG}", "snsTopicArn": "topic"},
        {
            "name": [
                'only alphanumeric characters and hyphens allowed in "name"',
                '"name" cannot be greater than 255 characters',
            ],
            "snsTopicArn": ['"sns_topic_arn" (topic) is an invalid ARN: arn: invalid prefix'],
        },
    ),
    bad_group(PARAMETER_GROUP),
    bad_group(CLUSTER_PARAMETER_GROUP),
]

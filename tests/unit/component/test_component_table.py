"""The table of inputs: the lists that derive from it."""

from __future__ import annotations

import pytest

from neptune_global_component.core.inputs.table import (
    ARGUMENTS,
    INSTANCE_ARGUMENTS,
    REGION_ARGUMENTS,
    fixed_properties,
    recorded_arguments,
    reset_properties,
)
from neptune_global_component.core.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE, SUBNET_GROUP


@pytest.mark.parametrize(
    ("child", "properties"),
    [
        (GLOBAL_CLUSTER, {"globalClusterIdentifier", "storageEncrypted"}),
        (
            CLUSTER,
            {
                *("availabilityZones", "clusterIdentifier", "kmsKeyArn"),
                *("neptuneSubnetGroupName", "port", "storageEncrypted"),
            },
        ),
        (INSTANCE, {"availabilityZone", "clusterIdentifier", "neptuneSubnetGroupName", "port", "publiclyAccessible"}),
        (SUBNET_GROUP, set()),
    ],
)
def test_changes_that_would_replace_a_child(child, properties):
    """Children ignore changes of these properties."""
    assert set(fixed_properties(child)) == properties


@pytest.mark.parametrize(
    ("child", "properties"),
    [
        (GLOBAL_CLUSTER, {"deletionProtection"}),
        (
            CLUSTER,
            {
                *("backupRetentionPeriod", "copyTagsToSnapshot", "deletionProtection", "enableCloudwatchLogsExports"),
                *("iamDatabaseAuthenticationEnabled", "iamRoles", "serverlessV2ScalingConfiguration", "tags"),
            },
        ),
        (INSTANCE, {"autoMinorVersionUpgrade", "promotionTier", "tags"}),
        (SUBNET_GROUP, {"tags"}),
    ],
)
def test_properties_that_pulumi_aws_resets(child, properties):
    """Without the properties that keep AWS's value when the program does not set them, for example a backup window."""
    assert set(reset_properties(child)) == properties


def test_recorded_arguments():
    """The state records the arguments that can't change."""
    database = {"global_cluster_identifier", "source_db_cluster_identifier", "storage_encrypted"}
    region = {"availability_zones", "cluster_identifier", "kms_key_arn", "neptune_subnet_group_name", "port"}
    assert (set(recorded_arguments(ARGUMENTS)), set(recorded_arguments(REGION_ARGUMENTS))) == (database, region)


def test_defaults():
    """An argument defaults to one that exists on the next level and has the same kind of value."""
    for table, parent in ((REGION_ARGUMENTS, ARGUMENTS), (INSTANCE_ARGUMENTS, REGION_ARGUMENTS)):
        defaults = {key: row.default for key, row in table.items() if row.default}
        assert {key: parent[default].kind for key, default in defaults.items()} == {
            key: table[key].kind for key in defaults
        }

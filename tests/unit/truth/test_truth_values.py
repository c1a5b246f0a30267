"""AWS's limits, enumerations and words in the package, against botocore's models and their documentation."""

from __future__ import annotations

import re

import botocore.session
import pytest

from neptune_global_component.aws.operations.creation import _FINAL_STATUSES
from neptune_global_component.aws.operations.lag import _MOST_QUERIES
from neptune_global_component.core import names
from neptune_global_component.core.facts import observed
from neptune_global_component.core.inputs.rules import global_cluster, instance_settings, region, tags
from neptune_global_component.core.inputs.rules.global_cluster import _IDENTIFIER
from neptune_global_component.core.inputs.rules.windows import _DAILY, _DAYS, _SHORTEST, _WEEKLY
from neptune_global_component.core.names import _ENABLED

SESSION = botocore.session.get_session()
NEPTUNE = SESSION.get_service_model("neptune")
CREATE_GLOBAL, CREATE, INSTANCE = (
    NEPTUNE.operation_model(name).input_shape.members
    for name in ("CreateGlobalCluster", "CreateDBCluster", "CreateDBInstance")
)


def words(member):
    """Return the documentation of a member without markup, on one line."""
    return " ".join(re.sub(r"<[^>]+>", "", member.documentation).split())


@pytest.mark.parametrize(
    ("member", "fact"),
    [
        (CREATE_GLOBAL["Engine"], f"Valid values: {global_cluster.ENGINE}"),
        (CREATE_GLOBAL["EngineVersion"], f"Valid values: {global_cluster.FIRST_GLOBAL_VERSION} or above"),
        (CREATE["DBClusterIdentifier"], f"from 1 to {global_cluster.LONGEST_IDENTIFIER} letters, numbers, or hyphens"),
        (CREATE["DBClusterIdentifier"], "First character must be a letter"),
        (CREATE["DBClusterIdentifier"], "Cannot end with a hyphen or contain two consecutive hyphens"),
        (CREATE["DBClusterIdentifier"], "stored as a lowercase string"),
        (
            INSTANCE["DBInstanceIdentifier"],
            f"from 1 to {global_cluster.LONGEST_IDENTIFIER} letters, numbers, or hyphens",
        ),
        (CREATE["BackupRetentionPeriod"], "from {} to {}".format(*region.RETENTION_DAYS)),
        (CREATE["PreferredBackupWindow"], f"at least {_SHORTEST} minutes"),
        (CREATE["PreferredBackupWindow"], "Must not conflict with the preferred maintenance window"),
        (CREATE["PreferredMaintenanceWindow"], f"Minimum {_SHORTEST}-minute window"),
        (CREATE["PreferredMaintenanceWindow"], ", ".join(day.capitalize() for day in _DAYS)),
        (INSTANCE["PromotionTier"], f"Valid Values: 0 - {instance_settings.LAST_PROMOTION_TIER}"),
        (
            NEPTUNE.operation_model("DeleteDBCluster").input_shape.members["FinalDBSnapshotIdentifier"],
            f"1 to {region.LONGEST_SNAPSHOT_IDENTIFIER} letters, numbers, or hyphens",
        ),
        (NEPTUNE.shape_for("Tag").members["Key"], f"1 to {tags.LONGEST_KEY} Unicode characters"),
        (NEPTUNE.shape_for("Tag").members["Value"], f"to {tags.LONGEST_VALUE} Unicode characters"),
        (NEPTUNE.shape_for("ServerlessV2ScalingConfiguration").members["MinCapacity"], "half-step increments"),
    ],
)
def test_a_limit_is_the_one_of_the_documentation(member, fact):
    """The documentation in botocore's model states the limit."""
    assert fact in words(member)


@pytest.mark.parametrize(
    ("member", "own"),
    [("EnableCloudwatchLogsExports", region.LOGS), ("StorageType", region.STORAGE_TYPES)],
)
def test_an_enumeration_is_the_one_of_the_documentation(member, own):
    """The documentation in botocore's model lists these values and no others."""
    assert re.findall("<code>([a-z0-9]+)</code> *(?:\\(|</b>)", CREATE[member].documentation) == list(own)


def test_identifiers_match_the_pattern_of_the_model():
    """Every identifier that the package accepts matches the pattern and the length in botocore's model."""
    metadata = CREATE_GLOBAL["GlobalClusterIdentifier"].metadata
    assert metadata["max"] >= global_cluster.LONGEST_IDENTIFIER
    for one in ("a", "orders-global", "Orders1-2"):
        assert _IDENTIFIER.fullmatch(one)
        assert re.fullmatch(metadata["pattern"], one)
    assert not re.fullmatch(metadata["pattern"], "1orders")


def test_the_window_of_a_day_has_the_format_of_the_documentation():
    """A window is hh24:mi-hh24:mi, and with a day before each time for maintenance."""
    assert "hh24:mi-hh24:mi" in words(CREATE["PreferredBackupWindow"])
    assert _DAILY.fullmatch("04:00-04:30")
    assert "ddd:hh24:mi-ddd:hh24:mi" in words(CREATE["PreferredMaintenanceWindow"])
    assert _WEEKLY.fullmatch("sun:05:00-sun:05:30")


def test_the_partitions_are_those_of_botocore():
    """Each partition of botocore is known, with the prefix of its regions and its DNS suffix."""
    data = SESSION.get_component("data_loader").load_data("partitions")["partitions"]
    known = {one["id"]: one for one in data}
    assert set(names.PARTITIONS) == known.keys()
    for name, one in known.items():
        for region_name in (key for key in one["regions"] if not key.endswith("-global")):
            assert names.is_region(region_name)
            assert names.partition(region_name) == name
            assert names.dns_suffix(region_name) == one["outputs"]["dnsSuffix"]


def test_the_regions_that_every_account_has():
    """Each region that every account can use is one of botocore's."""
    assert (
        set(SESSION.get_available_regions("neptune", "aws")) | set(SESSION.get_available_regions("rds", "aws"))
        >= _ENABLED
    )


def test_the_final_statuses_of_an_instance():
    """An instance with one of these statuses never becomes available: boto3's waiter gives up."""
    waiter = SESSION.get_waiter_model("neptune").get_waiter("DBInstanceAvailable")
    failures = {one.expected for one in waiter.acceptors if one.state == "failure"}
    (success,) = {one.expected for one in waiter.acceptors if one.state == "success"}
    assert failures == _FINAL_STATUSES
    assert success == observed.AVAILABLE
    assert observed.DELETING in failures


def test_the_queries_of_one_call():
    """CloudWatch's documentation has the most queries of one call."""
    operation = SESSION.get_service_model("cloudwatch").operation_model("GetMetricData")
    assert f"{_MOST_QUERIES} different metrics" in words(operation) or f"as many as {_MOST_QUERIES}" in words(operation)

"""Settings of clusters and instances that AWS rejects."""

from __future__ import annotations

import pytest
from neptune_calls import create_cluster, create_instance, refusal, the_cluster

MODIFY = {"DBClusterIdentifier": "orders-us-east-1"}


@pytest.mark.parametrize("port", [1149, 65536])
def test_port(neptune, port):
    """A port outside Neptune's range is rejected."""
    assert refusal(lambda: create_cluster(neptune, Port=port)) == (
        "InvalidParameterValue",
        f"Invalid endpoint port {port}. Valid range is: 1150-65535",
    )


@pytest.mark.parametrize("days", [0, 36])
def test_backup_retention(neptune, days):
    """A backup retention period outside 1 to 35 days is rejected."""
    assert refusal(lambda: create_cluster(neptune, BackupRetentionPeriod=days))[0] == "InvalidParameterValue"
    create_cluster(neptune)
    change = {"DBClusterIdentifier": "orders-us-east-1", "BackupRetentionPeriod": days}
    assert refusal(neptune().modify_db_cluster, **change)[0] == "InvalidParameterValue"


def test_windows(neptune):
    """A backup window that overlaps the maintenance window is rejected."""
    windows = {"PreferredBackupWindow": "02:00-03:00", "PreferredMaintenanceWindow": "Sun:02:30-Sun:03:30"}
    expected = ("InvalidParameterValue", "The backup window and maintenance window must not overlap.")
    assert refusal(lambda: create_cluster(neptune, **windows)) == expected
    create_cluster(neptune, **windows | {"PreferredBackupWindow": "04:00-05:00"})
    assert refusal(neptune().modify_db_cluster, DBClusterIdentifier="orders-us-east-1", **windows) == expected


@pytest.mark.parametrize(
    ("least", "most", "message"),
    [
        (1.0, 4.3, "Serverless v2 capacity value 4.3 is not valid. It must be a multiple of 0.5."),
        (4.0, 2.5, "Serverless v2 minimum capacity must be less than or equal to maximum capacity"),
    ],
)
def test_capacity(neptune, least, most, message):
    """Serverless capacities must be multiples of 0.5, and the minimum at most the maximum."""
    scaling = {"ServerlessV2ScalingConfiguration": {"MinCapacity": least, "MaxCapacity": most}}
    assert refusal(lambda: create_cluster(neptune, **scaling)) == ("InvalidParameterValue", message)


def test_zones(neptune):
    """An instance must be in a zone of its cluster."""
    create_cluster(neptune)
    assert refusal(lambda: create_instance(neptune, AvailabilityZone="eu-west-1a"))[0] == "InvalidParameterValue"
    create_instance(neptune, AvailabilityZone="us-east-1b")
    create_instance(neptune, name="2", AvailabilityZone="us-east-1c")
    assert the_cluster(neptune)["MultiAZ"] is True


@pytest.mark.parametrize(
    ("window", "message"),
    [
        (
            {"PreferredMaintenanceWindow": "nonsense"},
            (
                "Invalid maintenance window format: nonsense. Should be specified as a range ddd:hh24:mi-ddd:hh24:mi "
                "(24H Clock UTC). Example: Sun:23:45-Mon:00:15"
            ),
        ),
        ({"PreferredMaintenanceWindow": "Sun:23:55-Mon:00:05"}, "Maintenance window must be at least 30 minutes."),
        (
            {"PreferredBackupWindow": "0700-0900"},
            (
                "Invalid backup window time '0700-0900' specified. Should be specified as a time hh24:mi (24H "
                "Clock UTC). Example: 03:15"
            ),
        ),
        ({"PreferredBackupWindow": "23:50-00:10"}, "Backup window must be at least 30 minutes."),
    ],
)
def test_one_window(neptune, window, message):
    """A window must have AWS's format and last half an hour, even if the other window is not set."""
    expected = ("InvalidParameterValue", message)
    assert refusal(lambda: create_cluster(neptune, **window)) == expected
    create_cluster(neptune)
    assert refusal(neptune().modify_db_cluster, **MODIFY, **window) == expected
    if "PreferredMaintenanceWindow" in window:
        assert refusal(lambda: create_instance(neptune, **window)) == expected


def test_windows_past_midnight(neptune):
    """Windows may continue past midnight and past the end of the week."""
    windows = {"PreferredBackupWindow": "23:30-00:15", "PreferredMaintenanceWindow": "Sun:23:45-Mon:00:15"}
    assert refusal(lambda: create_cluster(neptune, **windows))[1].endswith("must not overlap.")
    create_cluster(neptune, **windows | {"PreferredBackupWindow": "00:15-00:45"})


@pytest.mark.parametrize(
    ("least", "most", "words"), [(0.5, 8.0, "minimum capacity 0.5"), (1.0, 128.5, "maximum capacity 128.5")]
)
def test_range_of_capacity(neptune, least, most, words):
    """Serverless capacities range from 1 to 128."""
    scaling = {"ServerlessV2ScalingConfiguration": {"MinCapacity": least, "MaxCapacity": most}}
    code, message = refusal(lambda: create_cluster(neptune, **scaling))
    assert (code, message.partition(" isn't")[0]) == ("InvalidParameterValue", f"Serverless v2 {words}")
    create_cluster(neptune, ServerlessV2ScalingConfiguration={"MinCapacity": 1.0, "MaxCapacity": 128.0})


def test_storage_types(neptune):
    """Neptune has two storage types, one of them since 1.3.0.0."""
    expected = ("StorageTypeNotSupported", "Invalid storage type: gp3")
    assert refusal(lambda: create_cluster(neptune, StorageType="gp3")) == expected
    old = {"StorageType": "iopt1", "EngineVersion": "1.2.0.0"}
    assert refusal(lambda: create_cluster(neptune, **old))[0] == "StorageTypeNotSupported"
    create_cluster(neptune, StorageType="iopt1", EngineVersion="1.3.0.0")
    assert refusal(neptune().modify_db_cluster, **MODIFY, StorageType="gp3") == expected


def test_logs(neptune):
    """Neptune exports two log types."""
    expected = (
        "InvalidParameterCombination",
        (
            "You cannot use the log types 'error' with engine version neptune 1.4.5.0. For supported log types, see "
            "the documentation."
        ),
    )
    version = {"EngineVersion": "1.4.5.0"}
    logs = ["audit", "error"]
    assert refusal(lambda: create_cluster(neptune, **version, EnableCloudwatchLogsExports=logs)) == expected
    create_cluster(neptune, **version, EnableCloudwatchLogsExports=["audit", "slowquery"])
    change = {"CloudwatchLogsExportConfiguration": {"EnableLogTypes": logs}}
    assert refusal(neptune().modify_db_cluster, **MODIFY, **change) == expected


def test_zones_of_a_cluster(neptune):
    """A cluster must be in zones of its region."""
    zones = ["us-east-1a", "eu-west-1a"]
    assert refusal(lambda: create_cluster(neptune, AvailabilityZones=zones)) == (
        "InvalidVPCNetworkStateFault",
        "Availability zone '[eu-west-1a]' is unavailable in this region, please choose another zone set.",
    )
    create_cluster(neptune, AvailabilityZones=zones[:1])
    assert the_cluster(neptune)["AvailabilityZones"] == zones[:1]


def test_promotion_tier(neptune):
    """Promotion tiers range from 0 to 15."""
    create_cluster(neptune)
    expected = ("InvalidParameterValue", "Invalid promotion tier: 16. Valid range is: 0-15")
    assert refusal(lambda: create_instance(neptune, PromotionTier=16)) == expected
    create_instance(neptune, PromotionTier=15)
    change = {"DBInstanceIdentifier": "orders-us-east-1-1", "PromotionTier": 16}
    assert refusal(neptune().modify_db_instance, **change) == expected


def test_version_of_an_instance(neptune):
    """An instance must have its cluster's version."""
    create_cluster(neptune, EngineVersion="1.4.8.0")
    assert refusal(lambda: create_instance(neptune, EngineVersion="1.3.0.0")) == (
        "InvalidParameterCombination",
        (
            "The engine version that you requested for your DB instance (1.3.0.0) does not match the engine version of "
            "your DB cluster (1.4.8.0)."
        ),
    )
    create_instance(neptune, EngineVersion="1.4.8.0")


@pytest.mark.parametrize("time", [{}, {"RestoreToTime": "2026-09-01T00:00:00Z", "UseLatestRestorableTime": True}])
def test_point_in_time(neptune, time):
    """A restore requires exactly one point in time."""
    create_cluster(neptune)
    named = {"DBClusterIdentifier": "again", "SourceDBClusterIdentifier": "orders-us-east-1"}
    code, _ = refusal(neptune().restore_db_cluster_to_point_in_time, **named, **time)
    assert code == "InvalidParameterCombination"


def test_no_replica(neptune):
    """Promoting a replica is rejected, because Neptune has none."""
    create_cluster(neptune)
    promote = neptune().promote_read_replica_db_cluster
    assert refusal(promote, **MODIFY)[0] == "InvalidDBClusterStateFault"
    assert refusal(promote, DBClusterIdentifier="nobody")[0] == "DBClusterNotFoundFault"

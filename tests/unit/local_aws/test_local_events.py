"""Events of clusters, instances and snapshots."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from neptune_calls import PRIMARY, create_cluster, create_instance, refusal

CLUSTER, FIRST = {"DBClusterIdentifier": "orders-us-east-1"}, {"DBClusterSnapshotIdentifier": "first"}
LATER = datetime.now(timezone.utc) + timedelta(days=1)


@pytest.fixture
def messages(neptune):
    """Return a function that lists event messages, after a cluster was created and deleted."""
    create_cluster(neptune)
    create_instance(neptune)
    calls = neptune()
    calls.create_db_cluster_snapshot(**CLUSTER, **FIRST)
    refusal(calls.delete_db_cluster, **CLUSTER, SkipFinalSnapshot=True)
    calls.delete_db_instance(DBInstanceIdentifier="orders-us-east-1-1")
    calls.delete_db_cluster(**CLUSTER, SkipFinalSnapshot=True)
    return lambda **filters: [one["Message"] for one in calls.describe_events(**filters)["Events"]]


def test_events(neptune, messages):
    """Each successful creation and deletion is an event of its resource, in order. A rejected call is not an event."""
    assert messages() == [
        "DB cluster created",
        "DB instance created",
        "Manual cluster snapshot created",
        "DB instance deleted",
        "DB cluster deleted",
    ]
    (first, _) = neptune().describe_events(SourceType="db-cluster", SourceIdentifier="orders-us-east-1")["Events"]
    assert (first["SourceArn"], first["EventCategories"]) == (PRIMARY, ["creation"])
    assert neptune("eu-west-1").describe_events()["Events"] == []


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"SourceType": "db-instance"}, 2),
        ({"SourceType": "db-cluster", "SourceIdentifier": "nobody"}, 0),
        ({"EventCategories": ["backup", "deletion"]}, 3),
        ({"Duration": 10}, 5),
        ({"StartTime": LATER}, 0),
        ({"EndTime": LATER, "Duration": 60}, 0),
        ({"EndTime": LATER, "Duration": 2 * 24 * 60}, 5),
    ],
)
def test_filtered_events(messages, filters, count):
    """Events can be filtered by source, category and time."""
    assert len(messages(**filters)) == count


def test_source_without_type(neptune):
    """A source requires its type."""
    code, _ = refusal(neptune().describe_events, SourceIdentifier="orders-us-east-1")
    assert code == "InvalidParameterCombination"

"""Update: the calls, their order, and the resulting state."""

from __future__ import annotations

import asyncio
import itertools
from types import SimpleNamespace

import pytest
from neptune_answers import CLUSTER_STATE, CONTAINER, MEMBER, SECONDARY, STATE, cluster, described

from neptune_global_component.local.provider import aws
from neptune_global_component.local.provider.errors import InitializationError

MAJOR_ONLY = "This operation only supports Major Version Upgrades"


def test_leave_global_cluster(driver, fake):
    """A cluster without its global cluster is removed from it, and not modified otherwise."""
    fake.answers["DescribeDBClusters"] = cluster()
    driver.update("Cluster", CLUSTER_STATE, {"clusterIdentifier": "a", "skipFinalSnapshot": True})
    assert fake.writes() == ["RemoveFromGlobalCluster"]
    assert fake.named("RemoveFromGlobalCluster") == [
        ("us-east-1", {"DbClusterIdentifier": MEMBER, "GlobalClusterIdentifier": "orders"})
    ]


def test_join_global_cluster(driver, fake):
    """A standalone cluster can't join. The state contains the global cluster anyway, as with the AWS provider."""
    fake.answers["DescribeDBClusters"] = cluster()
    alone = {**CLUSTER_STATE, "globalClusterIdentifier": ""}
    with pytest.raises(InitializationError, match="existing Neptune Clusters cannot be added") as caught:
        driver.update("Cluster", alone, {"clusterIdentifier": "a", "globalClusterIdentifier": "orders"})
    assert caught.value.state["globalClusterIdentifier"] == "orders"
    assert fake.writes() == []


def test_modify_cluster(driver, fake):
    """One ModifyDBCluster contains all changes. Tags are changed before by separate calls."""
    fake.answers["DescribeDBClusters"] = cluster()
    given = {
        "clusterIdentifier": "a",
        "globalClusterIdentifier": "orders",
        "skipFinalSnapshot": True,
        "deletionProtection": True,
        "serverlessV2ScalingConfiguration": {"maxCapacity": 8},
        "tags": {"env": "x"},
    }
    driver.update("Cluster", {**CLUSTER_STATE, "tagsAll": {"old": "1"}}, given)
    assert fake.writes() == ["RemoveTagsFromResource", "AddTagsToResource", "ModifyDBCluster"]
    assert fake.named("ModifyDBCluster")[0][1] == {
        "AllowMajorVersionUpgrade": False,
        "ApplyImmediately": False,
        "DBClusterIdentifier": "a",
        "DeletionProtection": True,
        "ServerlessV2ScalingConfiguration": {"MaxCapacity": 8.0, "MinCapacity": 2.5},
    }
    assert fake.named("AddTagsToResource")[0][1]["Tags"] == [{"Key": "env", "Value": "x"}]


def test_what_cannot_be_taken_away(driver, fake):
    """Removing the scaling configuration is not sent, so the cluster keeps it."""
    scaling = {"MinCapacity": 1.0, "MaxCapacity": 8.0}
    fake.answers["DescribeDBClusters"] = cluster(ServerlessV2ScalingConfiguration=scaling)
    state = {**CLUSTER_STATE, "serverlessV2ScalingConfiguration": {"minCapacity": 1, "maxCapacity": 8}}
    given = {"clusterIdentifier": "a", "globalClusterIdentifier": "orders", "skipFinalSnapshot": True}
    updated = driver.update("Cluster", state, given)
    (call,) = fake.named("ModifyDBCluster")
    assert call[1] == {"AllowMajorVersionUpgrade": False, "ApplyImmediately": False, "DBClusterIdentifier": "a"}
    assert updated["serverlessV2ScalingConfiguration"] == {"minCapacity": 1.0, "maxCapacity": 8.0}


@pytest.mark.parametrize(
    ("kind", "noun", "calls"),
    [
        ("ParameterGroup", "DBParameterGroup", ["ResetDBParameterGroup"]),
        ("ClusterParameterGroup", "DBClusterParameterGroup", []),
    ],
)
def test_parameter_that_is_taken_away(driver, fake, kind, noun, calls):
    """A removed parameter is reset only in instance groups. The state follows the plan, regardless of AWS."""
    described = {f"{noun}Name": "fixed", f"{noun}Arn": "arn:x", "DBParameterGroupFamily": "neptune1.4"}
    fake.answers[f"Describe{noun}s"] = {f"{noun}s": [described]}
    timeout = {"name": "a", "value": "1", "applyMethod": "immediate"}
    listed = {"ParameterName": "a", "ParameterValue": "1", "ApplyMethod": "immediate", "Source": "user"}
    fake.answers[f"Describe{noun[:-5]}s"] = {"Parameters": [listed]}
    given = {"family": "neptune1.4", "name": "fixed"}
    state = {**driver.inputs(kind, given), "id": "fixed", "arn": "arn:x", "parameters": [timeout]}
    assert driver.update(kind, state, given)["parameters"] == []
    assert fake.writes() == calls


def test_minor_upgrade(driver, fake, refuse):
    """After ModifyGlobalCluster is rejected, the secondary is modified, then the primary, each in its region."""
    fake.answers["ModifyGlobalCluster"] = refuse("InvalidParameterValue", MAJOR_ONLY)
    fake.answers["DescribeGlobalClusters"] = described([MEMBER, SECONDARY], EngineVersion="1.4.2.0")
    fake.answers["DescribeDBClusters"] = cluster()
    members = [{"dbClusterArn": MEMBER, "isWriter": True}, {"dbClusterArn": SECONDARY, "isWriter": False}]
    state = {**STATE, "globalClusterMembers": members}
    driver.update("GlobalCluster", state, {**CONTAINER, "engineVersion": "1.4.2.0"})
    modified = [(region, call["DBClusterIdentifier"]) for region, call in fake.named("ModifyDBCluster")]
    assert modified == [("eu-west-1", "b"), ("us-east-1", "a")]


def test_minor_upgrade_with_a_stale_state(driver, fake, refuse, monkeypatch):
    """With the empty member list of a new state, nothing is upgraded until the timeout."""
    seconds = itertools.count()
    monkeypatch.setattr(aws, "time", SimpleNamespace(monotonic=lambda: float(next(seconds))))
    fake.answers["ModifyGlobalCluster"] = refuse("InvalidParameterValue", MAJOR_ONLY)
    fake.answers["DescribeGlobalClusters"] = described([MEMBER])
    with pytest.raises(InitializationError, match="timeout while waiting"):
        driver.update("GlobalCluster", STATE, {**CONTAINER, "engineVersion": "1.4.2.0"}, timeout=10)
    assert fake.writes() == ["ModifyGlobalCluster"]
    assert len(fake.named("DescribeGlobalClusters")) > 1


def test_major_upgrade(driver, fake):
    """A major upgrade calls ModifyGlobalCluster once."""
    fake.answers["DescribeGlobalClusters"] = described([MEMBER], EngineVersion="1.5.0.0")
    fake.answers["DescribeDBClusters"] = [cluster(Status="upgrading"), cluster()]
    state = driver.update("GlobalCluster", STATE, {**CONTAINER, "engineVersion": "1.5.0.0"})
    assert fake.writes() == ["ModifyGlobalCluster"]
    assert fake.named("ModifyGlobalCluster")[0][1]["AllowMajorVersionUpgrade"] is True
    assert state["engineVersion"] == "1.5.0.0"


def test_protect_global_cluster(driver, fake):
    """A protection change calls ModifyGlobalCluster once."""
    fake.answers["DescribeGlobalClusters"] = described(DeletionProtection=True)
    state = driver.update("GlobalCluster", STATE, {**CONTAINER, "deletionProtection": True})
    assert fake.named("ModifyGlobalCluster")[0][1]["DeletionProtection"] is True
    assert state["deletionProtection"] is True


def test_cancelled(driver, fake, monkeypatch):
    """A cancelled update stops waiting immediately, with the AWS provider's message."""
    # The wait must sleep.
    monkeypatch.undo()

    def waits(**_parameters):
        asyncio.run(driver.provider.cancel())
        return cluster(PendingModifiedValues={"EngineVersion": "1.4.6.0"})

    fake.answers["DescribeDBClusters"] = waits
    given = {"clusterIdentifier": "a", "globalClusterIdentifier": "orders", "deletionProtection": True}
    with pytest.raises(InitializationError, match=r"waiting for Neptune Cluster \(a\) update: context canceled"):
        driver.update("Cluster", CLUSTER_STATE, given, timeout=600)

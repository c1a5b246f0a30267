"""Switchover and failover: role changes, and rejected calls."""

from __future__ import annotations

import pytest
from neptune_calls import (
    ARN,
    PRIMARY,
    create_all,
    create_cluster,
    create_member,
    refusal,
    roles,
    the_cluster,
    the_global,
)

TARGET = {"GlobalClusterIdentifier": "orders", "TargetDbClusterIdentifier": ARN.format("eu-west-1", "orders-eu-west-1")}
CALLS = ["switchover_global_cluster", "failover_global_cluster"]


@pytest.mark.parametrize("call", CALLS)
def test_switchover(neptune, call):
    """The target becomes the writer and the old primary a reader: members, sources, endpoints and writers change."""
    create_all(neptune, "eu-west-1", "ap-northeast-1")
    answer = getattr(neptune(), call)(**TARGET)["GlobalCluster"]
    assert answer["Status"] == "switching-over"
    assert roles(neptune) == (["eu-west-1"], ["us-east-1", "ap-northeast-1"])
    assert "FailoverState" not in the_global(neptune)
    new, old = the_cluster(neptune, "eu-west-1"), the_cluster(neptune)
    assert "ReplicationSourceIdentifier" not in new
    assert old["ReplicationSourceIdentifier"] == TARGET["TargetDbClusterIdentifier"]
    assert (".cluster-ro-" in new["Endpoint"], ".cluster-ro-" in old["Endpoint"]) == (False, True)
    writers = [one["DBClusterMembers"][0]["IsClusterWriter"] for one in (new, old)]
    assert writers == [True, False]


def test_state_while_it_runs(aws, neptune):
    """During a switchover the old primary stays the writer, and FailoverState shows the progress."""
    create_all(neptune, "eu-west-1")
    aws.settings({"latency": {"SwitchoverGlobalCluster": 60}})
    neptune().switchover_global_cluster(**TARGET)
    during = the_global(neptune)
    assert during["Status"] == "switching-over"
    assert during["FailoverState"] == {
        "Status": "switching-over",
        "FromDbClusterArn": PRIMARY,
        "ToDbClusterArn": TARGET["TargetDbClusterIdentifier"],
        "IsDataLossAllowed": False,
    }
    assert roles(neptune) == (["us-east-1"], ["eu-west-1"])
    assert the_cluster(neptune)["Status"] == "switching-over"
    assert refusal(neptune().switchover_global_cluster, **TARGET)[0] == "InvalidGlobalClusterStateFault"
    aws.settle()
    assert the_global(neptune)["Status"] == "available"
    assert roles(neptune) == (["eu-west-1"], ["us-east-1"])
    assert the_cluster(neptune)["Status"] == "available"


def test_failover_with_data_loss(aws, neptune):
    """A failover works while the primary is not available, and from another region."""
    create_all(neptune, "eu-west-1")
    aws.settings({"latency": {"ModifyDBCluster": 60, "FailoverGlobalCluster": 60}})
    neptune().modify_db_cluster(DBClusterIdentifier="orders-us-east-1", BackupRetentionPeriod=7)
    assert refusal(neptune().switchover_global_cluster, **TARGET)[0] == "InvalidDBClusterStateFault"
    answer = neptune("eu-west-1").failover_global_cluster(**TARGET, AllowDataLoss=True)["GlobalCluster"]
    assert (answer["Status"], answer["FailoverState"]["IsDataLossAllowed"]) == ("failing-over", True)
    aws.settle()
    assert roles(neptune) == (["eu-west-1"], ["us-east-1"])


def test_data_loss_excludes_switchover(neptune):
    """AllowDataLoss and Switchover exclude each other."""
    create_all(neptune, "eu-west-1")
    code, _ = refusal(neptune().failover_global_cluster, **TARGET, AllowDataLoss=True, Switchover=True)
    assert code == "InvalidParameterCombination"
    neptune().failover_global_cluster(**TARGET, Switchover=True)
    assert roles(neptune)[0] == ["eu-west-1"]


@pytest.mark.parametrize("call", CALLS)
def test_only_in_the_primary_region(neptune, call):
    """A switchover must be called in the primary's region."""
    create_all(neptune, "eu-west-1")
    code, message = refusal(getattr(neptune("eu-west-1"), call), **TARGET)
    assert (code, "us-east-1" in message) == ("InvalidParameterValue", True)


@pytest.mark.parametrize("call", CALLS)
def test_bad_target(neptune, call):
    """The target must be a secondary of this global cluster, with an instance."""
    create_all(neptune)
    create_member(neptune, "eu-west-1", instances=0)
    create_cluster(neptune, "us-west-2")
    make, named = getattr(neptune(), call), {"GlobalClusterIdentifier": "orders"}

    def code(target):
        return refusal(make, **named, TargetDbClusterIdentifier=target)[0]

    assert code(PRIMARY) == "InvalidDBClusterStateFault"
    assert code(TARGET["TargetDbClusterIdentifier"]) == "InvalidDBClusterStateFault"
    assert code(ARN.format("us-west-2", "orders-us-west-2")) == "InvalidParameterValue"
    assert code(ARN.format("us-west-2", "nobody")) == "DBClusterNotFoundFault"
    assert code("orders-eu-west-1") == "InvalidParameterValue"


def test_versions_differ(neptune):
    """A switchover is rejected in the middle of a minor upgrade."""
    create_all(neptune, "eu-west-1")
    neptune("eu-west-1").modify_db_cluster(
        DBClusterIdentifier="orders-eu-west-1", EngineVersion="1.4.6.0", ApplyImmediately=True
    )
    assert refusal(neptune().switchover_global_cluster, **TARGET)[0] == "InvalidDBClusterStateFault"

"""Pending maintenance: upgrades that wait for the maintenance window."""

from __future__ import annotations

import pytest
from neptune_calls import PRIMARY, create_cluster, create_instance, refusal, the_cluster

UPGRADE = {"ResourceIdentifier": PRIMARY, "ApplyAction": "db-upgrade"}


@pytest.fixture
def calls(neptune):
    """A client, with a pending upgrade of the cluster orders-us-east-1."""
    create_cluster(neptune, EngineVersion="1.4.5.0")
    create_instance(neptune)
    neptune().modify_db_cluster(DBClusterIdentifier="orders-us-east-1", EngineVersion="1.4.5.1")
    return neptune()


def pending(calls, **parameters):
    """Return the pending maintenance actions of each resource."""
    found = calls.describe_pending_maintenance_actions(**parameters)["PendingMaintenanceActions"]
    return {
        one["ResourceIdentifier"]: [
            (each["Action"], each["OptInStatus"]) for each in one["PendingMaintenanceActionDetails"]
        ]
        for one in found
    }


def test_pending_upgrade(calls):
    """An upgrade without ApplyImmediately is a pending maintenance action of its cluster."""
    expected = {PRIMARY: [("db-upgrade", "next-maintenance")]}
    assert pending(calls) == pending(calls, ResourceIdentifier=PRIMARY) == expected
    for name, found in (("orders-us-east-1", expected), (PRIMARY, expected), ("another", {})):
        assert pending(calls, Filters=[{"Name": "db-cluster-id", "Values": [name]}]) == found


@pytest.mark.parametrize(
    ("opt_in", "version", "waits"),
    [("immediate", "1.4.5.1", False), ("next-maintenance", "1.4.5.0", True), ("undo-opt-in", "1.4.5.0", False)],
)
def test_applying(neptune, calls, opt_in, version, waits):
    """A pending upgrade can be applied immediately, in the window, or cancelled."""
    answer = calls.apply_pending_maintenance_action(**UPGRADE, OptInType=opt_in)["ResourcePendingMaintenanceActions"]
    assert answer["PendingMaintenanceActionDetails"][0]["OptInStatus"] == opt_in
    assert the_cluster(neptune)["EngineVersion"] == version
    assert bool(pending(calls)) == waits


def test_rejected_maintenance(calls):
    """An unknown resource, action and opt-in type are rejected."""
    apply, now = calls.apply_pending_maintenance_action, {"OptInType": "immediate"}
    assert refusal(apply, **{**UPGRADE, "ResourceIdentifier": f"{PRIMARY}x"}, **now)[0] == "ResourceNotFoundFault"
    assert refusal(apply, **{**UPGRADE, "ApplyAction": "system-update"}, **now)[0] == "ResourceNotFoundFault"
    assert refusal(apply, **UPGRADE, OptInType="tomorrow")[0] == "InvalidParameterValue"

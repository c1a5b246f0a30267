"""A failover on the local AWS, also when the primary's region is down."""

from __future__ import annotations

import pytest
from operated_database import (
    EU,
    FAST,
    HOUR,
    READS,
    TRANSIENT,
    US,
    WEST,
    At,
    CutOff,
    Disturbed,
    detach,
    make,
    primary,
    written,
)

from neptune_global_component.aws.operations import failover
from neptune_global_component.aws.operations.waiting import Pace
from neptune_global_component.core.errors import OperationError, RefusedError

ASKED = ("FailoverGlobalCluster", EU)
SENT = ("FailoverGlobalCluster with AllowDataLoss in eu-west-1",)


def run(connect, to=EU, report=lambda _: None, pace=FAST):
    """Fail over."""
    return failover.run(connect, "orders", to, report=report, pace=pace)


def test_nothing_of_another_region_is_needed(aws, connect, clients):
    """Only the target's region is called: the primary's may be down, and another secondary busy."""
    make(connect, EU, WEST)
    aws.settings({"latency": {"ModifyDBCluster": HOUR}})
    connect("neptune", WEST).modify_db_cluster(DBClusterIdentifier=f"orders-{WEST}", BackupRetentionPeriod=7)
    before = len(aws.calls())
    assert run(clients(EU)) == SENT
    made = aws.calls()[before:]
    assert {call["region"] for call in made} == {EU}
    assert primary(connect) == EU
    (call,) = [one for one in made if one["operation"] == "FailoverGlobalCluster"]
    assert call["parameters"]["AllowDataLoss"] is True


def test_where_it_is_done_already_nothing_is_asked(aws, connect):
    """A second run only reads."""
    make(connect, EU)
    run(connect)
    assert run(connect) == ()
    assert written(aws, tried=True) == [ASKED]


@pytest.mark.parametrize("operation", [*READS, "FailoverGlobalCluster"])
@pytest.mark.parametrize("code", TRANSIENT)
def test_what_passes_by_is_waited_for(aws, connect, operation, code):
    """A run continues after throttling, server errors and lost connections."""
    make(connect, EU)
    assert (
        run(connect, report=At(lambda: aws.settings({"faults": [{"operation": operation, "errorCode": code}]}))) == SENT
    )
    assert written(aws) == [ASKED]


def test_without_the_permission(aws, connect):
    """The error names the option of the policy that includes the permission."""
    make(connect, EU)
    aws.settings({"faults": [{"operation": "FailoverGlobalCluster", "errorCode": "AccessDenied"}]})
    with pytest.raises(OperationError, match=r"Allow rds:FailoverGlobalCluster, which `neptune-global iam-policy --f"):
        run(connect)


@pytest.mark.parametrize("after", [False, True])
def test_an_interrupt_at_the_change(aws, connect, after):
    """After an interruption before or after the request, the next run completes it with one failover in total."""
    make(connect, EU)
    aws.settings({"latency": {"FailoverGlobalCluster": HOUR}})
    with pytest.raises(CutOff):
        run(Disturbed(connect, 0, CutOff(), ["failover_global_cluster"], after=after))
    run(connect)
    assert (primary(connect), written(aws)) == (EU, [ASKED])


def test_a_timeout_names_what_is_missing(aws, connect, clock):
    """The timeout error names what is pending and which request was sent."""
    clock.aws_goes_on = False
    make(connect, EU)
    aws.settings({"latency": {"FailoverGlobalCluster": HOUR}})
    with pytest.raises(
        OperationError, match=r"waiting for eu-west-1 to become the primary \(.*The request was sent \(Failover"
    ):
        run(connect, pace=Pace(0.5, 0.05))


def test_another_one_that_begins_in_between_ends_first(aws, connect):
    """A failover that starts meanwhile is awaited: AWS allows one at a time."""
    make(connect, EU, WEST)

    def other():
        aws.settings({"latency": {"SwitchoverGlobalCluster": HOUR}})
        target = {"TargetDbClusterIdentifier": f"arn:aws:rds:{WEST}:123456789012:cluster:orders-{WEST}"}
        connect("neptune", US).switchover_global_cluster(GlobalClusterIdentifier="orders", **target)

    assert run(connect, report=At(other)) == SENT
    assert written(aws, tried=True) == [("SwitchoverGlobalCluster", US), ASKED]


def test_a_member_that_leaves_in_between(aws, connect):
    """No request is sent, and the error does not claim that one was."""
    make(connect, EU)

    with pytest.raises(RefusedError, match=r"'eu-west-1' has no member of .*Nothing was changed\.$"):
        run(connect, report=At(lambda: detach(connect, EU)))
    assert "FailoverGlobalCluster" not in [operation for operation, _ in written(aws, tried=True)]


def test_a_refused_failover_asks_for_nothing(aws, connect):
    """The run checks the plan too, and sends no request if it is rejected."""
    make(connect, EU)
    with pytest.raises(RefusedError, match="--to: 'us-west-2' has no member"):
        run(connect, WEST)
    assert written(aws, tried=True) == []


def test_another_one_that_moves_the_primary_in_between_ends_the_run(aws, connect):
    """The plan that the user confirmed is outdated when it could be sent, which is an error; nothing is sent."""
    make(connect, EU, WEST)
    confirmed = failover.read_database(connect, "orders", {EU})
    aws.settings({"latency": {"FailoverGlobalCluster": HOUR}})

    def begin():
        failover.run(connect, "orders", WEST, report=lambda _: None, pace=FAST, wait=False)

    with pytest.raises(RefusedError, match=r"but the primary is in us-west-2 now\. .* Nothing was changed\.$"):
        failover.run(connect, "orders", EU, report=At(begin), pace=FAST, confirmed=confirmed)
    assert written(aws) == [("FailoverGlobalCluster", WEST)]


def test_an_outdated_plan_after_a_request_without_an_answer(aws, connect):
    """If AWS may have executed the request before the primary moved, the error names it."""
    make(connect, EU, WEST)
    confirmed = failover.read_database(connect, "orders", {EU})
    aws.settings({"faults": [{"operation": "FailoverGlobalCluster", "errorCode": "ConnectionDropped"}]})

    def report(line):
        if str(line).startswith("waiting for AWS to answer"):
            failover.run(connect, "orders", WEST, report=lambda _: None, pace=FAST)

    with pytest.raises(RefusedError, match=r"sent \(FailoverGlobalCluster .* in eu-west-1, without an answer\)\.$"):
        failover.run(connect, "orders", EU, report=report, pace=FAST, confirmed=confirmed)

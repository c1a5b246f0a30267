"""A switchover on the local AWS: its request, what it waits for, and interrupted runs."""

from __future__ import annotations

import pytest
from botocore.exceptions import ConnectionClosedError
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

from neptune_global_component.aws.operations import switchover
from neptune_global_component.aws.operations.waiting import Pace
from neptune_global_component.core.errors import OperationError, ReadError, RefusedError

ASKED = ("SwitchoverGlobalCluster", US)
SENT = ("SwitchoverGlobalCluster in us-east-1",)


def run(connect, to=EU, report=lambda _: None, pace=FAST):
    """Switch over."""
    return switchover.run(connect, "orders", to, report=report, pace=pace)


def faults(aws, operation, code, times=1):
    """Make AWS return errors."""
    aws.settings({"faults": [{"operation": operation, "errorCode": code, "times": times}]})


def test_it_ends_when_the_old_primary_reads(aws, connect):
    """One request is sent to the primary's region, without AllowDataLoss; progress names what is pending."""
    make(connect, EU, WEST)
    aws.settings({"latency": {"SwitchoverGlobalCluster": HOUR}})
    lines = []
    assert run(connect, report=lambda line: lines.append(str(line))) == SENT
    (call,) = [one for one in aws.calls() if one["operation"] == "SwitchoverGlobalCluster"]
    assert call["region"] == US
    assert call["parameters"].keys() == {"GlobalClusterIdentifier", "TargetDbClusterIdentifier"}
    assert primary(connect) == EU
    assert lines == [
        "switchover: us-east-1 -> eu-west-1",
        "waiting for eu-west-1 to become the primary (switching-over)",
        "eu-west-1 is the primary now, and the other members are available",
    ]
    (old,) = connect("neptune", US).describe_db_clusters(DBClusterIdentifier=f"orders-{US}")["DBClusters"]
    assert (old["Status"], old["DBClusterMembers"][0]["IsClusterWriter"]) == ("available", False)


def test_what_aws_does_at_once_is_not_waited_for(connect):
    """The first poll follows the request immediately."""
    make(connect, EU)
    assert run(connect, pace=Pace(600, 600)) == SENT


def test_where_it_is_done_already_nothing_is_asked(aws, connect):
    """A second run only reads, and reports nothing."""
    make(connect, EU)
    run(connect)
    lines = []
    assert run(connect, report=lambda line: lines.append(str(line))) == ()
    assert lines == []
    assert written(aws) == [ASKED]


def test_back_and_forth(aws, connect):
    """The request goes to the region of the current primary."""
    make(connect, EU)
    run(connect)
    run(connect, US)
    assert written(aws) == [ASKED, ("SwitchoverGlobalCluster", EU)]


@pytest.mark.parametrize("operation", [*READS, "SwitchoverGlobalCluster"])
@pytest.mark.parametrize("code", TRANSIENT)
def test_what_passes_by_is_waited_for(aws, connect, operation, code):
    """A run continues after repeated throttling, server errors and lost connections, and reports them."""
    make(connect, EU)
    report = At(lambda: faults(aws, operation, code, 2))
    assert run(connect, report=report) == SENT
    assert any(line.startswith(f"waiting for AWS to answer: {operation}") for line in report.lines)
    assert written(aws) == [ASKED]


@pytest.mark.parametrize("operation", [*READS, "SwitchoverGlobalCluster"])
def test_what_is_not_allowed_ends_it(aws, connect, operation):
    """A missing permission ends the run without a change, and the next run completes it."""
    make(connect, EU)
    with pytest.raises(OperationError, match=rf"{operation} was refused.*AccessDenied.*llow rds:{operation}") as caught:
        run(connect, report=At(lambda: faults(aws, operation, "AccessDenied")))
    assert "Nothing was changed; run the command again to resume." in str(caught.value)
    assert caught.value.sent == ()
    assert run(connect) == SENT


@pytest.mark.parametrize("operation", READS)
def test_a_later_rejection_names_the_sent_requests(aws, connect, clock, operation):
    """The error names the sent request; AWS continues, and the next run waits for it."""
    clock.aws_goes_on = False
    make(connect, EU)
    aws.settings({"latency": {"SwitchoverGlobalCluster": HOUR}})

    def report(line):
        if str(line).startswith("waiting"):
            faults(aws, operation, "AccessDenied")

    with pytest.raises(OperationError, match=r"sent \(SwitchoverGlobalCluster in us-east-1\)") as caught:
        run(connect, report=report)
    assert caught.value.sent == SENT
    clock.aws_goes_on = True
    lines = []
    assert run(connect, report=lambda line: lines.append(str(line))) == ()
    assert lines[:2] == [
        "wait for the switchover us-east-1 -> eu-west-1 (switching-over)",
        "waiting for eu-west-1 to become the primary (switching-over)",
    ]
    assert primary(connect) == EU
    assert written(aws) == [ASKED]


@pytest.mark.parametrize("operation", READS)
def test_before_it_began_an_error_is_told_at_once(aws, connect, operation):
    """An error before the request is raised immediately, without retries."""
    make(connect, EU)
    faults(aws, operation, "ServiceUnavailable")
    with pytest.raises(ReadError, match=operation):
        run(connect)
    assert written(aws) == []


@pytest.mark.parametrize("after", [False, True])
def test_an_answer_that_is_lost(aws, connect, after):
    """If the response is lost, one switchover happens in total, and the result lists it."""
    make(connect, EU)
    aws.settings({"latency": {"SwitchoverGlobalCluster": HOUR}})
    lost = ConnectionClosedError(endpoint_url="https://rds.example")
    disturbed = Disturbed(connect, 0, lost, ["switchover_global_cluster"], after=after)
    assert run(disturbed) == SENT
    assert disturbed.is_over
    assert written(aws) == [ASKED]


def test_an_answer_that_is_lost_until_the_deadline(aws, connect, clock):
    """The error does not claim that nothing was changed."""
    clock.aws_goes_on = False
    make(connect, EU)
    aws.settings({"latency": {"SwitchoverGlobalCluster": HOUR}})
    lost = ConnectionClosedError(endpoint_url="https://rds.example")
    disturbed = Disturbed(connect, 0, lost, ["switchover_global_cluster"], after=True)
    with pytest.raises(OperationError, match=r"sent \(SwitchoverGlobalCluster in us-east-1, without an answer\)"):
        run(disturbed, pace=Pace(0.2, 0.01))


@pytest.mark.parametrize("number", [0, 3, 5, 8, 11, 14])
def test_an_interrupt_between_two_calls(aws, connect, number):
    """After an interruption between two calls, the next run completes it with one switchover in total."""
    make(connect, EU)
    aws.settings({"latency": {"SwitchoverGlobalCluster": HOUR}})
    with pytest.raises(CutOff):
        run(Disturbed(connect, number, CutOff()))
    run(connect)
    assert (primary(connect), written(aws)) == (EU, [ASKED])


@pytest.mark.parametrize("after", [False, True])
def test_an_interrupt_at_the_change(aws, connect, after):
    """After an interruption before or after the request, the next run completes it with one switchover in total."""
    make(connect, EU)
    aws.settings({"latency": {"SwitchoverGlobalCluster": HOUR}})
    with pytest.raises(CutOff):
        run(Disturbed(connect, 0, CutOff(), ["switchover_global_cluster"], after=after))
    assert written(aws) == [ASKED] * after
    run(connect)
    assert (primary(connect), written(aws)) == (EU, [ASKED])


def test_a_timeout_names_what_is_missing(aws, connect, clock):
    """The timeout error names what is pending, which request was sent, and what to do."""
    clock.aws_goes_on = False
    make(connect, EU)
    aws.settings({"latency": {"SwitchoverGlobalCluster": HOUR}})
    with pytest.raises(OperationError) as caught:
        run(connect, pace=Pace(2, 0.5))
    assert str(caught.value) == (
        "Timed out after 2 s waiting for eu-west-1 to become the primary (switching-over). "
        "The request was sent (SwitchoverGlobalCluster in us-east-1); run the command again to resume."
    )


def test_what_began_in_between_is_waited_for(aws, connect):
    """A member that is modified after planning is awaited before the request is sent."""
    make(connect, EU)

    def modify():
        aws.settings({"latency": {"ModifyDBCluster": HOUR}})
        connect("neptune", EU).modify_db_cluster(DBClusterIdentifier=f"orders-{EU}", BackupRetentionPeriod=7)

    report = At(modify)
    assert run(connect, report=report) == SENT
    assert (
        "waiting for eu-west-1 to become the primary (available), and before that for eu-west-1 (modifying) to be "
        "available"
    ) in report.lines
    assert written(aws, tried=True)[1:] == [ASKED]


def test_a_state_that_nothing_changes_is_an_error(aws, connect):
    """If AWS rejects the request while nothing is in progress, its message is raised immediately."""
    make(connect, EU)
    faults(aws, "SwitchoverGlobalCluster", "InvalidGlobalClusterStateFault")
    with pytest.raises(OperationError, match=r"InvalidGlobalClusterStateFault.*Nothing was changed"):
        run(connect)
    assert written(aws, tried=True) == [ASKED]


def test_a_member_that_leaves_in_between(aws, connect):
    """No request is sent, and the error does not claim that one was."""
    make(connect, EU)

    with pytest.raises(RefusedError, match=r"'eu-west-1' has no member of .*Nothing was changed\.$"):
        run(connect, report=At(lambda: detach(connect, EU)))
    assert "SwitchoverGlobalCluster" not in [operation for operation, _ in written(aws, tried=True)]


def test_a_refused_switchover_asks_for_nothing(aws, connect):
    """The run checks the plan too, and sends no request if it is rejected."""
    make(connect, EU)
    with pytest.raises(RefusedError, match="primary_region: 'us-west-2' has no member"):
        run(connect, WEST)
    assert written(aws, tried=True) == []


def test_there_is_no_such_global_cluster(connect):
    """The error names the region and the account that were read."""
    with pytest.raises(ReadError, match="no global cluster 'orders' in us-east-1 of account 123456789012"):
        run(connect)

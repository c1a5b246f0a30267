"""Upgrades on the local AWS: minor, major, and interrupted runs."""

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
    make,
    observed,
    versions,
    written,
)

from neptune_global_component.aws.operations import upgrade
from neptune_global_component.aws.operations.waiting import Pace
from neptune_global_component.core.errors import OperationError, RefusedError

ALL = (EU, WEST, US)
IN_ORDER = [("ModifyDBCluster", region) for region in ALL]
SENT = tuple(f"ModifyDBCluster in {region}" for region in ALL)
MAJOR = [("ModifyGlobalCluster", US)]


def run(connect, wanted="1.3.4.0", report=lambda _: None, pace=FAST, **options):
    """Upgrade."""
    return upgrade.run(connect, "orders", wanted, report=report, pace=pace, **options)


def faults(aws, operation, code, times=1, **others):
    """Make AWS return errors."""
    aws.settings({"faults": [{"operation": operation, "errorCode": code, "times": times, **others}]})


@pytest.fixture
def three(connect):
    """Return a global database with three regions."""
    make(connect, EU, WEST, version="1.3.3.0")
    return connect


def test_a_minor_one_takes_the_secondaries_first(aws, three):
    """Each cluster is available again before the next is upgraded; the progress lines show its status."""
    aws.settings({"latency": {"ModifyDBCluster": HOUR}})
    lines = []
    assert run(three, report=lambda line: lines.append(str(line))) == SENT
    assert written(aws, tried=True) == IN_ORDER
    assert versions(three, *ALL) == {"1.3.4.0"}
    assert [line for line in lines if not line.startswith("waiting for ")] == [
        "upgrade to 1.3.4.0: eu-west-1, us-west-2, then us-east-1",
        *(
            line
            for number, region in enumerate(ALL, 1)
            for line in (f"{number}/3 {region}: 1.3.3.0 -> 1.3.4.0, upgrading", f"{region} runs 1.3.4.0 now")
        ),
    ]


def test_where_it_is_done_already_nothing_is_asked(aws, three):
    """A second run only reads, and reports nothing."""
    run(three)
    lines = []
    assert run(three, report=lambda line: lines.append(str(line))) == ()
    assert lines == []
    assert written(aws) == IN_ORDER


def test_a_major_one_is_one_call(aws, three):
    """One ModifyGlobalCluster upgrades all members; the step names the effect on parameter groups."""
    aws.settings({"latency": {"ModifyGlobalCluster": HOUR}})
    lines = []
    sent = run(three, "1.4.6.0", report=lambda line: lines.append(str(line)), allow_major=True)
    assert sent == ("ModifyGlobalCluster in us-east-1",)
    assert written(aws, tried=True) == MAJOR
    assert versions(three, *ALL) == {"1.4.6.0"}
    assert lines[0] == (
        "upgrade to 1.4.6.0, a major version: eu-west-1, us-west-2, us-east-1, all at once; AWS resets their "
        "parameter groups to the defaults"
    )


def test_what_aws_has_no_upgrade_to_is_refused(aws, three):
    """A version that is not in ValidUpgradeTarget is rejected without a change."""
    with pytest.raises(RefusedError, match=r"engine_version: '1.3.9.0' is not a version that AWS upgrades 1.3.3.0 to"):
        run(three, "1.3.9.0")
    assert written(aws, tried=True) == []


def test_where_the_versions_cannot_be_read_aws_judges(aws, three):
    """If the targets can't be read, the run reports it and continues."""
    faults(aws, "DescribeDBEngineVersions", "AccessDenied")
    lines = []
    assert run(three, report=lambda line: lines.append(str(line))) == SENT
    assert lines[0].startswith("could not check that AWS offers this upgrade: DescribeDBEngineVersions was refused")


@pytest.mark.parametrize("operation", [*READS, "ModifyDBCluster"])
@pytest.mark.parametrize("code", TRANSIENT)
def test_what_passes_by_is_waited_for(aws, connect, operation, code):
    """A run continues after repeated throttling, server errors and lost connections, and reports them."""
    make(connect, EU, version="1.3.3.0")
    report = At(lambda: faults(aws, operation, code, 2))
    assert run(connect, report=report) == (SENT[0], SENT[2])
    assert any(line.startswith(f"waiting for AWS to answer: {operation}") for line in report.lines)
    assert written(aws) == [IN_ORDER[0], IN_ORDER[2]]


@pytest.mark.parametrize("code", TRANSIENT)
def test_what_passes_by_in_a_major_one(aws, connect, code):
    """A major upgrade continues after transient errors too."""
    make(connect, EU, version="1.3.3.0")
    assert run(connect, "1.4.6.0", report=At(lambda: faults(aws, "ModifyGlobalCluster", code)), allow_major=True)
    assert written(aws) == MAJOR


@pytest.mark.parametrize("region", ALL)
def test_what_is_not_allowed_ends_it(aws, three, region):
    """The error names the sent requests, and the next run completes the rest."""
    done = ALL.index(region)
    faults(aws, "ModifyDBCluster", "AccessDenied", region=region)
    with pytest.raises(OperationError, match=f"ModifyDBCluster was refused in {region} .AccessDenied") as caught:
        run(three)
    assert caught.value.sent == SENT[:done]
    assert run(three) == SENT[done:]
    assert written(aws) == IN_ORDER


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("number", range(3))
def test_a_minor_upgrade_is_interrupted_at_any_change(aws, three, number, after):
    """After an interruption at any request, the next run upgrades the rest, and no member twice."""
    aws.settings({"latency": {"ModifyDBCluster": HOUR}})
    with pytest.raises(CutOff):
        run(Disturbed(three, number, CutOff(), ["modify_db_cluster"], after=after))
    assert written(aws) == IN_ORDER[: number + after]
    run(three)
    assert (written(aws, tried=True), versions(three, *ALL)) == (IN_ORDER, {"1.3.4.0"})


@pytest.mark.parametrize("number", [0, 9, 17, 33, 47])
def test_a_minor_upgrade_is_interrupted_between_two_calls(aws, three, number):
    """After an interruption between two calls, the next run upgrades the rest, and no member twice."""
    aws.settings({"latency": {"ModifyDBCluster": HOUR}})
    with pytest.raises(CutOff):
        run(Disturbed(three, number, CutOff()))
    run(three)
    assert (written(aws, tried=True), versions(three, *ALL)) == (IN_ORDER, {"1.3.4.0"})


@pytest.mark.parametrize("after", [False, True])
def test_a_major_upgrade_is_interrupted(aws, three, after):
    """After an interruption, the major upgrade is requested once in total."""
    aws.settings({"latency": {"ModifyGlobalCluster": HOUR}})
    with pytest.raises(CutOff):
        run(Disturbed(three, 0, CutOff(), ["modify_global_cluster"], after=after), "1.4.6.0", allow_major=True)
    run(three, "1.4.6.0", allow_major=True)
    assert (written(aws, tried=True), versions(three, *ALL)) == (MAJOR, {"1.4.6.0"})


@pytest.mark.parametrize("after", [False, True])
def test_an_answer_that_is_lost(aws, three, after):
    """If the response is lost, the request is sent once in total."""
    aws.settings({"latency": {"ModifyDBCluster": HOUR}})
    lost = ConnectionClosedError(endpoint_url="https://rds.example")
    assert run(Disturbed(three, 1, lost, ["modify_db_cluster"], after=after)) == SENT
    assert written(aws) == IN_ORDER


def test_a_timeout_names_what_is_missing(aws, three, clock):
    """Each member has its own time limit; the error names what is pending, the sent request and the next step."""
    clock.aws_goes_on = False
    aws.settings({"latency": {"ModifyDBCluster": HOUR}})
    with pytest.raises(OperationError) as caught:
        run(three, pace=Pace(2, 0.5))
    assert str(caught.value) == (
        "Timed out after 2 s waiting for eu-west-1 to run 1.3.4.0 (upgrading, 1.3.3.0). "
        "The request was sent (ModifyDBCluster in eu-west-1); run the command again to resume."
    )


def test_a_member_that_is_busy_is_waited_for(aws, three):
    """Another change of a member is awaited before the upgrade."""

    def modify():
        aws.settings({"latency": {"ModifyDBCluster": HOUR}})
        three("neptune", WEST).modify_db_cluster(DBClusterIdentifier=f"orders-{WEST}", BackupRetentionPeriod=7)
        aws.settings({"latency": {}})

    report = At(modify)
    assert run(three, report=report) == SENT
    assert (
        "waiting for eu-west-1 to run 1.3.4.0 (available, 1.3.3.0), and before that for us-west-2 (modifying) to be "
        "available"
    ) in report.lines
    assert written(aws, tried=True)[1:] == IN_ORDER


def test_the_last_member_is_waited_for_though_it_has_the_version(connect, monkeypatch):
    """After an interruption, the next run sends nothing and waits until AWS is done."""
    upgrading = observed(EU, version="1.3.4.0", us_east_1={"status": "upgrading"})
    starting = observed(EU, version="1.3.4.0", us_east_1={"instances": ("rebooting",)})
    looks = [
        upgrading,
        upgrading,
        starting,
        observed(EU, version="1.3.4.0", status="upgrading"),
        observed(EU, version="1.3.4.0"),
    ]
    monkeypatch.setattr(upgrade, "read_database", lambda *_: looks.pop(0))
    lines = []
    assert run(connect, report=lambda line: lines.append(str(line))) == ()
    assert looks == []
    assert lines[1:] == [
        "waiting for us-east-1 (upgrading) to be available",
        "waiting for an instance of us-east-1 to be available",
        "waiting for the global cluster (upgrading) to be available",
        "us-east-1 runs 1.3.4.0 now",
    ]

"""The commands ``switchover`` and ``failover``: plan, confirmation, progress, result and usage errors."""

from __future__ import annotations

import json
import signal
import subprocess
import sys

import pytest
from change_commands import BOTH, CHANGES, FAILOVER, SWITCHOVER, changes, primary, run
from local_database import EU, US, create_database, put_lag

from neptune_global_component.aws import silence
from neptune_global_component.cli.duration import format_duration, parse_duration

WEST = "us-west-2"
failover_command = sys.modules["neptune_global_component.cli.failover"]


def test_a_switchover(database):
    """Plan, lag and progress are on standard error, the result is on standard output."""
    result = run(*SWITCHOVER, "--yes")
    assert (result.exit_code, result.stdout) == (0, "eu-west-1 is now the primary of orders.\n")
    place, lag, consequences, plan, *progress = result.stderr.splitlines()
    assert place == (
        "switchover of orders in account 123456789012: us-east-1 (primary, orders-us-east-1) -> eu-west-1 "
        "(orders-eu-west-1)"
    )
    assert lag == "replication lag of eu-west-1: unknown (CloudWatch has no recent value)"
    assert consequences.startswith("No data is lost. Writes fail until eu-west-1 is the primary. Instances restart")
    assert plan == "plan: switchover: us-east-1 -> eu-west-1"
    assert [line.partition(" s: ")[2] for line in progress] == [
        "switchover: us-east-1 -> eu-west-1",
        "eu-west-1 is the primary now, and the other members are available",
    ]
    assert (primary(), changes(database)) == (EU, [("SwitchoverGlobalCluster", US)])


def test_a_failover_changes_only_the_region_that_is_left(database):
    """In the primary's region, which may be lost, only the status of its cluster is read."""
    before = len(database.calls())
    result = run(*FAILOVER, "--yes")
    assert (result.exit_code, result.stdout) == (0, "eu-west-1 is now the primary of orders.\n")
    assert "plan: failover, which loses what was not replicated: us-east-1 -> eu-west-1" in result.stderr
    calls = [(call["operation"], call["region"]) for call in database.calls()[before:]]
    assert [operation for operation, region in calls if region != EU] == ["DescribeDBClusters"]
    assert (primary(), changes(database)) == (EU, [("FailoverGlobalCluster", EU)])


@BOTH
def test_json_is_one_document(database, command):
    """The document has the steps, the requests and the replication lag."""
    put_lag(EU, 85.5)
    result = run(*command, "--yes", "--format", "json")
    assert result.exit_code == 0
    document = json.loads(result.stdout)
    (step,) = document.pop("steps")
    (call,) = document.pop("calls")
    assert step.endswith("us-east-1 -> eu-west-1")
    assert call.startswith(changes(database)[0][0])
    assert document == {
        "globalClusterIdentifier": "orders",
        "from": US,
        "to": EU,
        "replicationLagMilliseconds": 85.5,
    }
    assert "replication lag of eu-west-1: 85.5 ms" in result.stderr


@BOTH
def test_there_is_nothing_to_do(database, command):
    """If the region is already the primary, nothing is asked or changed."""
    run(*command, "--yes")
    result = run(*command, "--yes")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "eu-west-1 is already the primary. Nothing to do.\n"
    assert json.loads(run(*command, "--yes", "--format", "json").stdout)["calls"] == []
    assert len(changes(database)) == 1


def test_a_region_that_hangs_does_not_hold_up_a_failover(database, monkeypatch):
    """The failover continues if the primary's region does not answer in time."""
    monkeypatch.setattr(failover_command, "SECONDS", 0)
    assert run(*FAILOVER, "--yes").exit_code == 0
    assert primary() == EU
    del database


@BOTH
def test_it_does_not_wait_with_no_wait(database, command):
    """The command ends when AWS accepts the request, and a second run sends no second request."""
    database.settings({"latency": dict.fromkeys(CHANGES, 60)})
    result = run(*command, "--yes", "--no-wait")
    assert result.exit_code == 0
    assert "Run `neptune-global status orders --watch` to see its progress." in result.stdout
    assert "AWS has accepted the" in result.stderr
    assert (primary(), len(changes(database))) == (US, 1)
    assert run(*command, "--yes", "--no-wait").exit_code == 0
    assert len(changes(database)) == 1


@BOTH
def test_it_ends_when_the_time_is_up(database, command):
    """The error names the request that was sent."""
    database.settings({"latency": dict.fromkeys(CHANGES, 60)})
    result = run(*command, "--yes", "--timeout", "1s")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "The request was sent (" in result.stderr
    assert len(changes(database)) == 1


@BOTH
@pytest.mark.parametrize("timeout", ["0", "-1", "30 minutes", "1d", ""])
def test_what_is_not_a_duration_is_a_usage_error(command, timeout):
    """The value is quoted."""
    result = run(*command, "--yes", "--timeout", timeout)
    assert result.exit_code == 2
    assert f"must be a duration like 90s, 30m or 2h, got '{timeout}'." in " ".join(result.stderr.split())


@pytest.mark.parametrize(("text", "seconds"), [("90", 90), ("90s", 90), ("30m", 1800), ("2h", 7200)])
def test_a_duration(text, seconds):
    """A duration has seconds, minutes or hours."""
    assert parse_duration(None, None, text) == seconds
    assert [format_duration(one) for one in (0.4, 59.6, 185)] == ["0 s", "1 min 0 s", "3 min 5 s"]


@BOTH
def test_markdown_has_the_steps(database, command):
    """The result lists the steps."""
    written = run(*command, "--yes", "--format", "markdown").stdout.splitlines()
    assert written[0] == "eu-west-1 is now the primary of orders."
    assert written[2].startswith("- ")
    assert len(changes(database)) == 1


@BOTH
def test_a_rejected_switchover_is_one_line(database, command):
    """The error names the option, the value, the rule and the next step."""
    result = run(*command, "--to", "us-west-2", "--yes")
    assert (result.exit_code, result.stdout) == (1, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("error: --to: 'us-west-2' has no member of the global database")
    assert line.endswith("Nothing was changed.")
    assert changes(database) == []


@BOTH
def test_there_is_no_such_global_cluster(database, command):
    """The error names the identifier."""
    del database
    name, _, *options = command
    result = run(name, "nope", *options, "--yes")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: There is no global cluster 'nope' in ")


@BOTH
def test_the_new_region_is_down(aws, monkeypatch, command):
    """The error has two next steps: another secondary, or the same command when the region answers."""
    monkeypatch.setattr(silence, "ATTEMPTS", 1)
    create_database((US, EU, WEST))
    aws.settings({"down": {EU: "close"}})
    result = run(*command, "--yes")
    assert (result.exit_code, result.stdout) == (1, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"error: DescribeDBClusters failed in {EU} (")
    assert line.endswith(
        f"Run the command again when {EU} answers, or choose another secondary (`neptune-global status orders` shows "
        "them)."
    )
    assert WEST in run("status", "orders").stdout
    assert (run(*command, "--to", WEST, "--yes").exit_code, primary()) == (0, WEST)
    aws.settings({"down": {}})
    assert (run(*command, "--yes").exit_code, primary()) == (0, EU)


def test_the_region_to_leave_is_down(database, monkeypatch):
    """The error of a switchover names the failover."""
    monkeypatch.setattr(silence, "ATTEMPTS", 1)
    database.settings({"down": {US: "close"}})
    assert run(*SWITCHOVER, "--yes").stderr.endswith("If that region is lost, use `neptune-global failover`.\n")


@BOTH
def test_an_invalid_identifier_is_a_usage_error(database, command):
    """No request is sent to AWS."""
    del database
    name, _, *options = command
    result = run(name, "or_ders", *options, "--yes")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "must be 1 to 63 letters" in result.stderr


@BOTH
def test_aws_refuses_the_change(database, command):
    """The error has AWS's message and says that nothing was changed."""
    faults = [{"operation": operation, "errorCode": "AccessDenied"} for operation in CHANGES]
    database.settings({"faults": faults})
    result = run(*command, "--yes", "--format", "json")
    assert (result.exit_code, result.stdout) == (1, "")
    line = result.stderr.splitlines()[-1]
    assert line.startswith("error: ")
    assert "AccessDenied: User: " in line
    assert "Nothing was changed; run the command again to resume." in line


def test_the_lag_may_not_be_read(database):
    """The lag is shown as unknown, with the reason, and the switchover continues."""
    database.settings({"faults": [{"operation": "GetMetricData", "errorCode": "AccessDenied"}]})
    result = run(*SWITCHOVER, "--yes", "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["replicationLagMilliseconds"] is None
    assert "replication lag of eu-west-1: unknown (GetMetricData was refused in eu-west" in result.stderr


def test_the_region_to_ask_can_be_given(database):
    """Reads go to this region, and the change to the region that AWS requires."""
    before = len(database.calls())
    assert run(*SWITCHOVER, "--yes", "--region", "ap-south-1").exit_code == 0
    regions = {one["region"] for one in database.calls()[before:] if one["operation"] == "DescribeGlobalClusters"}
    assert regions == {"ap-south-1"}
    assert changes(database) == [("SwitchoverGlobalCluster", US)]


@pytest.fixture(params=[signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def interrupt(request, monkeypatch):
    """Make the next command receive Ctrl-C or SIGTERM while it waits; return the exit status."""
    before = signal.getsignal(request.param)
    sleep = "neptune_global_component.aws.operations.waiting.time.sleep"
    monkeypatch.setattr(sleep, lambda _seconds: signal.raise_signal(request.param))
    yield 128 + request.param
    assert signal.getsignal(request.param) is before


def test_an_interrupt_reports_that_aws_continues(database, interrupt):
    """Ctrl-C and SIGTERM end the command with the exit status of shells, and the same command resumes."""
    database.settings({"latency": {"SwitchoverGlobalCluster": 3600}})
    result = run(*SWITCHOVER, "--yes")
    assert (result.exit_code, result.stdout) == (interrupt, "")
    assert result.stderr.splitlines()[-1] == (
        "interrupted: AWS continues with the request; run the command again to watch it"
    )
    database.settle()
    assert run(*SWITCHOVER, "--yes").exit_code == 0
    assert (primary(), len(changes(database))) == (EU, 1)


@BOTH
def test_an_interrupt_of_a_command_that_watches(database, interrupt, command):
    """The message names the operation that an earlier command requested, and AWS continues."""
    database.settings({"latency": dict.fromkeys(CHANGES, 3600)})
    assert run(*command, "--yes", "--no-wait").exit_code == 0
    result = run(*command, "--yes")
    assert result.exit_code == interrupt
    verb = "switching-over" if command is SWITCHOVER else "failing-over"
    assert result.stderr.splitlines()[-1] == (
        f"interrupted: AWS continues with the {command[0]} {US} -> {EU} ({verb}); run the command again to watch it"
    )
    assert len(changes(database)) == 1


def test_an_interrupt_after_a_rejection_reports_that_nothing_was_sent(database, interrupt):
    """AWS rejected the request because of another operation, for whose end the command waits."""
    rejected = {"operation": "SwitchoverGlobalCluster", "errorCode": "InvalidGlobalClusterStateFault", "times": 9}
    database.settings({"faults": [rejected]})
    result = run(*SWITCHOVER, "--yes")
    assert (result.exit_code, result.stdout) == (interrupt, "")
    assert result.stderr.splitlines()[-1] == "interrupted: AWS has accepted no request of this command"
    assert primary() == US


def test_the_other_commands_start_without_it():
    """Neither boto3 nor rich is imported for `--help`."""
    program = (
        "import sys; from neptune_global_component.cli import main, failover, switchover;"
        "late = {'asyncio', 'boto3', 'botocore', 'pulumi', 'rich'} & sys.modules.keys();"
        "sys.exit(f'{late}' if late else 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")

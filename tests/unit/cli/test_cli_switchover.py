"""The commands ``switchover`` and ``failover``: plan, confirmation, progress, result and usage errors."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime, timedelta, timezone

import boto3
import pytest
from click.testing import CliRunner

from neptune_global_component.aws.operations import failover, switchover
from neptune_global_component.aws.operations.waiting import Pace
from neptune_global_component.cli import confirmed_change, main
from neptune_global_component.cli.duration import format_duration, parse_duration

failover_command = sys.modules["neptune_global_component.cli.failover"]
US, EU = "us-east-1", "eu-west-1"
SWITCHOVER = ("switchover", "Orders", "--to", EU)
FAILOVER = ("failover", "orders", "--to", EU, "--allow-data-loss")
BOTH = pytest.mark.parametrize("command", [SWITCHOVER, FAILOVER], ids=["switchover", "failover"])
CHANGES = ("SwitchoverGlobalCluster", "FailoverGlobalCluster")


@pytest.fixture
def aws(running, monkeypatch):
    """A global database in two regions on the local AWS, set in the environment."""
    running.reset()
    monkeypatch.setenv("AWS_ENDPOINT_URL", running.url)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_REGION", US)
    for operation in (switchover, failover):
        # The pace is a parameter's default value, so it is replaced there.
        monkeypatch.setitem(operation.run.__kwdefaults__, "pace", Pace(seconds=600, interval=0.01))
    client("neptune").create_global_cluster(GlobalClusterIdentifier="orders", Engine="neptune")
    for region in (US, EU):
        neptune, name = client("neptune", region), f"orders-{region}"
        neptune.create_db_cluster(DBClusterIdentifier=name, Engine="neptune", GlobalClusterIdentifier="orders")
        given = {"DBClusterIdentifier": name, "DBInstanceClass": "db.r6g.large", "Engine": "neptune"}
        neptune.create_db_instance(DBInstanceIdentifier=f"{name}-1", **given)
    return running


def client(service, region=US):
    """Return a client for the local AWS."""
    return boto3.client(service, region_name=region)


def run(*arguments, answer=None):
    """Run the command, and type an answer."""
    return CliRunner().invoke(main, arguments, catch_exceptions=False, input=answer)


def with_terminal(monkeypatch):
    """Pretend that standard input is a terminal."""
    monkeypatch.setattr(confirmed_change, "has_terminal", lambda: True)


def changes(aws):
    """Return the changes that were requested, as (operation, region)."""
    return [(call["operation"], call["region"]) for call in aws.calls() if call["operation"] in CHANGES]


def primary():
    """Return the region of the primary."""
    (found,) = client("neptune").describe_global_clusters()["GlobalClusters"]
    return next(one["DBClusterArn"] for one in found["GlobalClusterMembers"] if one["IsWriter"]).split(":")[3]


def test_a_switchover(aws):
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
    assert (primary(), changes(aws)) == (EU, [("SwitchoverGlobalCluster", US)])


def test_a_failover_changes_only_the_region_that_is_left(aws):
    """In the primary's region, which may be lost, only the status of its cluster is read."""
    before = len(aws.calls())
    result = run(*FAILOVER, "--yes")
    assert (result.exit_code, result.stdout) == (0, "eu-west-1 is now the primary of orders.\n")
    assert "plan: failover, which loses what was not replicated: us-east-1 -> eu-west-1" in result.stderr
    calls = [(call["operation"], call["region"]) for call in aws.calls()[before:]]
    assert [operation for operation, region in calls if region != EU] == ["DescribeDBClusters"]
    assert (primary(), changes(aws)) == (EU, [("FailoverGlobalCluster", EU)])


@BOTH
def test_json_is_one_document(aws, command):
    """The document has the steps, the requests and the replication lag."""
    value = {
        "MetricName": "GlobalDbProgressLag",
        "Dimensions": [
            {"Name": "DBClusterIdentifier", "Value": f"orders-{EU}"},
            {"Name": "SourceRegion", "Value": US},
        ],
        "Timestamp": datetime.now(timezone.utc) - timedelta(minutes=2),
        "Value": 85.5,
    }
    client("cloudwatch", EU).put_metric_data(Namespace="AWS/Neptune", MetricData=[value])
    result = run(*command, "--yes", "--format", "json")
    assert result.exit_code == 0
    document = json.loads(result.stdout)
    (step,) = document.pop("steps")
    (call,) = document.pop("calls")
    assert step.endswith("us-east-1 -> eu-west-1")
    assert call.startswith(changes(aws)[0][0])
    assert document == {
        "globalClusterIdentifier": "orders",
        "from": US,
        "to": EU,
        "replicationLagMilliseconds": 85.5,
    }
    assert "replication lag of eu-west-1: 85.5 ms" in result.stderr


@BOTH
def test_there_is_nothing_to_do(aws, command):
    """If the region is already the primary, nothing is asked or changed."""
    run(*command, "--yes")
    result = run(*command, "--yes")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "eu-west-1 is already the primary. Nothing to do.\n"
    assert json.loads(run(*command, "--yes", "--format", "json").stdout)["calls"] == []
    assert len(changes(aws)) == 1


def test_a_switchover_asks(aws, monkeypatch):
    """The question follows the plan. The default answer is no, which changes nothing."""
    with_terminal(monkeypatch)
    result = run(*SWITCHOVER, answer="\n")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.index("plan: ") < result.stderr.index("Switch orders over to eu-west-1? [y/N]")
    assert result.stderr.endswith("error: Not confirmed. Nothing was changed.\n")
    assert changes(aws) == []
    assert run(*SWITCHOVER, answer="y\n").exit_code == 0
    assert len(changes(aws)) == 1


def test_a_failover_from_an_available_primary_wants_the_identifier(aws, monkeypatch):
    """The prompt shows the switchover command, and `y` does not confirm."""
    with_terminal(monkeypatch)
    result = run(*FAILOVER, answer="y\n")
    assert (result.exit_code, result.stdout) == (1, "")
    said = " ".join(result.stderr.split())
    assert (
        "The primary in us-east-1 is available. A switchover loses no data: `neptune-global switchover orders" in said
    )
    assert "All writes that eu-west-1 has not replicated are lost." in said
    assert "Type orders to confirm" in said
    assert "Nothing was changed." in said
    assert changes(aws) == []
    assert run(*FAILOVER, answer="Orders\n").exit_code == 0
    assert len(changes(aws)) == 1


def test_a_failover_from_a_lost_primary_asks_for_yes(aws, monkeypatch):
    """A switchover is not suggested, because the primary's region does not answer."""
    with_terminal(monkeypatch)
    aws.settings(
        {"faults": [{"operation": "DescribeDBClusters", "region": US, "errorCode": "InternalFailure", "times": 9}]}
    )
    result = run(*FAILOVER, answer="n\n")
    assert result.exit_code == 1
    assert "The primary in us-east-1 could not be read: its region may be lost." in result.stderr
    assert "A switchover" not in result.stderr
    assert changes(aws) == []
    assert run(*FAILOVER, answer="y\n").exit_code == 0


def test_a_region_that_hangs_does_not_hold_up_a_failover(aws, monkeypatch):
    """The failover continues if the primary's region does not answer in time."""
    monkeypatch.setattr(failover_command, "SECONDS", 0)
    assert run(*FAILOVER, "--yes").exit_code == 0
    assert primary() == EU
    del aws


@BOTH
def test_a_dry_run_changes_nothing(aws, command):
    """It needs no confirmation and no terminal, and shows the plan and the consequences."""
    result = run(*command, "--dry-run")
    assert (result.exit_code, result.stdout) == (0, "Dry run: nothing was changed.\n")
    assert "Writes fail until eu-west-1 is the primary." in result.stderr
    assert "us-east-1 -> eu-west-1" in result.stderr
    document = json.loads(run(*command, "--dry-run", "--format", "json").stdout)
    assert (document["dryRun"], document["calls"], len(document["steps"])) == (True, [], 1)
    assert changes(aws) == []


@BOTH
def test_it_does_not_wait_with_no_wait(aws, command):
    """The command ends when AWS accepts the request, and a second run sends no second request."""
    aws.settings({"latency": dict.fromkeys(CHANGES, 60)})
    result = run(*command, "--yes", "--no-wait")
    assert result.exit_code == 0
    assert "Run `neptune-global status orders --watch` to see its progress." in result.stdout
    assert "AWS has accepted the" in result.stderr
    assert (primary(), len(changes(aws))) == (US, 1)
    assert run(*command, "--yes", "--no-wait").exit_code == 0
    assert len(changes(aws)) == 1


@BOTH
def test_it_ends_when_the_time_is_up(aws, command):
    """The error names the request that was sent."""
    aws.settings({"latency": dict.fromkeys(CHANGES, 60)})
    result = run(*command, "--yes", "--timeout", "1s")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "The request was sent (" in result.stderr
    assert len(changes(aws)) == 1


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
def test_markdown_has_the_steps(aws, command):
    """The result lists the steps."""
    written = run(*command, "--yes", "--format", "markdown").stdout.splitlines()
    assert written[0] == "eu-west-1 is now the primary of orders."
    assert written[2].startswith("- ")
    assert len(changes(aws)) == 1


@BOTH
def test_without_a_terminal_nothing_is_asked(aws, command):
    """It is a usage error, and no request is sent to AWS."""
    before = len(aws.calls())
    result = run(*command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Confirmation needs a terminal. Add --yes" in result.stderr
    assert len(aws.calls()) == before


def test_a_failover_without_allowing_data_loss(aws):
    """It is a usage error that names the other command."""
    before = len(aws.calls())
    result = run("failover", "orders", "--to", EU, "--yes")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Add --allow-data-loss to accept that" in result.stderr
    assert "use `neptune-global switchover`, which loses no data" in " ".join(result.stderr.split())
    assert len(aws.calls()) == before


def test_a_dry_run_of_a_failover_accepts_no_loss(aws):
    """A dry run shows the plan without --allow-data-loss, and changes nothing."""
    result = run("failover", "orders", "--to", EU, "--dry-run")
    assert (result.exit_code, result.stdout) == (0, "Dry run: nothing was changed.\n")
    assert "plan: failover, which loses what was not replicated" in result.stderr
    assert "FailoverGlobalCluster" not in [call["operation"] for call in aws.calls()]


@BOTH
def test_a_rejected_switchover_is_one_line(aws, command):
    """The error names the option, the value, the rule and the next step."""
    result = run(*command, "--to", "us-west-2", "--yes")
    assert (result.exit_code, result.stdout) == (1, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("error: --to: 'us-west-2' has no member of the global database")
    assert line.endswith("Nothing was changed.")
    assert changes(aws) == []


@BOTH
def test_there_is_no_such_global_cluster(aws, command):
    """The error names the identifier."""
    del aws
    name, _, *options = command
    result = run(name, "nope", *options, "--yes")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: There is no global cluster 'nope' in ")


@BOTH
def test_an_invalid_identifier_is_a_usage_error(aws, command):
    """No request is sent to AWS."""
    del aws
    name, _, *options = command
    result = run(name, "or_ders", *options, "--yes")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "must be 1 to 63 letters" in result.stderr


@BOTH
def test_aws_refuses_the_change(aws, command):
    """The error has AWS's message and says that nothing was changed."""
    faults = [{"operation": operation, "errorCode": "AccessDenied"} for operation in CHANGES]
    aws.settings({"faults": faults})
    result = run(*command, "--yes", "--format", "json")
    assert (result.exit_code, result.stdout) == (1, "")
    line = result.stderr.splitlines()[-1]
    assert line.startswith("error: ")
    assert "AccessDenied: User: " in line
    assert "Nothing was changed; run the command again to resume." in line


def test_the_lag_may_not_be_read(aws):
    """The lag is shown as unknown, with the reason, and the switchover continues."""
    aws.settings({"faults": [{"operation": "GetMetricData", "errorCode": "AccessDenied"}]})
    result = run(*SWITCHOVER, "--yes", "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["replicationLagMilliseconds"] is None
    assert "replication lag of eu-west-1: unknown (GetMetricData was refused in eu-west" in result.stderr


def test_the_region_to_ask_can_be_given(aws):
    """Reads go to this region, and the change to the region that AWS requires."""
    before = len(aws.calls())
    assert run(*SWITCHOVER, "--yes", "--region", "ap-south-1").exit_code == 0
    regions = {one["region"] for one in aws.calls()[before:] if one["operation"] == "DescribeGlobalClusters"}
    assert regions == {"ap-south-1"}
    assert changes(aws) == [("SwitchoverGlobalCluster", US)]


def test_an_interrupt_reports_that_aws_continues(aws, monkeypatch):
    """Ctrl-C ends the command with exit status 130, and the same command resumes."""
    aws.settings({"latency": {"SwitchoverGlobalCluster": 3600}})

    def interrupt(_seconds):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("neptune_global_component.aws.operations.waiting.time.sleep", interrupt)
        result = run(*SWITCHOVER, "--yes")
    assert (result.exit_code, result.stdout) == (130, "")
    assert result.stderr.splitlines()[-1].startswith(
        "interrupted: AWS continues with the request; run the command again"
    )
    aws.settle()
    assert run(*SWITCHOVER, "--yes").exit_code == 0
    assert (primary(), len(changes(aws))) == (EU, 1)


def test_the_other_commands_start_without_it():
    """Neither boto3 nor rich is imported for `--help`."""
    program = (
        "import sys; from neptune_global_component.cli import main, failover, switchover;"
        "late = {'asyncio', 'boto3', 'botocore', 'pulumi', 'rich'} & sys.modules.keys();"
        "sys.exit(f'{late}' if late else 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")

"""`status --watch`: each change is shown, and it ends when nothing is in progress."""

from __future__ import annotations

import pytest
import terminal_screen as terminal
from click.testing import CliRunner
from local_database import EU, US, client, create_database, variables

from neptune_global_component.aws import silence
from neptune_global_component.cli import main, watch
from neptune_global_component.core.errors import ReadError

SLOW = {"latency": {"ModifyDBCluster": 3600}}


@pytest.fixture
def aws(aws, monkeypatch):
    """A global database in two regions on the local AWS, set in the environment."""
    # A pause of boto3 would call the next function of the test.
    monkeypatch.setattr(silence, "ATTEMPTS", 1)
    create_database(EngineVersion="1.4.5.0")
    return aws


def run(monkeypatch, *acts, arguments=()):
    """Run the command; instead of each pause, call the next function."""
    left = iter(acts)
    clock = [0.0]

    def sleep(seconds):
        clock[0] += seconds
        next(left, lambda: None)()

    monkeypatch.setattr(watch.time, "sleep", sleep)
    monkeypatch.setattr(watch.time, "monotonic", lambda: clock[0])
    return CliRunner().invoke(main, ["status", "orders", "--watch", *arguments], catch_exceptions=False)


def test_a_switchover_is_followed_to_its_end(aws, monkeypatch):
    """Without a terminal, each change is one line with the elapsed time, and nothing is repeated."""
    aws.settings({"latency": {"SwitchoverGlobalCluster": 3600}})
    arn = f"arn:aws:rds:{EU}:123456789012:cluster:orders-{EU}"
    client().switchover_global_cluster(GlobalClusterIdentifier="orders", TargetDbClusterIdentifier=arn)
    result = run(monkeypatch, lambda: None, aws.settle)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert "switchover us-east-1 -> eu-west-1" in lines[0]
    assert lines[0].startswith("0 s: orders: ")
    assert any(line.startswith(f"10 s: {EU}: primary, orders-{EU}, available") for line in lines)
    assert [line for line in lines if line.startswith("5 s")] == []
    assert lines[-1] == "10 s: nothing is in progress."


def test_it_ends_at_once_when_nothing_is_in_progress(aws, monkeypatch):
    """The status is shown once."""
    del aws
    lines = run(monkeypatch).stdout.splitlines()
    assert [line.split(": ")[1] for line in lines] == ["orders", US, EU, "nothing is in progress."]


def test_an_upgrade_is_followed_between_its_members(aws, monkeypatch):
    """While the versions differ, the watch continues although every member is available."""
    del aws

    def upgrade(region):
        client(region=region).modify_db_cluster(
            DBClusterIdentifier=f"orders-{region}", EngineVersion="1.4.5.1", ApplyImmediately=True
        )

    upgrade(EU)
    lines = run(monkeypatch, lambda: None, lambda: upgrade(US)).stdout.splitlines()
    assert any(line.startswith(f"10 s: {US}: primary, orders-{US}, available, 1.4.5.1") for line in lines)
    assert lines[-1] == "10 s: nothing is in progress."


def test_versions_that_stay_different_end_the_watch(aws, monkeypatch):
    """An upgrade that was interrupted is not waited for until the time limit."""
    del aws
    client(region=EU).modify_db_cluster(
        DBClusterIdentifier=f"orders-{EU}", EngineVersion="1.4.5.1", ApplyImmediately=True
    )
    assert run(monkeypatch).stdout.splitlines()[-1] == "55 s: nothing is in progress."


def test_the_time_limit(aws, monkeypatch):
    """The error names what is in progress, with exit status 1."""
    aws.settings({"latency": {"SwitchoverGlobalCluster": 3600}})
    arn = f"arn:aws:rds:{EU}:123456789012:cluster:orders-{EU}"
    client().switchover_global_cluster(GlobalClusterIdentifier="orders", TargetDbClusterIdentifier=arn)
    result = run(monkeypatch, arguments=("--timeout", "1m"))
    assert result.exit_code == 1
    assert "error: Timed out after 1 min 0 s waiting for the switchover us-east-1 -> eu-west-1" in result.stderr


def upgrade_europe(aws):
    """Begin an upgrade of the secondary that does not end by itself."""
    aws.settings(SLOW)
    client(region=EU).modify_db_cluster(
        DBClusterIdentifier=f"orders-{EU}", EngineVersion="1.4.5.1", ApplyImmediately=True
    )


def test_a_region_that_does_not_answer_does_not_end_the_watch(aws, monkeypatch):
    """The operation in it may continue: the watch goes on when the region answers again."""
    upgrade_europe(aws)

    def complete():
        aws.settle()
        client().modify_db_cluster(DBClusterIdentifier=f"orders-{US}", EngineVersion="1.4.5.1", ApplyImmediately=True)
        aws.settle()

    silent, answers = {"down": {EU: "close"}}, {"down": {}}
    acts = (lambda: aws.settings(silent), lambda: None, lambda: aws.settings(answers), complete)
    lines = run(monkeypatch, *acts).stdout.splitlines()
    assert f"5 s: {EU}: secondary, orders-{EU}, not read, not read, not read" in lines
    assert any(line.startswith(f"15 s: {EU}: secondary, orders-{EU}, upgrading") for line in lines)
    assert lines[-1] == "20 s: nothing is in progress."


def test_a_region_that_is_lost_ends_the_watch(aws, monkeypatch):
    """After a failover, the old primary may never answer: the last line names its region."""
    aws.settings({"down": {EU: "close"}})
    assert run(monkeypatch).stdout.splitlines()[-1] == f"55 s: nothing is in progress. Not read: {EU}."
    result = run(monkeypatch, arguments=("--timeout", "10s"))
    assert (result.exit_code, f"Timed out after 10 s waiting for an answer from {EU}" in result.stderr) == (1, True)


def test_a_member_that_leaves_is_a_line(aws, monkeypatch):
    """A member that was detached in the meantime is shown as gone, and not waited for."""
    upgrade_europe(aws)

    def detach():
        aws.settle()
        arn = f"arn:aws:rds:{EU}:123456789012:cluster:orders-{EU}"
        client(region=EU).remove_from_global_cluster(GlobalClusterIdentifier="orders", DbClusterIdentifier=arn)

    lines = run(monkeypatch, detach).stdout.splitlines()
    assert lines[-2:] == [f"5 s: {EU}: no longer a member", "5 s: nothing is in progress."]


def test_aws_does_not_answer_for_a_while(aws, monkeypatch):
    """The reason is one line on standard error until it changes, and the watch goes on."""
    upgrade_europe(aws)
    real = watch.read_status

    def fail(*_arguments):
        raise ReadError("DescribeGlobalClusters failed.", transient=True)

    def replace(read):
        return lambda: monkeypatch.setattr(watch, "read_status", read)

    result = run(monkeypatch, replace(fail), lambda: None, lambda: None, replace(real), aws.reset)
    assert result.stderr.count("waiting for AWS to answer: DescribeGlobalClusters failed.") == 1
    assert "There is no global cluster" in result.stderr


def test_a_deleted_global_cluster_ends_the_watch(aws, monkeypatch):
    """It is an error of one line, with exit status 1."""
    upgrade_europe(aws)
    result = run(monkeypatch, aws.reset)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "There is no global cluster 'orders'" in result.stderr


def test_another_format_is_a_usage_error(aws, monkeypatch):
    """--watch shows text."""
    del aws
    assert run(monkeypatch, arguments=("--format", "json")).exit_code == 2


@pytest.mark.parametrize("columns", [40, 60, 100])
def test_a_terminal_has_one_screen(aws, columns):
    """The last screen stays, and its lines fit."""
    screen = terminal.run("status", "orders", "--watch", columns=columns, environment=variables(aws))
    assert screen.status == 0
    assert {US, EU, "primary"} <= set(screen.words)
    assert screen.lines[-1].endswith("nothing is in progress.")

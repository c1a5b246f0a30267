"""The confirmation of switchover and failover, and their dry runs."""

from __future__ import annotations

import json

from change_commands import BOTH, FAILOVER, SWITCHOVER, changes, primary, run
from local_database import EU, US, create_database

from neptune_global_component.cli import confirmed_change

WEST = "us-west-2"


def with_terminal(monkeypatch):
    """Pretend that standard input is a terminal."""
    monkeypatch.setattr(confirmed_change, "has_terminal", lambda: True)


def test_a_switchover_asks(database, monkeypatch):
    """The question follows the plan. The default answer is no, which changes nothing."""
    with_terminal(monkeypatch)
    result = run(*SWITCHOVER, answer="\n")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.index("plan: ") < result.stderr.index("Switch orders over to eu-west-1? [y/N]")
    assert result.stderr.endswith("error: Not confirmed. Nothing was changed.\n")
    assert changes(database) == []
    assert run(*SWITCHOVER, answer="y\n").exit_code == 0
    assert len(changes(database)) == 1


def test_a_failover_from_an_available_primary_wants_the_identifier(database, monkeypatch):
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
    assert changes(database) == []
    assert run(*FAILOVER, answer="Orders\n").exit_code == 0
    assert len(changes(database)) == 1


def test_a_failover_from_a_lost_primary_asks_for_yes(database, monkeypatch):
    """A switchover is not suggested, because the primary's region does not answer."""
    with_terminal(monkeypatch)
    database.settings(
        {"faults": [{"operation": "DescribeDBClusters", "region": US, "errorCode": "InternalFailure", "times": 99}]}
    )
    result = run(*FAILOVER, answer="n\n")
    assert result.exit_code == 1
    assert "The primary in us-east-1 could not be read: its region may be lost." in result.stderr
    assert "A switchover" not in result.stderr
    assert changes(database) == []
    assert run(*FAILOVER, answer="y\n").exit_code == 0


def test_a_region_that_returns_during_the_question_is_asked_about_again(database, monkeypatch):
    """The primary is available when the user answers `y`, so the identifier has to be typed too."""
    with_terminal(monkeypatch)
    lost = {"operation": "DescribeDBClusters", "region": US, "errorCode": "InternalFailure", "times": 99}
    database.settings({"faults": [lost]})
    typed = []

    def answer(_asked, prompt):
        typed.append(prompt.type_identifier)
        database.settings({"faults": []})
        return len(typed) == 1

    monkeypatch.setattr(confirmed_change, "_is_agreed", answer)
    result = run(*FAILOVER)
    assert (result.exit_code, typed, changes(database)) == (1, [False, True], [])
    assert "A switchover loses no data" in result.stderr


@BOTH
def test_a_plan_that_nobody_confirmed_is_not_carried_out(aws, monkeypatch, command):
    """If another person moves the primary during the question, nothing is sent; a second run shows the new plan."""
    with_terminal(monkeypatch)
    create_database((US, EU, WEST))

    def answer(_asked, _prompt):
        assert run(command[0], "orders", "--to", WEST, "--yes", *command[4:]).exit_code == 0
        return True

    monkeypatch.setattr(confirmed_change, "_is_agreed", answer)
    result = run(*command)
    assert (result.exit_code, result.stdout) == (1, "")
    said = " ".join(result.stderr.split())
    assert said.endswith(
        f"error: --to: the confirmed plan moves the primary from {US} to '{EU}', but the primary is in {WEST} now. Run "
        "the command again for a plan from there. Nothing was changed."
    )
    assert (primary(), len(changes(aws))) == (WEST, 1)
    assert f": {WEST} -> {EU}" in run(*command, "--dry-run").stderr


def test_a_failover_with_yes_from_an_available_primary(database):
    """It asks nothing, and names the switchover."""
    result = run(*FAILOVER, "--yes")
    assert result.exit_code == 0
    assert "`neptune-global switchover orders --to eu-west-1`" in " ".join(result.stderr.split())
    assert changes(database) == [("FailoverGlobalCluster", EU)]


@BOTH
def test_a_dry_run_changes_nothing(database, command):
    """It needs no confirmation and no terminal, and shows the plan and the consequences."""
    result = run(*command, "--dry-run")
    assert (result.exit_code, result.stdout) == (0, "Dry run: nothing was changed.\n")
    assert "Writes fail until eu-west-1 is the primary." in result.stderr
    assert "us-east-1 -> eu-west-1" in result.stderr
    document = json.loads(run(*command, "--dry-run", "--format", "json").stdout)
    assert (document["dryRun"], document["calls"], len(document["steps"])) == (True, [], 1)
    assert changes(database) == []


@BOTH
def test_without_a_terminal_nothing_is_asked(database, command):
    """It is a usage error, and no request is sent to AWS."""
    before = len(database.calls())
    result = run(*command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Confirmation needs a terminal. Add --yes" in result.stderr
    assert len(database.calls()) == before


def test_a_failover_without_allowing_data_loss(database):
    """It is a usage error that names the other command."""
    before = len(database.calls())
    result = run("failover", "orders", "--to", EU, "--yes")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Add --allow-data-loss to accept that" in result.stderr
    assert "use `neptune-global switchover`, which loses no data" in " ".join(result.stderr.split())
    assert len(database.calls()) == before


def test_a_dry_run_of_a_failover_accepts_no_loss(database):
    """A dry run shows the plan without --allow-data-loss, and changes nothing."""
    result = run("failover", "orders", "--to", EU, "--dry-run")
    assert (result.exit_code, result.stdout) == (0, "Dry run: nothing was changed.\n")
    assert "plan: failover, which loses what was not replicated" in result.stderr
    assert "FailoverGlobalCluster" not in [call["operation"] for call in database.calls()]

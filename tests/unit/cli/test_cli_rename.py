"""The command `rename` in AWS: plan, confirmation, result and errors, on the local AWS."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from change_commands import run
from local_database import US, client, create_database

from neptune_global_component.aws.operations import rename as operation
from neptune_global_component.aws.operations.waiting import Pace
from neptune_global_component.cli import confirmed_change, stack

RENAME = ("rename", "Orders", "sales")


@pytest.fixture
def aws(aws, monkeypatch):
    """A global database with one cluster on the local AWS, set in the environment."""
    monkeypatch.setitem(operation.run.__kwdefaults__, "pace", Pace(seconds=600, interval=0.01))
    create_database({US: None})
    return aws


def identifiers():
    """Return the identifiers of the global clusters."""
    return [one["GlobalClusterIdentifier"] for one in client().describe_global_clusters()["GlobalClusters"]]


def test_the_result_names_the_lines_to_change(aws):
    """The plan is on standard error; the result has the program's lines and the command for the state."""
    del aws
    result = run(*RENAME, "--yes")
    assert (result.exit_code, identifiers()) == (0, ["sales"])
    assert "plan: rename orders to sales in AWS" in result.stderr
    first, _, *lines = result.stdout.splitlines()
    assert first == "orders is now sales."
    assert lines[:3] == [
        "In the program, set:",
        "  global_cluster_identifier: 'sales'",
        "  regions[\"us-east-1\"].cluster_identifier: 'orders-us-east-1'",
    ]
    assert "`neptune-global rename orders sales --stack`" in lines[-1]


def test_a_second_run_changes_nothing(aws):
    """It prints the same lines."""
    lines = run(*RENAME, "--yes", "--format", "markdown").stdout.splitlines()[1:]
    before = len(aws.calls())
    again = run(*RENAME, "--yes", "--format", "markdown")
    assert again.stdout.splitlines() == ["orders was renamed to sales already.", *lines]
    assert {one["operation"] for one in aws.calls()[before:]} == {"DescribeGlobalClusters"}


def test_a_lost_response(aws, monkeypatch):
    """The rename succeeds when AWS has executed the request but its response is lost, and boto3 sends it again."""
    once = operation.call

    def twice(*arguments, **parameters):
        once(*arguments, **parameters)
        return once(*arguments, **parameters)

    monkeypatch.setattr(operation, "call", twice)
    assert (run(*RENAME, "--yes").exit_code, identifiers()) == (0, ["sales"])
    assert [one["errorCode"] for one in aws.calls() if one["operation"] == "ModifyGlobalCluster"] == [
        None,
        "GlobalClusterNotFoundFault",
    ]


def test_an_answer_that_is_wrong_for_a_moment(aws):
    """If AWS answers that the global cluster does not exist, and it still does, the request is sent again."""
    aws.settings({"faults": [{"operation": "ModifyGlobalCluster", "errorCode": "GlobalClusterNotFoundFault"}]})
    result = run(*RENAME, "--yes", "--format", "json")
    assert (result.exit_code, identifiers()) == (0, ["sales"])
    assert json.loads(result.stdout)["calls"] == ["ModifyGlobalCluster of orders"]


def test_a_dry_run_changes_nothing(aws):
    """JSON has the steps and no calls."""
    del aws
    document = json.loads(run(*RENAME, "--dry-run", "--format", "json").stdout)
    assert document == {
        "from": "orders",
        "to": "sales",
        "steps": ["rename orders to sales in AWS"],
        "calls": [],
        "program": {
            "globalClusterIdentifier": "sales",
            "clusterIdentifiers": {US: "orders-us-east-1"},
        },
        "stack": None,
        "dryRun": True,
    }
    assert identifiers() == ["orders"]


@pytest.mark.parametrize(("answer", "found"), [("n\n", ["orders"]), ("y\n", ["sales"])])
def test_the_user_is_asked(aws, monkeypatch, answer, found):
    """Only a yes renames."""
    del aws
    monkeypatch.setattr(confirmed_change, "has_terminal", lambda: True)
    result = run(*RENAME, answer=answer)
    assert "Rename orders to sales? [y/N]" in result.stderr
    assert (result.exit_code, identifiers()) == (0 if found == ["sales"] else 1, found)


def test_without_a_terminal_a_confirmation_is_required(aws):
    """It is a usage error, and nothing is changed."""
    del aws
    assert run(*RENAME).exit_code == 2
    assert identifiers() == ["orders"]


def test_the_new_identifier_is_taken(aws):
    """The error names the other global cluster."""
    create_database((), "sales")
    before = len(aws.calls())
    result = run(*RENAME, "--yes")
    assert result.exit_code == 1
    assert "error: 'sales' is the identifier of another global cluster (arn:aws:rds::" in result.stderr
    assert {one["operation"] for one in aws.calls()[before:]} == {"DescribeGlobalClusters"}


def test_there_is_neither(aws):
    """The error names the identifier that does not exist."""
    del aws
    result = run("rename", "nobody", "somebody", "--yes")
    assert result.exit_code == 1
    assert "error: There is no global cluster 'nobody' in us-east-1 of account 123456789012." in result.stderr


@pytest.mark.parametrize("names", [("orders", "orders"), ("orders", "no_name")])
def test_identifiers_are_checked(aws, names):
    """The same or an invalid identifier is a usage error."""
    del aws
    assert run("rename", *names, "--yes").exit_code == 2


def test_the_answer_of_aws_is_lost(aws):
    """The next read shows whether the request had an effect, and it is sent again only if not."""
    aws.settings({"faults": [{"operation": "ModifyGlobalCluster", "errorCode": "ThrottlingException", "times": 9}]})
    assert run(*RENAME, "--yes").exit_code == 0
    assert identifiers() == ["sales"]


def test_aws_refuses(aws):
    """The error says that nothing was changed."""
    aws.settings({"faults": [{"operation": "ModifyGlobalCluster", "errorCode": "AccessDenied"}]})
    result = run(*RENAME, "--yes")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Allow rds:ModifyGlobalCluster" in result.stderr
    assert "Nothing was changed; run the command again to resume." in result.stderr


def test_without_pulumi_nothing_is_changed(aws, monkeypatch):
    """--stack needs `pulumi`."""
    del aws

    def missing(*_arguments, **_options):
        raise FileNotFoundError(2, "No such file or directory", "pulumi")

    monkeypatch.setattr(stack.subprocess, "run", missing)
    result = run(*RENAME, "--stack", "dev", "--yes")
    assert result.exit_code == 1
    assert "`pulumi` can't be run" in result.stderr
    assert identifiers() == ["orders"]


def use_stack(monkeypatch, *, is_locked):
    """Let `pulumi` return a state with the global cluster."""
    (found,) = client().describe_global_clusters()["GlobalClusters"]
    resource = {
        "urn": "urn:pulumi:dev::test::aws:neptune/globalCluster:GlobalCluster::orders",
        "type": "aws:neptune/globalCluster:GlobalCluster",
        "id": "orders",
        "outputs": {"globalClusterResourceId": found["GlobalClusterResourceId"]},
    }
    state = json.dumps({"version": 3, "deployment": {"resources": [resource]}})

    def pulumi(command, **_options):
        status = int(is_locked and "import" in command)
        return SimpleNamespace(returncode=status, stdout=state, stderr="error: the stack is locked")

    monkeypatch.setattr(stack.subprocess, "run", pulumi)


@pytest.mark.parametrize(("option", "verb"), [("--dry-run", "gets"), ("--yes", "has")])
def test_the_state_has_the_identifier_after_the_rename(aws, monkeypatch, option, verb):
    """A dry run shows what the rename will change."""
    del aws
    use_stack(monkeypatch, is_locked=False)
    assert f"The state of the stack dev {verb} the new identifier" in run(*RENAME, "--stack", "dev", option).stdout


def test_the_state_can_not_be_written(aws, monkeypatch):
    """The error has Pulumi's reason, and says that AWS is renamed and how to resume."""
    del aws
    use_stack(monkeypatch, is_locked=True)
    result = run(*RENAME, "--stack", "dev", "--yes")
    assert result.exit_code == 1
    assert "the stack is locked" in result.stderr
    assert "AWS has the identifier 'sales'. Run the command again to change the state." in result.stderr
    assert identifiers() == ["sales"]

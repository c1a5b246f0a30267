"""`neptune-global rename`: AWS and the state follow, and the next preview of the changed program is empty."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest
from programs import Code, program
from pulumi_project import LIMIT_SECONDS, wait_until

COMMAND = [sys.executable, "-c", "from neptune_global_component.cli import main; main()", "rename", "orders", "sales"]


SECRET = "pulumi.Output.secret({!r})"  # noqa: S105 - an expression of the program


def named(identifier, clusters=None, form="{!r}"):
    """Return the program with an identifier, and identifiers of clusters by region."""
    clusters = {region: Code(form.format(name)) for region, name in (clusters or {}).items()}
    return program(
        regions={one: {"cluster_identifier": clusters.get(one)} for one in ("us-east-1", "eu-west-1")}
        | {"us-west-2": {"cluster_identifier": "west"}},
        global_cluster_identifier=Code(form.format(identifier)),
        tags={"team": "graph"},
        exports=("global_cluster_identifier",),
    )


@pytest.fixture
def deployed(project, aws):
    """A deployed global database in three regions; one region sets its cluster identifier."""
    del aws
    project.write(named("orders"))
    project.up()
    return project


def start(project, *arguments, **variables):
    """Start the command in the project's folder."""
    return subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=project.folder,
        env={**project.environment, "AWS_REGION": "us-east-1", **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def rename(project, *arguments):
    """Run the command, which has to succeed, and return its standard output."""
    process = start(project, *arguments)
    printed, problems = process.communicate(timeout=LIMIT_SECONDS)
    assert process.returncode == 0, problems
    return printed


def follow(project, result, form="{!r}"):
    """Change the program as the result says; the preview has to be empty."""
    names = result["program"]
    project.write(named(names["globalClusterIdentifier"], names["clusterIdentifiers"], form))
    project.run("preview", "--expect-no-changes")


@pytest.mark.parametrize("form", [pytest.param("{!r}", marks=pytest.mark.long), SECRET], ids=["plain", "secret"])
def test_a_rename_with_the_state(project, aws, form):
    """The preview of the program with the named lines shows no changes, also where identifiers are secrets."""
    project.write(named("orders", form=form))
    project.up()
    dry = json.loads(rename(project, "--stack", "dev", "--dry-run", "--format", "json"))
    assert [one["GlobalClusterIdentifier"] for one in aws.global_clusters()] == ["orders"]
    assert dry["dryRun"] is True
    before = len(aws.writes())
    result = json.loads(rename(project, "--stack", "--yes", "--format", "json"))
    assert result["steps"] == dry["steps"]
    assert result["stack"] == "dev"
    assert aws.writes()[before:] == ["ModifyGlobalCluster"]
    assert result["program"]["clusterIdentifiers"] == {
        "us-east-1": "orders-us-east-1",
        "eu-west-1": "orders-eu-west-1",
    }
    follow(project, result, form)
    with aws.no_writes():
        assert form == SECRET or project.outputs()["global_cluster_identifier"] == "orders"
        project.up()
        assert form == SECRET or project.outputs()["global_cluster_identifier"] == "sales"
    project.run("refresh", "--yes")
    project.run("preview", "--expect-no-changes")
    text = rename(project, "--stack", "dev", "--yes")
    assert text.startswith("orders was renamed to sales already.")


def test_the_state_follows_later(deployed, aws):
    """Without --stack, only AWS is renamed; the printed command then changes only the state."""
    text = rename(deployed, "--yes")
    assert "global_cluster_identifier: 'sales'" in text
    assert "regions[\"eu-west-1\"].cluster_identifier: 'orders-eu-west-1'" in text
    assert "`neptune-global rename orders sales --stack`" in text
    with aws.no_writes():
        result = json.loads(rename(deployed, "--stack", "--yes", "--format", "json"))
    follow(deployed, result)


def test_killed_after_the_request(deployed, aws):
    """The request was sent, and the state is old: the next run changes the state."""
    aws.local.settings({"latency": {"ModifyGlobalCluster": 3600}})
    process = start(deployed, "--stack", "--yes")
    wait_until(lambda: "ModifyGlobalCluster" in aws.writes() or process.poll() is not None)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    aws.local.settle()
    aws.local.settings({"latency": {}})
    follow(deployed, json.loads(rename(deployed, "--stack", "--yes", "--format", "json")))
    assert aws.writes().count("ModifyGlobalCluster") == 1


@pytest.mark.parametrize("moment", [pytest.param("before", marks=pytest.mark.long), "after"])
def test_killed_at_the_write_of_the_state(deployed, aws, tmp_path, moment):
    """The next run completes the rename, whether the state was written or not."""
    kill = "kill -9 $PPID"
    steps = {"before": f"{kill}; exit 1", "after": f'"$REAL" "$@"; {kill}; exit 1'}[moment]
    wrapper = tmp_path / "bin" / "pulumi"
    wrapper.parent.mkdir()
    wrapper.write_text(f'#!/bin/sh\n[ "$2" = import ] && {{ {steps}; }}\nexec "$REAL" "$@"\n')
    wrapper.chmod(0o755)
    path = deployed.environment["PATH"]
    real = os.path.join(path.split(os.pathsep)[0], "pulumi")  # noqa: PTH118 - a part of PATH
    process = start(deployed, "--stack", "--yes", PATH=f"{wrapper.parent}{os.pathsep}{path}", REAL=real)
    process.communicate(timeout=LIMIT_SECONDS)
    assert process.returncode == -signal.SIGKILL
    assert aws.writes().count("ModifyGlobalCluster") == 1
    follow(deployed, json.loads(rename(deployed, "--stack", "--yes", "--format", "json")))
    assert aws.writes().count("ModifyGlobalCluster") == 1


def test_a_stack_without_the_database(make_project, aws):
    """Nothing is changed, and the error says what to do."""
    aws.neptune().create_global_cluster(GlobalClusterIdentifier="orders", Engine="neptune")
    with aws.no_writes():
        process = start(make_project(), "--stack", "--yes")
        _, problems = process.communicate(timeout=LIMIT_SECONDS)
        assert process.returncode == 1
        assert "The stack 'dev' does not have the global cluster arn:aws:rds::123456789012:" in problems
        assert "set adopt: true in the program for one update" in problems

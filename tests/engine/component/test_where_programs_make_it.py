"""A component can be created wherever Pulumi allows resources, also in a running event loop."""

from __future__ import annotations

import subprocess
import sys

import pytest

MADE = 'GlobalCluster("orders", {"global_cluster_identifier": "orders", "tags": {"team": "graph"}})'
PROGRAMS = {
    "in an apply": f"""
import pulumi
from neptune_global_component import GlobalCluster

pulumi.Output.from_input("known later").apply(lambda _: {MADE})
""",
    "in an asynchronous program": f"""
import asyncio
import pulumi
from neptune_global_component import GlobalCluster

async def main():
    await asyncio.sleep(0.01)
    first = {MADE}
    return {{"arn": first.global_cluster_arn, "status": first.status}}

pulumi.run(main)
""",
}
INLINE = f"""
import pulumi
from pulumi import automation
from neptune_global_component import GlobalCluster

def program():
    pulumi.export("status", {MADE}.status)

stack = automation.create_or_select_stack("inline", "inline", program)
assert stack.up().outputs["status"].value == "available"
assert set(stack.preview().change_summary) == {{automation.OpType.SAME}}
stack.destroy()
"""


@pytest.mark.parametrize("where", PROGRAMS)
def test_while_the_loop_runs(project, aws, where):
    """It is created, has no further changes, and is deleted."""
    project.write(PROGRAMS[where])
    project.run("up", "--yes")
    project.run("preview", "--expect-no-changes")
    assert [one["GlobalClusterIdentifier"] for one in aws.global_clusters()] == ["orders"]
    project.run("destroy", "--yes")
    assert aws.global_clusters() == []


def test_in_an_inline_program(project, aws):
    """It works in the Automation API, which runs programs in their own thread."""
    subprocess.run(
        [sys.executable, "-c", INLINE], cwd=project.folder, env=project.environment, check=True, capture_output=True
    )
    assert aws.writes()[-1] == "DeleteGlobalCluster"


REFUSED = f"""
from pulumi import automation
from neptune_global_component import GlobalCluster

def program():
    {MADE}

stack = automation.create_or_select_stack("inline", "inline", program)
try:
    stack.preview()
except automation.errors.CommandError as error:
    print(error)
"""


def test_a_refusal_in_an_inline_program(project, aws):
    """An error has the same text as in any other program."""
    aws.neptune().create_global_cluster(GlobalClusterIdentifier="orders", Engine="neptune")
    printed = subprocess.run(
        [sys.executable, "-c", REFUSED],
        cwd=project.folder,
        env=project.environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert "already exists in AWS" in printed
    assert "adopt" in printed

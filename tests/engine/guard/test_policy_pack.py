"""The policy pack on the real engine."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import neptune_global_component.policy
from neptune_global_component.core.membership import IGNORE_CHANGES

PACK = Path(neptune_global_component.policy.__file__).parent
PROGRAM = """
import pulumi
import pulumi_aws as aws

orders = aws.neptune.Cluster(
    "orders",
    cluster_identifier="orders",
    engine="neptune",
    skip_final_snapshot=True,
    tags={{"team": "{tag}"}},
    opts=pulumi.ResourceOptions({options}),
)
instance = aws.neptune.ClusterInstance(
    "orders-1", identifier="orders-1", cluster_identifier=orders.id, engine="neptune", instance_class="db.r6g.large"
)
aws.neptune.GlobalCluster(
    "whole",
    global_cluster_identifier="whole",
    source_db_cluster_identifier=orders.arn,
    opts=pulumi.ResourceOptions(depends_on=[instance]),
)
"""
KEPT = 'ignore_changes=["globalClusterIdentifier"]'
ALL_KEPT = 'ignore_changes=["*"]'


@pytest.fixture
def pack():
    """The policy pack as docs/ci.md shows it for an engine with an older Python host."""
    return PACK / "older_host" / "pulumi-analyzer-policy-neptune-global"


def test_a_stack_that_would_detach_its_source_is_stopped(project, aws, pack):
    """Its update is refused and says how to mend it, nothing is detached; mended, it passes."""
    project.write(PROGRAM.format(tag="a", options=""))
    project.up()
    project.write(PROGRAM.format(tag="b", options=""))
    printed = project.run("up", "--yes", "--refresh", "--policy-pack", str(pack), fails=True)
    assert "[mandatory]" in printed
    assert f"Set {IGNORE_CHANGES} on the cluster." in " ".join(printed.split())
    assert "RemoveFromGlobalCluster" not in aws.writes()
    project.write(PROGRAM.format(tag="b", options=KEPT))
    printed = project.run("up", "--yes", "--skip-preview", "--refresh", "--policy-pack", str(pack))
    # Neither the cluster nor the global cluster is protected, which is said and stops nothing.
    assert ("[mandatory]" in printed, "[advisory]" in printed) == (False, True)
    assert "AddTagsToResource" in aws.writes()
    assert "RemoveFromGlobalCluster" not in aws.writes()


def test_a_new_stack_and_an_advisory_pack(project, aws, pack, tmp_path):
    """It is told though the cluster's ARN is not known yet; and what is advisory by config does not stop it."""
    project.write(PROGRAM.format(tag="a", options=""))
    advisory = tmp_path / "advisory.json"
    advisory.write_text(json.dumps({"detached": "advisory"}))
    printed = project.run("preview", "--policy-pack", str(pack), "--policy-pack-config", str(advisory))
    assert "[mandatory]" not in printed
    assert "This cluster is the source of a global cluster in this program" in " ".join(printed.split())
    assert aws.writes() == []


def test_a_source_that_names_its_global_cluster(project, aws, pack):
    """It passes, for nothing differs after a refresh; so does one whose changes are all ignored."""
    project.write(PROGRAM.format(tag="a", options=""))
    project.up()
    first = 'cluster_identifier="orders",'
    named = PROGRAM.replace(first, f'{first}\n    global_cluster_identifier="whole",', 1)
    assert named != PROGRAM
    for program in (named.format(tag="a", options=""), PROGRAM.format(tag="b", options=ALL_KEPT)):
        project.write(program)
        printed = project.run("up", "--yes", "--skip-preview", "--refresh", "--policy-pack", str(pack))
        assert "[mandatory]" not in printed
    assert "RemoveFromGlobalCluster" not in aws.writes()


def test_a_program_that_an_older_host_starts_instead_of_the_pack(project, pack):
    """It ends without an engine, and its error has the path of the pack for such a host."""
    program = 'from neptune_global_component import GlobalCluster as G\nG("orders", global_cluster_identifier="a"'
    region = '{"us-east-1": {"instance_class": "db.r6g.large", "skip_final_snapshot": True}}'
    project.write(f'{program}, primary_region="us-east-1", regions={region})\n')
    command = [sys.executable, project.folder / "__main__.py"]
    done = subprocess.run(command, env=project.environment, capture_output=True, text=True, check=False)
    last = done.stderr.splitlines()[-1]
    assert done.returncode == 1
    assert "GlobalCluster 'orders': the program was started without Pulumi's engine; nothing was changed." in last
    assert f"use `--policy-pack {pack}`." in last


def test_the_pack_is_declared_as_pulumi_documents_it():
    """With the runtime python, whose program is the folder's main module."""
    assert "runtime: python" in (PACK / "PulumiPolicy.yaml").read_text()
    assert (PACK / "__main__.py").exists()

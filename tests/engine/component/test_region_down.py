"""A region is down: previews, updates and outputs go on from the regions that are left."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from programs import program

EAST, WEST, THIRD = "us-east-1", "eu-west-1", "us-west-2"
DOWN = pytest.mark.parametrize(
    "how", [pytest.param("close", marks=pytest.mark.long), pytest.param("hang", marks=pytest.mark.waits)]
)
"""A call to the region ends without an answer, at once or never."""

EXPORTS = ("clusters", "endpoint", "global_cluster_members", "primary_region", "status")


def database(primary=EAST, **instances):
    """Return a program with this many instances by region, whose hyphens are underscores; by default one in two."""
    counts = {name.replace("_", "-"): {"instances": count} for name, count in instances.items()}
    regions = counts or {EAST: {}, WEST: {}}
    dependent = 'pulumi.Stash("application", input=orders.endpoint)'
    return program(regions=regions, primary_region=primary, exports=EXPORTS, after=dependent)


def command(aws, *arguments, region=EAST):
    """Run `neptune-global` in an environment that leads to the local AWS."""
    environment = {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_ENDPOINT_URL": aws.url,
        "AWS_REGION": region,
        "AWS_SECRET_ACCESS_KEY": "test",
        "PATH": "",
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
    }
    run = [sys.executable, "-c", "from neptune_global_component.cli import main; main()", *arguments]
    done = subprocess.run(
        run, env=environment, capture_output=True, text=True, check=False, encoding="utf-8", timeout=300
    )
    return done.returncode, done.stdout, done.stderr


def asked(aws, before):
    """The operations that the region that is down was asked for since a number of calls."""
    return [call["operation"] for call in aws.calls()[before:] if call["region"] == EAST]


@DOWN
def test_a_region_that_is_down_until_aws_failed_over(project, aws, how):
    """A secondary's or the primary's outputs stay, the commands ask another region, and the failover settles."""
    project.write(database())
    known = project.up()
    a_secondary_is_down(project, aws, how, known)
    the_primary_is_down(project, aws, how, known)
    the_commands_ask_another_region(aws)
    the_outputs_are_the_new_primarys(project, aws)


def a_secondary_is_down(project, aws, how, known):
    """The outputs of its cluster stay, and so do those of the others."""
    aws.local.settings({"down": {WEST: how}})
    printed = project.run("preview", "--expect-no-changes")
    assert f"The outputs of the cluster in {WEST} are the values in the Pulumi state" in printed
    assert "was asked instead" not in printed
    assert project.up() == known


def the_primary_is_down(project, aws, how, known):
    """The provider's own region is down: another one is asked, said once, and the outputs stay."""
    aws.local.settings({"down": {EAST: how}})
    before = len(aws.calls())
    printed = project.run("preview", "--expect-no-changes")
    assert printed.partition("Diagnostics:")[2].count(f"{EAST} is not available") == 1
    assert f"{WEST} was asked instead" in printed
    assert f"The outputs of the cluster in {EAST} are the values in the Pulumi state" in printed
    if how == "hang":
        # Each operation is sent once, the second one with a shorter timeout.
        assert asked(aws, before) == ["DescribeGlobalClusters", "DescribeDBClusters"]
    assert project.up() == known


def the_commands_ask_another_region(aws):
    """`status` and `failover` do so and say it; `switchover` fails, as it needs the primary, and names the failover."""
    status, shown, _ = command(aws, "status", "orders")
    assert status == 0
    assert f"warning: {EAST} is not available" in shown
    assert "was asked instead" in shown
    assert f"DescribeDBClusters failed in {EAST}" in shown
    assert "no longer exists" not in shown
    status, _, printed = command(aws, "switchover", "orders", "--to", WEST, "--yes")
    assert status == 1
    assert f"DescribeDBClusters failed in {EAST}" in printed
    assert "`neptune-global failover`" in printed
    status, _, printed = command(
        aws, "failover", "orders", "--to", WEST, "--region", EAST, "--allow-data-loss", "--yes"
    )
    assert (status, f"warning: {EAST} is not available" in printed) == (0, True)
    (found,) = aws.neptune(WEST).describe_global_clusters()["GlobalClusters"]
    assert [one["DBClusterArn"].split(":")[3] for one in found["GlobalClusterMembers"] if one["IsWriter"]] == [WEST]


def the_outputs_are_the_new_primarys(project, aws):
    """The program settles on the new primary, and nothing is written to AWS."""
    writes = aws.writes()
    printed = project.run("preview")
    assert f"primary_region: AWS has the primary in '{WEST}'" in printed
    outputs = project.up()
    assert outputs["primary_region"] == WEST
    project.write(database(WEST))
    assert "primary_region: AWS has" not in project.run("preview")
    assert project.up() == outputs
    (cluster,) = aws.neptune(WEST).describe_db_clusters()["DBClusters"]
    assert outputs["endpoint"] == cluster["Endpoint"]
    assert [(one["region"], one["isWriter"]) for one in outputs["global_cluster_members"]] == [
        (WEST, True),
        (EAST, False),
    ]
    assert set(outputs["clusters"]) == {EAST, WEST}
    assert aws.writes() == writes
    aws.local.settings({"down": {}})
    printed = project.run("preview", "--refresh", "--expect-no-changes")
    assert "warning" not in printed


def test_changes_while_a_region_is_down(project, aws):
    """A switchover names the failover, other regions are changed, and the region that is down can't be removed."""
    project.write(database())
    project.up()
    project.write(database(WEST))
    aws.local.settings({"down": {WEST: "close"}})
    for printed in (project.run("preview"), project.run("up", "--yes", "--skip-preview", fails=True)):
        assert f"the switchover to '{WEST}' needs its cluster, which could not be read" in printed
    aws.local.settings({"down": {EAST: "close"}})
    for printed in (project.run("preview"), project.run("up", "--yes", "--skip-preview", fails=True)):
        assert "If that region is lost, use `neptune-global failover`" in printed
    assert "SwitchoverGlobalCluster" not in aws.writes()
    status, _, printed = command(aws, "failover", "orders", "--to", WEST, "--allow-data-loss", "--yes")
    assert status == 0, printed
    assert project.up()["primary_region"] == WEST
    project.write(database(WEST, us_east_1=1, eu_west_1=2, us_west_2=1))
    project.up()
    assert len(aws.neptune(WEST).describe_db_instances()["DBInstances"]) == 2
    assert len(aws.neptune(THIRD).describe_db_instances()["DBInstances"]) == 1
    project.write(database(WEST, eu_west_1=2, us_west_2=1))
    printed = project.run("preview", fails=True)
    assert f'regions["{EAST}"]: can\'t be removed: its cluster could not be read' in printed
    assert "Delete" not in "".join(aws.writes())
    aws.local.settings({"down": {}})
    project.up()
    assert {one["region"] for one in project.outputs()["global_cluster_members"]} == {WEST, THIRD}

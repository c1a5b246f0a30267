"""A global cluster that was renamed in AWS is recognized, and both ways to resolve it work."""

from __future__ import annotations

import re
import shlex

import pytest
from programs import program, reject

EAST, WEST = "us-east-1", "eu-west-1"
EXPORTS = ["global_cluster_identifier"]


@pytest.fixture
def renamed(project, aws):
    """A global database whose global cluster was renamed outside Pulumi."""
    project.write(program(EAST, WEST, exports=EXPORTS, adopt=False))
    project.up()
    aws.neptune().modify_global_cluster(GlobalClusterIdentifier="orders", NewGlobalClusterIdentifier="sales")
    return project


@pytest.mark.parametrize("refreshed", [pytest.param(False, marks=pytest.mark.long), True])
def test_it_is_renamed_back(renamed, aws, refreshed):
    """The error has the command that restores the name."""
    if refreshed:
        renamed.run("refresh", "--yes")
    printed = reject(renamed, aws)
    assert "global_cluster_identifier: 'orders' was renamed to 'sales' in AWS" in printed
    (command,) = re.findall(r"`aws neptune modify-global-cluster ([^`]*)`", printed)
    old, new = shlex.split(command)[1::2]
    aws.neptune().modify_global_cluster(GlobalClusterIdentifier=old, NewGlobalClusterIdentifier=new)
    if not refreshed:
        renamed.run("preview", "--expect-no-changes")
    with aws.no_writes():
        assert renamed.up()["global_cluster_identifier"] == "orders"


def test_it_is_adopted_under_its_new_name(renamed, aws):
    """Nothing is created or deleted. If adopt is forgotten, the error asks for it."""
    before = len(aws.writes())
    printed = reject(renamed, aws, "preview")
    assert (
        "To keep the new name, run `pulumi refresh`, and set adopt: true, global_cluster_identifier: 'sales'" in printed
    )
    found = dict(re.findall(r'regions\["([^"]*)"\]\.cluster_identifier: \'([^\']*)\'', printed))
    assert set(found) == {EAST, WEST}
    renamed.run("refresh", "--yes")
    more = {region: {"cluster_identifier": identifier} for region, identifier in found.items()}
    named = {"regions": more, "exports": EXPORTS, "global_cluster_identifier": "sales"}
    renamed.write(program(EAST, WEST, **named))
    assert "It was renamed in AWS: set adopt: true for this update." in reject(renamed, aws, "preview")
    renamed.write(program(EAST, WEST, **named, adopt=True))
    assert renamed.up()["global_cluster_identifier"] == "sales"
    assert [one for one in aws.writes()[before:] if one.startswith(("Create", "Delete", "Remove"))] == []
    renamed.run("preview", "--expect-no-changes")


def with_subnets(aws, *, adopt=False, **west):
    """Return a program whose secondary has a subnet group of its own."""
    subnets = aws.subnets(WEST)[:2]
    return program(EAST, WEST, regions={WEST: {"subnet_ids": subnets, **west}}, adopt=adopt)


@pytest.fixture
def renamed_cluster(project, aws):
    """A global database with a secondary that was renamed outside Pulumi."""
    project.write(with_subnets(aws))
    project.up()
    aws.neptune(WEST).modify_db_cluster(
        DBClusterIdentifier=f"orders-{WEST}", NewDBClusterIdentifier="sales", ApplyImmediately=True
    )
    return project


@pytest.mark.parametrize("refreshed", [pytest.param(False, marks=pytest.mark.long), True])
def test_a_renamed_cluster(renamed_cluster, aws, refreshed):
    """The error has the command that restores the name, also after a refresh."""
    if refreshed:
        renamed_cluster.run("refresh", "--yes")
    printed = reject(renamed_cluster, aws)
    assert "the cluster 'orders-eu-west-1' was renamed to 'sales' outside Pulumi" in printed
    (command,) = re.findall(r"`aws neptune modify-db-cluster ([^`]*) --apply-immediately`", printed)
    region, new, old = shlex.split(command)[1::2]
    aws.neptune(region).modify_db_cluster(DBClusterIdentifier=new, NewDBClusterIdentifier=old, ApplyImmediately=True)
    before = len(aws.writes())
    renamed_cluster.up()
    assert [one for one in aws.writes()[before:] if one.startswith(("Create", "Delete", "Remove"))] == []
    renamed_cluster.run("preview", "--expect-no-changes")


def test_a_renamed_cluster_keeps_its_new_name(renamed_cluster, aws):
    """After a refresh it is adopted under that name, with its subnet group: nothing is created or deleted."""
    before = len(aws.writes())
    text = with_subnets(aws, cluster_identifier="sales")
    renamed_cluster.write(text)
    printed = reject(renamed_cluster, aws, "preview")
    kept = "run `pulumi refresh`, and set adopt: true, regions[\"eu-west-1\"].cluster_identifier: 'sales'"
    assert f"To keep the new name, {kept}." in printed
    renamed_cluster.run("refresh", "--yes")
    assert kept in reject(renamed_cluster, aws, "preview")
    renamed_cluster.write(with_subnets(aws, cluster_identifier="sales", adopt=True))
    renamed_cluster.up()
    assert [one for one in aws.writes()[before:] if one.startswith(("Create", "Delete", "Remove"))] == []
    renamed_cluster.run("preview", "--expect-no-changes")
    renamed_cluster.write(text)
    renamed_cluster.run("preview", "--expect-no-changes")

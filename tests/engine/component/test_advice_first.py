"""The next step in an error about the first update works: each is followed on the local AWS."""

from __future__ import annotations

import pytest
from programs import program, reject
from test_advice import EAST, WEST
from test_advice_members import FIRST, FOREVER, NEXT, preview

pytestmark = pytest.mark.long

SOURCE = f"arn:aws:rds:{EAST}:123456789012:cluster:old"


def created(aws):
    """Return the identifiers of the global clusters that AWS was asked to create."""
    return [call["parameters"]["GlobalClusterIdentifier"] for call in aws.calls("CreateGlobalCluster")]


def test_a_source_cluster_that_is_too_old_is_upgraded_as_the_error_says(project, aws):
    """After its upgrade, the global cluster is created from it."""
    aws.cluster("old", EngineVersion="1.1.1.0")
    aws.instance("old", "old-1", DBInstanceClass="db.r5.large")
    project.write(program(WEST, primary_region=EAST, source_db_cluster_identifier=SOURCE))
    assert "Upgrade the cluster to 1.2.0.0 or later first." in reject(project, aws)
    upgrade = {"EngineVersion": "1.2.1.0", "AllowMajorVersionUpgrade": True, "ApplyImmediately": True}
    aws.neptune().modify_db_cluster(DBClusterIdentifier="old", **upgrade)
    project.up()
    assert aws.regions() == [EAST, WEST]


def test_an_identifier_of_a_cluster_that_exists_is_replaced_as_the_error_says(project, aws):
    """A standalone cluster, or a member of another global cluster, fails in preview; another identifier works."""
    aws.cluster(f"orders-{EAST}")
    aws.neptune().create_global_cluster(GlobalClusterIdentifier="sales", Engine="neptune")
    aws.cluster(f"orders-{WEST}", WEST, GlobalClusterIdentifier="sales")
    project.write(program(EAST, WEST))
    printed = reject(project, aws)
    assert f"cluster:orders-{EAST} is a standalone cluster." in printed
    assert f"cluster:orders-{WEST} is a member of the global cluster 'sales'." in printed
    project.write(program(regions={EAST: {"cluster_identifier": "east"}, WEST: {"cluster_identifier": "west"}}))
    project.up()
    assert aws.regions() == [EAST, WEST]


def test_an_interrupted_first_update_is_continued_as_the_errors_say(project, aws):
    """The primary region is set, the arguments are restored, and a version that AWS upgraded to is set or removed."""
    project.write(program(EAST, WEST, primary_region=None, engine_version=FIRST))
    assert f"primary_region: is required with several regions. Set one of {EAST}, {WEST}." in reject(project, aws)
    project.write(program(EAST, WEST, engine_version=FIRST))
    aws.local.settings({"latency": {"CreateGlobalCluster": FOREVER}})
    project.kill_when(lambda: created(aws), "up", "--yes", "--skip-preview")
    aws.local.settings({"latency": {}})
    aws.local.settle()
    protected = {"engine_version": FIRST, "deletion_protection": True}
    project.write(program(EAST, WEST, **protected))
    assert "If an interrupted update of this stack created it, restore the arguments of that update." in reject(
        project, aws
    )
    project.write(program(EAST, WEST, **protected, adopt=True))
    assert "the global cluster 'orders' is imported" in project.run("preview")
    project.write(program(EAST, WEST, engine_version=FIRST))
    project.up()
    assert created(aws) == ["orders"]
    for region in (WEST, EAST):
        newer = {"DBClusterIdentifier": f"orders-{region}", "EngineVersion": NEXT, "ApplyImmediately": True}
        aws.neptune(region).modify_db_cluster(**newer)
    assert f"Set '{NEXT}', or remove engine_version." in preview(project)
    for followed in (program(EAST, WEST, engine_version=NEXT), program(EAST, WEST)):
        project.write(followed)
        with aws.no_writes():
            project.up()
        assert "warning" not in preview(project)

"""The next step in an error or a warning about members works: each is followed on the local AWS."""

from __future__ import annotations

import pytest
from programs import follow, program, reject
from test_advice import EAST, WEST

pytestmark = pytest.mark.long

FOREVER = 24 * 3600
"""A latency that ends when the test settles it."""
FIRST, NEXT = "1.4.5.0", "1.4.6.0"


def preview(project):
    """Run a preview that plans no change, and return what it printed on one line."""
    return " ".join(project.run("preview", "--expect-no-changes").split())


def instance(aws, region, cluster):
    """Create the first instance of a cluster."""
    aws.instance(cluster, f"{cluster}-1", region, AutoMinorVersionUpgrade=False)


def join(aws, identifier):
    """Add a secondary with an instance outside Pulumi."""
    aws.cluster(identifier, WEST, GlobalClusterIdentifier="orders", EngineVersion=FIRST)
    instance(aws, WEST, identifier)


def destructive(aws, before):
    """Return the writes since a number of them that create or delete something."""
    return [one for one in aws.writes()[before:] if one.startswith(("Create", "Delete", "Remove"))]


def test_a_member_that_others_created_or_replaced_is_adopted(project, aws):
    """A foreign secondary, and later another one in its place, are imported as the messages say."""
    project.write(program(EAST, engine_version=FIRST))
    project.up()
    join(aws, "theirs")
    before = len(aws.writes())
    assert "cluster_identifier: 'theirs' and adopt: true" in preview(project)
    project.write(program(EAST, WEST, engine_version=FIRST))
    assert "cluster_identifier: 'theirs' and adopt: true" in reject(project, aws)
    adopted = program(EAST, regions={WEST: {"cluster_identifier": "theirs"}}, engine_version=FIRST, adopt=True)
    project.write(adopted)
    project.up()
    assert destructive(aws, before) == []
    preview(project)
    aws.detach(WEST, "theirs")
    aws.delete(WEST, "theirs")
    join(aws, "other")
    before = len(aws.writes())
    follow(project, reject(project, aws), "state delete")
    assert "cluster_identifier" in reject(project, aws)
    project.write(adopted.replace("theirs", "other"))
    project.up()
    assert destructive(aws, before) == []
    assert "warning" not in preview(project)


def test_members_with_several_versions_are_upgraded_to_one(project, aws):
    """A switchover between them fails and names the upgrade; the upgrade that a preview advises makes it possible."""
    args = {"engine_version": FIRST}
    project.write(program(EAST, WEST, **args))
    project.up()
    ahead = {"DBClusterIdentifier": f"orders-{WEST}", "EngineVersion": NEXT, "ApplyImmediately": True}
    aws.neptune(WEST).modify_db_cluster(**ahead)
    project.write(program(WEST, EAST, **args))
    assert "(engine_version)" in reject(project, aws)
    project.write(program(EAST, WEST, **args))
    assert f"'{NEXT}'" in preview(project)
    project.write(program(EAST, WEST, engine_version=NEXT))
    project.up()
    assert "warning" not in preview(project)
    project.write(program(WEST, EAST, engine_version=NEXT))
    project.up()
    assert aws.regions() == [WEST, EAST]


def test_a_region_of_an_interrupted_update_and_subnets_are_changed_as_the_errors_say(project, aws):
    """The region is restored, imported and then removed; its subnets are added and removed with it."""
    project.write(program(EAST))
    project.up()
    project.write(program(EAST, WEST))
    aws.local.settings({"latency": {"CreateDBCluster": FOREVER}})
    asked = lambda: [one for one in aws.calls("CreateDBCluster") if one["region"] == WEST]  # noqa: E731
    project.kill_when(asked, "up", "--yes", "--skip-preview")
    aws.local.settings({"latency": {}})
    aws.local.settle()
    project.write(program(EAST))
    assert "was created by an interrupted update" in reject(project, aws)
    project.write(program(EAST, WEST))
    project.up()
    assert len([call for call in aws.calls("CreateDBCluster") if call["region"] == WEST]) == 1
    subnets = aws.subnets(WEST)[:2]
    texts = {"added": program(EAST, regions={WEST: {"subnet_ids": subnets}}), "removed": program(EAST, WEST)}
    for change, text in texts.items():
        kept = (project.folder / "__main__.py").read_text()
        project.write(text)
        assert f"can't be {change}" in reject(project, aws)
        project.write(kept)
        project.run("preview", "--expect-no-changes")
        project.write(program(EAST))
        project.up()
        assert aws.neptune(WEST).describe_db_clusters()["DBClusters"] == []
        assert aws.subnet_groups(WEST) == []
        project.write(text)
        project.up()
        assert aws.subnet_groups(WEST) == ([f"orders-{WEST}"] if change == "added" else [])
    assert aws.regions() == [EAST, WEST]


def test_an_adoption_waits_for_a_region_that_is_down(project, aws):
    """It fails before anything is written. When the region is back, it succeeds and changes nothing in AWS."""
    source = aws.cluster(f"orders-{EAST}", EngineVersion=FIRST)
    aws.neptune().create_global_cluster(GlobalClusterIdentifier="orders", SourceDBClusterIdentifier=source)
    instance(aws, EAST, f"orders-{EAST}")
    join(aws, f"orders-{WEST}")
    text = program(EAST, WEST, adopt=True)
    project.write(text)
    aws.local.settings({"down": {WEST: "close"}})
    assert 'regions["eu-west-1"]' in reject(project, aws)
    aws.local.settings({"down": {}})
    before = len(aws.writes())
    project.up()
    assert destructive(aws, before) == []
    preview(project)

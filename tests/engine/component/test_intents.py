"""Switchover, upgrade and tags: shown in preview, performed by `up`, and never twice."""

from __future__ import annotations

import pytest
from programs import program

EAST, WEST, THIRD = "us-east-1", "eu-west-1", "us-west-2"

EXPORTS = ("global_cluster_members", "engine_version", "primary_region")


def database(primary=EAST, regions=(EAST, WEST), **others):
    """Return a program with one instance in each region."""
    return program(*regions, primary_region=primary, exports=EXPORTS, **others)


def written(aws, before):
    """Return the writes since a number of calls, as operations and regions."""
    writes = set(aws.writes())
    return [(call["operation"], call["region"]) for call in aws.calls()[before:] if call["operation"] in writes]


def test_switchover(project, aws):
    """A changed primary_region is a switchover, which nothing reverts; a later destroy runs in order."""
    project.write(database())
    project.up()
    project.write(database(WEST))
    printed = project.run("preview")
    assert "switchover: us-east-1 -> eu-west-1" in printed
    before = len(aws.calls())
    assert project.changes() == {"orders-primary-region": ("update", {})}
    assert written(aws, before) == []
    outputs = project.up()
    assert written(aws, before) == [("SwitchoverGlobalCluster", EAST)]
    assert outputs["primary_region"] == WEST
    assert [one["isWriter"] for one in outputs["global_cluster_members"]] == [True, False]
    project.run("preview", "--refresh", "--expect-no-changes")
    project.run("destroy", "--yes", "--skip-preview")
    deleted = [call["parameters"]["DBClusterIdentifier"] for call in aws.calls("DeleteDBCluster")]
    assert deleted == ["orders-us-east-1", "orders-eu-west-1"]
    assert aws.global_clusters() == []


def test_switchover_outside_pulumi(project, aws):
    """It is not reverted: a warning shows how to update the program, which then changes nothing in AWS."""
    project.write(database())
    project.up()
    aws.switch_over(WEST)
    before = len(aws.calls())
    printed = project.run("preview", "--expect-no-changes")
    assert "primary_region: AWS has the primary in 'eu-west-1'" in printed
    project.up()
    project.write(database(WEST))
    assert "AWS has the primary" not in project.run("preview")
    project.up()
    assert written(aws, before) == []


def test_switchover_that_can_not_be(project, aws):
    """The preview fails with the steps to take, for a new region or a target without instances."""
    project.write(database())
    project.up()
    before = len(aws.calls())
    project.write(database(WEST, (EAST, WEST, THIRD)))
    printed = project.run("preview", fails=True)
    assert 'regions["us-west-2"]: is new, and primary_region changes' in printed
    assert "Traceback" not in printed
    assert "switch over in the next update" in printed
    aws.neptune(WEST).delete_db_instance(DBInstanceIdentifier=f"orders-{WEST}-1")
    project.write(database(WEST))
    assert "no available instance for writes" in project.run("preview", fails=True)
    assert "no available instance" in project.run("up", "--yes", "--skip-preview", fails=True)
    assert [operation for operation, _ in written(aws, before)] == ["DeleteDBInstance"]


def test_a_preview_announces_regions_instances_and_protection(project):
    """The preview has a line for each added, scaled or removed region, and for disabled protection."""
    project.write(database(deletion_protection=True))
    assert "secondary" not in project.run("preview")
    project.up()
    project.write(program(regions={EAST: {"instances": 2}, WEST: {}, THIRD: {}}))
    printed = project.run("preview")
    assert "us-west-2 is added as a secondary: its cluster and 1 instance; then there are 2 secondaries" in printed
    assert "us-east-1 is scaled from 1 to 2 instances" in printed
    assert "deletion_protection is turned off for the global cluster, us-east-1, eu-west-1" in printed
    printed = project.run("up", "--yes", "--skip-preview")
    assert "is added as a secondary" not in printed
    project.write(database(regions=(EAST, WEST)))
    printed = project.run("preview")
    line = "us-west-2 is removed: 1 instance and its cluster are deleted, without a final snapshot"
    assert f"{line}; then there is 1 secondary" in printed
    assert "us-east-1 is scaled from 2 to 1 instance: orders-us-east-1-2 is deleted" in printed


def test_upgrade(project, aws):
    """A minor upgrade updates the secondaries, then the primary; a major one needs consent, and is one request.

    A parameter group of the old family fails in preview.
    """
    old = {"DBParameterGroupFamily": "neptune1.3", "Description": "old"}
    aws.neptune(WEST).create_db_parameter_group(DBParameterGroupName="old", **old)
    project.write(database(engine_version="1.3.3.0"))
    project.up()
    before = len(aws.calls())
    project.write(database(engine_version="1.3.4.0"))
    assert "upgrade to 1.3.4.0: eu-west-1, then us-east-1" in project.run("preview")
    assert project.up()["engine_version"] == "1.3.4.0"
    project.write(database(engine_version="1.4.5.0"))
    assert "allow_major_version_upgrade" in project.run("preview", fails=True)
    major = {"engine_version": "1.4.5.0", "allow_major_version_upgrade": True}
    project.write(program(EAST, regions={WEST: {"neptune_parameter_group_name": "old"}}, **major))
    assert "'old' is a group of the family neptune1.3" in project.run("preview", fails=True)
    project.write(database(**major))
    assert "upgrade to 1.4.5.0, a major version" in project.run("preview")
    assert project.up()["engine_version"] == "1.4.5.0"
    upgrades = [("ModifyDBCluster", WEST), ("ModifyDBCluster", EAST), ("ModifyGlobalCluster", EAST)]
    assert written(aws, before) == upgrades
    project.run("preview", "--refresh", "--expect-no-changes")


def test_interrupted_upgrade(project, aws):
    """The next `up` upgrades the remaining members."""
    project.write(database(engine_version="1.4.5.0"))
    project.up()
    project.write(database(engine_version="1.4.6.0"))
    aws.local.settings({"latency": {"ModifyDBCluster": 3600}})
    project.kill_when(lambda: aws.calls("ModifyDBCluster"), "up", "--yes", "--skip-preview")
    aws.local.settings({"latency": {}})
    aws.local.settle()
    assert project.up()["engine_version"] == "1.4.6.0"
    assert [call["region"] for call in aws.calls("ModifyDBCluster")] == [WEST, EAST]
    project.run("preview", "--refresh", "--expect-no-changes")


def test_a_downgrade_is_refused(project, aws):
    """A downgrade fails in preview."""
    project.write(database(engine_version="1.4.6.0"))
    project.up()
    project.write(database(engine_version="1.4.5.0"))
    assert "engine_version: '1.4.5.0'" in project.run("preview", fails=True)
    assert "ModifyDBCluster" not in aws.writes()


def test_tags(project, aws):
    """They are set on the global cluster too; tags set outside Pulumi are kept."""
    arn = "arn:aws:rds::123456789012:global-cluster:orders"

    def tags():
        found = aws.neptune().list_tags_for_resource(ResourceName=arn)["TagList"]
        return {one["Key"]: one["Value"] for one in found}

    project.write(database(tags={"team": "graph", "env": "dev"}))
    project.up()
    assert tags() == {"team": "graph", "env": "dev"}
    aws.neptune().add_tags_to_resource(ResourceName=arn, Tags=[{"Key": "owner", "Value": "others"}])
    project.run("preview", "--expect-no-changes")
    project.write(database(tags={"team": "fraud"}))
    assert "set tags of the global cluster: team" in project.run("preview")
    project.up()
    assert tags() == {"team": "fraud", "owner": "others"}


DEPENDENTS = """
pulumi.Stash("dns", input=orders.endpoint)
pulumi.Stash("version", input=orders.engine_version)
"""


def test_a_preview_shows_what_depends_on_the_change(project):
    """Resources that use the endpoint or the version are planned with the new value, so a saved plan works."""
    project.write(database(engine_version="1.4.5.0", after=DEPENDENTS))
    project.up()
    for primary, number, dependent in ((WEST, "1.4.5.0", "dns"), (WEST, "1.4.6.0", "version")):
        project.write(database(primary, engine_version=number, after=DEPENDENTS))
        assert dependent in project.changes()
        project.run("preview", "--save-plan", "plan.json")
        project.run("up", "--yes", "--skip-preview", "--plan", "plan.json")
        project.run("preview", "--expect-no-changes")


@pytest.mark.long
def test_a_third_region_does_not_hold_up_a_switchover(project, aws):
    """A third region that is behind causes only a warning."""
    project.write(database(regions=(EAST, WEST, THIRD), engine_version="1.4.5.0"))
    project.up()
    third = {"DBClusterIdentifier": f"orders-{THIRD}", "EngineVersion": "1.4.6.0", "ApplyImmediately": True}
    aws.neptune(THIRD).modify_db_cluster(**third)
    project.write(database(WEST, (EAST, WEST, THIRD), engine_version="1.4.5.0"))
    printed = project.run("preview")
    assert "us-west-2 (1.4.6.0) is not available or runs another engine version" in printed
    assert "switchover: us-east-1 -> eu-west-1" in printed
    assert project.up()["primary_region"] == WEST


@pytest.mark.long
def test_a_switchover_in_the_update_that_adds_the_instance(project, aws):
    """The instance is created first, so the region can become the primary in the same update."""
    project.write(program(EAST, regions={WEST: {"instances": 0}}, exports=EXPORTS))
    project.up()
    project.write(database(WEST))
    assert "switchover: us-east-1 -> eu-west-1" in project.run("preview")
    assert project.up()["primary_region"] == WEST
    assert aws.writes()[-2:] == ["CreateDBInstance", "SwitchoverGlobalCluster"]

"""The next step in an error about a lost or unfit resource works: each is followed on the local AWS."""

from __future__ import annotations

import pytest
from programs import follow, program, reject
from test_advice import EAST, WEST
from test_advice_members import destructive

pytestmark = pytest.mark.long


def test_a_global_database_that_was_deleted_is_created_again_as_the_errors_say(project, aws):
    """The removal of a region names `pulumi refresh`; the error after that has the command to start again."""
    project.write(program(EAST, WEST))
    project.up()
    for region in (WEST, EAST):
        aws.detach(region)
        aws.delete(region)
    aws.neptune().delete_global_cluster(GlobalClusterIdentifier="orders")
    project.write(program(EAST))
    assert "run `pulumi refresh`" in reject(project, aws)
    project.run("refresh", "--yes")
    follow(project, reject(project, aws), "destroy")
    project.up()
    assert aws.regions() == [EAST]


def test_instances_of_lost_clusters_are_created_as_the_errors_say(project, aws):
    """A deleted secondary comes back with them; the primary keeps an instance until it has moved."""
    project.write(program(EAST, WEST))
    project.up()
    project.write(program(regions={EAST: {"instances": 0}, WEST: {}}))
    assert f'regions["{EAST}"].instances: 0' in reject(project, aws)
    project.write(program(WEST, EAST))
    project.up()
    project.write(program(WEST, regions={EAST: {"instances": 0}}))
    project.up()
    aws.detach(EAST)
    aws.delete(EAST)
    project.write(program(WEST, regions={EAST: {"instances": 1}}))
    assert "Run `pulumi refresh`, then `pulumi up`" in reject(project, aws)
    project.run("refresh", "--yes")
    project.up()
    assert aws.regions() == [WEST, EAST]
    assert len(aws.neptune(EAST).describe_db_instances()["DBInstances"]) == 1
    aws.neptune(EAST).delete_db_instance(DBInstanceIdentifier=f"orders-{EAST}-1")
    assert "pulumi up --refresh" in project.run("preview", "--expect-no-changes")
    project.run("up", "--yes", "--refresh", "--skip-preview")
    assert len(aws.neptune(EAST).describe_db_instances()["DBInstances"]) == 1


def test_a_major_upgrade_with_parameter_groups_of_the_old_family(project, aws):
    """One region gets a group of the new family, the other leaves it out, and the upgrade succeeds."""
    for region in (EAST, WEST):
        for family in ("neptune1.3", "neptune1.4"):
            name = {"Description": "mine", "DBParameterGroupFamily": family}
            aws.neptune(region).create_db_cluster_parameter_group(
                DBClusterParameterGroupName=family.replace(".", "-"), **name
            )
    key, old = "neptune_cluster_parameter_group_name", "neptune1-3"
    members = {EAST: {key: old}, WEST: {key: old}}
    project.write(program(regions=members, engine_version="1.3.4.0"))
    project.up()
    major = {"engine_version": "1.4.5.0", "allow_major_version_upgrade": True}
    project.write(program(regions=members, **major))
    printed = reject(project, aws)
    assert f'regions["{EAST}"].{key}' in printed
    assert f'regions["{WEST}"].{key}' in printed
    project.write(program(regions={EAST: {key: "neptune1-4"}, WEST: {}}, **major))
    project.up()
    (east,), (west,) = (aws.neptune(one).describe_db_clusters()["DBClusters"] for one in (EAST, WEST))
    assert (east["EngineVersion"], east["DBClusterParameterGroup"]) == ("1.4.5.0", "neptune1-4")
    assert (west["EngineVersion"], west["DBClusterParameterGroup"]) == ("1.4.5.0", "default.neptune1.4")
    project.run("preview", "--refresh", "--expect-no-changes")


def test_an_upgrade_past_a_repaired_version_and_of_a_headless_member(project, aws):
    """The secondary gets an instance, or is removed and added again around the upgrade, as the errors say."""
    project.write(program(EAST, regions={WEST: {"instances": 0}}, engine_version="1.4.5.0"))
    project.up()
    project.write(program(EAST, regions={WEST: {"instances": 0}}, engine_version="1.4.6.0"))
    assert "no instance" in reject(project, aws)
    project.write(program(EAST, WEST, engine_version="1.4.5.0"))
    project.up()
    project.write(program(EAST, WEST, engine_version="1.4.6.0"))
    project.up()
    project.write(program(EAST, WEST, engine_version="1.4.7.0"))
    assert "Then it takes three updates" in reject(project, aws)
    for version, members in (("1.4.6.0", [EAST]), ("1.4.7.0", [EAST]), ("1.4.7.0", [EAST, WEST])):
        project.write(program(*members, engine_version=version))
        project.up()
    assert aws.regions() == [EAST, WEST]
    (west,) = aws.neptune(WEST).describe_db_clusters()["DBClusters"]
    assert west["EngineVersion"] == "1.4.7.0"


def test_names_that_are_taken_are_replaced_as_the_errors_say(project, aws):
    """A subnet group that exists is named, and a second component of an identifier gets its own."""
    subnets = aws.subnets()[:2]
    aws.neptune().create_db_subnet_group(
        DBSubnetGroupName=f"orders-{EAST}", DBSubnetGroupDescription="theirs", SubnetIds=subnets
    )
    project.write(program(regions={EAST: {"subnet_ids": subnets}}))
    assert "neptune_subnet_group_name" in reject(project, aws)
    text = program(regions={EAST: {"neptune_subnet_group_name": f"orders-{EAST}"}})
    project.write(text + 'GlobalCluster("sales", {"global_cluster_identifier": "orders"})\n')
    assert "another component of this program" in project.run("preview", fails=True)
    before = len(aws.writes())
    project.write(text + 'GlobalCluster("sales", {"global_cluster_identifier": "sales"})\n')
    project.up()
    assert destructive(aws, before).count("CreateGlobalCluster") == 2

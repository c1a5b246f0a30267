"""Properties that the program does not set keep AWS's values; those that it no longer sets get the default."""

from __future__ import annotations

import pytest
from out_of_band import (
    AT_CREATION,
    CHANGES,
    NOT_CHANGED,
    REGIONS,
    SUBNET_GROUP,
    answers,
    at_creation,
    change_all,
    differences,
    inputs_of,
)
from programs import program

EAST, WEST = REGIONS


def with_subnets(aws, **member):
    """Return a program of two regions, each with its own subnet group."""
    return program(regions={region: {"subnet_ids": aws.subnets(region)[:2], **member} for region in REGIONS})


def cluster(aws, region=EAST):
    """Return a region's cluster in AWS."""
    (found,) = aws.neptune(region).describe_db_clusters()["DBClusters"]
    return found


@pytest.mark.parametrize("resource", CHANGES)
def test_every_property_is_in_the_table(resource):
    """The tests change each input of pulumi-aws out of band, or the table has the reason why not."""
    changed = CHANGES[resource].keys() | AT_CREATION.get(resource, {}).keys()
    assert changed | NOT_CHANGED[resource].keys() == inputs_of(resource)
    assert not changed & NOT_CHANGED[resource].keys()


def test_a_refresh_keeps_every_property(project, aws):
    """After a change of every property out of band, `up --refresh` changes nothing, and a new class only the class."""
    project.write(with_subnets(aws))
    project.up()
    change_all(aws)
    before = answers(aws)
    project.run("up", "--yes", "--skip-preview", "--refresh")
    assert differences(before, answers(aws)) == {}
    project.run("preview", "--refresh", "--expect-no-changes")
    project.write(with_subnets(aws, instance_class="db.r6g.xlarge", preferred_backup_window="05:00-06:00"))
    project.up()
    changed = {where.split("/")[-1] for where in differences(before, answers(aws))}
    assert changed == {"DBInstanceClass", "PreferredBackupWindow"}


def global_database(aws):
    """Create a global database by hand, with its own values for properties that can't change."""
    aws.neptune(EAST).create_global_cluster(GlobalClusterIdentifier="orders", Engine="neptune", StorageEncrypted=True)
    for region in REGIONS:
        neptune, name = aws.neptune(region), f"orders-{region}"
        neptune.create_db_subnet_group(
            DBSubnetGroupName=SUBNET_GROUP, DBSubnetGroupDescription="theirs", SubnetIds=aws.subnets(region)[:2]
        )
        aws.cluster(name, region, GlobalClusterIdentifier="orders", **at_creation("Cluster", region))
        aws.instance(name, f"{name}-1", region, AutoMinorVersionUpgrade=False, **at_creation("ClusterInstance", region))


def test_an_adoption_keeps_every_property(project, aws):
    """An adoption changes nothing in AWS, and neither does a later refresh, with or without `adopt`."""
    global_database(aws)
    change_all(aws)
    before = answers(aws)
    project.write(program(*REGIONS, adopt=True))
    project.up()
    assert differences(before, answers(aws)) == {}
    project.run("preview", "--refresh", "--expect-no-changes")
    project.write(program(*REGIONS))
    project.run("preview", "--refresh", "--expect-no-changes")
    project.run("up", "--yes", "--skip-preview", "--refresh")
    assert differences(before, answers(aws)) == {}


SET = {
    "backup_retention_period": 30,
    "deletion_protection": True,
    "enable_cloudwatch_logs_exports": ["audit"],
    "iam_database_authentication_enabled": True,
    "tags": {"owner": "graph"},
}
UNSET = {
    "backupRetentionPeriod": "update",
    "deletionProtection": "delete",
    "enableCloudwatchLogsExports": "delete",
    "iamDatabaseAuthenticationEnabled": "delete",
    "tags.owner": "delete",
    "tagsAll.owner": "delete",
}


def test_a_property_that_is_no_longer_set_gets_its_default(project, aws):
    """The preview shows the default, the update sets it, and later changes outside Pulumi are kept."""
    project.write(program(*REGIONS))
    project.up()
    default = answers(aws)
    project.write(program(regions=dict.fromkeys(REGIONS, SET), deletion_protection=True))
    project.up()
    assert differences(default, answers(aws))
    project.write(program(*REGIONS))
    changes = project.changes()
    assert changes["orders"] == ("update", {"deletionProtection": "update"})
    assert changes["orders-us-east-1"] == ("update", UNSET)
    assert changes["orders-eu-west-1"] == ("update", UNSET)
    project.up()
    assert differences(default, answers(aws)) == {}
    project.run("preview", "--refresh", "--expect-no-changes")
    change_all(aws)
    before = answers(aws)
    assert before[EAST]["GlobalCluster"][0]["DeletionProtection"] is True
    project.run("up", "--yes", "--skip-preview", "--refresh")
    assert differences(before, answers(aws)) == {}


def serverless(most):
    """Return regions of serverless instances, with a maximum capacity."""
    limits = {"min_capacity": 2.5, "max_capacity": most}
    own = {"instance_class": "db.serverless", "serverless_v2_scaling_configuration": limits}
    return dict.fromkeys(REGIONS, own)


@pytest.mark.long
def test_limits_stay_when_an_instance_is_no_longer_serverless(project, aws):
    """AWS can't unset a cluster's limits: no preview plans it, and other limits can be set."""
    project.write(program(regions=serverless(8)))
    project.up()
    role = "arn:aws:iam::123456789012:role/load"
    aws.neptune().add_role_to_db_cluster(DBClusterIdentifier="orders-us-east-1", RoleArn=role)
    project.write(program(*REGIONS))
    project.run("refresh", "--yes")
    kinds = {kind for _, kinds in project.changes().values() for kind in kinds}
    assert kinds == {"instanceClass"}
    project.up()
    project.run("preview", "--refresh", "--expect-no-changes")
    found = cluster(aws)
    assert found["ServerlessV2ScalingConfiguration"] == {"MinCapacity": 2.5, "MaxCapacity": 8.0}
    assert [one["RoleArn"] for one in found["AssociatedRoles"]] == [role]
    project.write(program(regions=serverless(16)))
    project.up()
    assert cluster(aws)["ServerlessV2ScalingConfiguration"]["MaxCapacity"] == 16.0

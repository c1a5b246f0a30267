"""Settings of single instances, and inputs that a region shares with pulumi-aws's resources."""

from __future__ import annotations

import copy

import pytest
from programs import program, yaml_program

from neptune_global_component.core.inputs.table import INSTANCE_ARGUMENTS

EAST, WEST = "us-east-1", "eu-west-1"
ROLE = "arn:aws:iam::123456789012:role/"


def python(east, west, **others):
    """Return a Python program with the arguments of two regions."""
    return program(regions={EAST: east, WEST: west}, **others)


def yaml(east, west, **others):
    """Return the same program in YAML."""
    return yaml_program(regions={EAST: east, WEST: west}, **others)


def instances(aws, region):
    """Return the instances in AWS by identifier."""
    return {one["DBInstanceIdentifier"]: one for one in aws.neptune(region).describe_db_instances()["DBInstances"]}


def resource_ids(aws):
    """Return the ids of the first region's instances, which a replacement changes."""
    return {name: one["DbiResourceId"] for name, one in instances(aws, EAST).items()}


@pytest.fixture
def aws(aws):
    """The local AWS with a parameter group."""
    group = {"DBParameterGroupName": "slow", "DBParameterGroupFamily": "neptune1.4", "Description": "slow"}
    aws.neptune(EAST).create_db_parameter_group(**group)
    return aws


TAGS = {"team": "graph"}
COUNT = {"instance_class": "db.r6g.large", "instances": 2, "tags": TAGS}
# AWS applies these when it creates a cluster or an instance.
AT_CREATION = {**COUNT, "availability_zones": [f"{WEST}a", f"{WEST}b"], "publicly_accessible": True}
SET = {
    "instance_class": "db.r6g.large",
    "tags": TAGS,
    "iam_roles": [f"{ROLE}export", f"{ROLE}load"],
    "copy_tags_to_snapshot": True,
    "auto_minor_version_upgrade": True,
    "instance_settings": [
        {"promotion_tier": 1, "tags": {"role": "writer"}, "auto_minor_version_upgrade": False},
        {"instance_class": "db.r6g.xlarge", "preferred_maintenance_window": "mon:03:00-mon:04:00"},
        {
            "availability_zone": f"{EAST}b",
            "promotion_tier": 7,
            "neptune_parameter_group_name": "slow",
            "publicly_accessible": True,
        },
    ],
}


def changed():
    """Return other values of the same settings."""
    other = copy.deepcopy(SET)
    other |= {"iam_roles": [f"{ROLE}load"], "copy_tags_to_snapshot": False, "auto_minor_version_upgrade": False}
    first, second, third = other["instance_settings"]
    first |= {"promotion_tier": 2, "tags": {"role": "first"}, "auto_minor_version_upgrade": True}
    second |= {"instance_class": "db.r6g.2xlarge", "preferred_maintenance_window": "tue:03:00-tue:04:00"}
    third |= {"promotion_tier": 8, "neptune_parameter_group_name": "default.neptune1.4"}
    return other


UNSET = {
    "iam_roles": [],
    "copy_tags_to_snapshot": False,
    "instance_settings": [
        {"promotion_tier": 0, "tags": {}, "auto_minor_version_upgrade": False},
        # The window stays: a window has no default.
        {"instance_class": "db.r6g.large", "preferred_maintenance_window": "mon:03:00-mon:04:00"},
    ],
}
NAMES = {
    "instance_class": "DBInstanceClass",
    "availability_zone": "AvailabilityZone",
    "promotion_tier": "PromotionTier",
    "preferred_maintenance_window": "PreferredMaintenanceWindow",
    "auto_minor_version_upgrade": "AutoMinorVersionUpgrade",
    "publicly_accessible": "PubliclyAccessible",
}


def in_aws(aws, arguments):
    """Return the values in AWS of these arguments of the first region."""
    neptune = aws.neptune(EAST)
    (cluster,) = neptune.describe_db_clusters()["DBClusters"]
    found = [found for _, found in sorted(instances(aws, EAST).items())]
    values = {
        "iam_roles": sorted(one["RoleArn"] for one in cluster.get("AssociatedRoles", ())),
        "copy_tags_to_snapshot": cluster["CopyTagsToSnapshot"],
        "instance_settings": [
            {key: of_instance(neptune, key, one) for key in settings}
            for settings, one in zip(arguments["instance_settings"], found, strict=True)
        ],
    }
    # The second instance has the region's value.
    values["auto_minor_version_upgrade"] = found[1]["AutoMinorVersionUpgrade"]
    return {key: values.get(key, value) for key, value in arguments.items()}


def of_instance(neptune, key, instance):
    """Return an instance's value of an argument."""
    if key == "neptune_parameter_group_name":
        return instance["DBParameterGroups"][0]["DBParameterGroupName"]
    if key == "tags":
        tags = neptune.list_tags_for_resource(ResourceName=instance["DBInstanceArn"])["TagList"]
        return {one["Key"]: one["Value"] for one in tags if one["Key"] not in TAGS}
    return instance[NAMES[key]]


def change_out_of_band(aws):
    """Change every setting that can change, of the program or not, outside Pulumi."""
    neptune = aws.neptune(EAST)
    cluster = {"DBClusterIdentifier": f"orders-{EAST}"}
    neptune.remove_role_from_db_cluster(**cluster, RoleArn=f"{ROLE}load")
    neptune.modify_db_cluster(**cluster, CopyTagsToSnapshot=True, ApplyImmediately=True)
    for name, one in instances(aws, EAST).items():
        neptune.modify_db_instance(
            DBInstanceIdentifier=name,
            DBInstanceClass="db.r6g.8xlarge",
            PromotionTier=9,
            PreferredMaintenanceWindow="sun:03:00-sun:04:00",
            AutoMinorVersionUpgrade=not one["AutoMinorVersionUpgrade"],
            DBParameterGroupName="slow",
            ApplyImmediately=True,
        )


def test_every_setting_is_set():
    """The program of the next test sets every argument of an instance."""
    assert {key for one in SET["instance_settings"] for key in one} == INSTANCE_ARGUMENTS.keys()


@pytest.mark.parametrize("write", [python, pytest.param(yaml, marks=pytest.mark.long)])
def test_settings_are_set_changed_adopted_and_unset(make_project, aws, write):
    """Settings are updated in place, restored by `up --refresh`, adopted, and unset; nothing is replaced."""
    project = make_project()
    project.write(write(COUNT, AT_CREATION))
    project.up()
    created = resource_ids(aws)
    (west,) = aws.neptune(WEST).describe_db_clusters()["DBClusters"]
    assert {*AT_CREATION["availability_zones"]} <= {*west["AvailabilityZones"]}
    assert [one["PubliclyAccessible"] for one in instances(aws, WEST).values()] == [True, True]

    project.write(write(SET, AT_CREATION))
    project.up()
    assert in_aws(aws, SET) == SET
    assert project.changes() == {}

    change_out_of_band(aws)
    project.write(write(changed(), AT_CREATION))
    project.run("up", "--yes", "--skip-preview", "--refresh")
    assert in_aws(aws, changed()) == changed()
    # The program does not set it for the second instance.
    assert instances(aws, EAST)[f"orders-{EAST}-2"]["PromotionTier"] == 9

    adopting = make_project("adopting")
    adopting.write(write(SET, AT_CREATION, adopt=True))
    adopting.up()
    assert in_aws(aws, SET) == SET

    adopting.write(write(COUNT, COUNT))
    adopting.up()
    assert in_aws(aws, UNSET) == UNSET
    assert resource_ids(aws) == created
    assert adopting.changes() == {}

    adopting.write(write(COUNT, COUNT | {"availability_zones": [f"{WEST}c"]}))
    printed = adopting.run("preview", fails=True)
    name = "availability_zones" if write is python else "availabilityZones"
    assert f'regions["{WEST}"].{name}' in printed
    assert "can't change from" in printed


def test_an_instance_is_recreated_in_another_zone_as_the_warning_says(project, aws):
    """Another availability zone replaces nothing: the warning's commands recreate the instance there."""
    count = {"instance_class": "db.r6g.large"}
    two = {**count, "instance_settings": [{}, {"availability_zone": f"{EAST}a"}]}
    project.write(python(two, count))
    project.up()
    two["instance_settings"][1]["availability_zone"] = f"{EAST}b"
    project.write(python(two, count))
    assert project.changes() == {}
    printed = " ".join(project.run("preview").split())
    assert "instance_settings[1].availability_zone: is 'us-east-1b'" in printed
    urn = printed.partition("pulumi up --replace '")[2].partition("'")[0]
    project.run("up", "--yes", "--skip-preview", "--replace", urn)
    assert instances(aws, EAST)["orders-us-east-1-2"]["AvailabilityZone"] == f"{EAST}b"
    assert project.changes() == {}

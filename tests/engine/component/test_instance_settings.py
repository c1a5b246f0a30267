"""Settings of single instances, and inputs that a region shares with pulumi-aws's resources."""

from __future__ import annotations

import json

EAST, WEST = "us-east-1", "eu-west-1"
ROLE = "arn:aws:iam::123456789012:role/load"

PYTHON = """
import json
from neptune_global_component import GlobalCluster

GlobalCluster("orders", json.loads('''{args}'''))
"""


def python(east, west):
    """Return a Python program with the arguments of two regions."""
    args = {
        "global_cluster_identifier": "orders",
        "primary_region": EAST,
        "regions": {EAST: {**east, "skip_final_snapshot": True}, WEST: {**west, "skip_final_snapshot": True}},
    }
    return PYTHON.format(args=json.dumps(args))


def instances(aws, region):
    """Return the instances in AWS by identifier."""
    return {one["DBInstanceIdentifier"]: one for one in aws.neptune(region).describe_db_instances()["DBInstances"]}


def cluster(aws, region):
    """Return the cluster of a region in AWS."""
    return aws.neptune(region).describe_db_clusters()["DBClusters"][0]


def test_each_instance_has_its_settings(project, aws):
    """Instances get their own class, zone, tier and tags; changing the form or the number replaces nothing."""
    count = {"instance_class": "db.r6g.large", "instances": 2, "tags": {"team": "graph"}}
    project.write(python(count, count))
    project.up()
    created = {name: one["DbiResourceId"] for name, one in instances(aws, EAST).items()}

    first = {"promotion_tier": 1, "tags": {"role": "writer"}, "auto_minor_version_upgrade": True}
    second = {"instance_class": "db.r6g.xlarge", "preferred_maintenance_window": "mon:03:00-mon:04:00"}
    third = {"availability_zone": f"{EAST}b", "promotion_tier": 7}
    listed = {"instance_class": "db.r6g.large", "tags": {"team": "graph"}, "instance_settings": [first, second, third]}
    project.write(python(listed, count))
    changes = project.changes()
    assert {operation for operation, _ in changes.values()} <= {"create", "update"}
    project.up()
    found = instances(aws, EAST)
    assert {name: found[name]["DbiResourceId"] for name in created} == created
    one, two, three = (found[f"orders-us-east-1-{number}"] for number in (1, 2, 3))
    assert (one["PromotionTier"], one["AutoMinorVersionUpgrade"]) == (1, True)
    assert (two["DBInstanceClass"], two["PreferredMaintenanceWindow"]) == ("db.r6g.xlarge", "mon:03:00-mon:04:00")
    assert (three["AvailabilityZone"], three["PromotionTier"], three["DBInstanceClass"]) == (
        f"{EAST}b",
        7,
        "db.r6g.large",
    )
    tags = aws.neptune(EAST).list_tags_for_resource(ResourceName=one["DBInstanceArn"])["TagList"]
    assert {"Key": "role", "Value": "writer"} in tags
    assert project.changes() == {}

    # Properties of instance 2 that are set out of band stay, although the program sets them for the others.
    aws.neptune(EAST).modify_db_instance(
        DBInstanceIdentifier="orders-us-east-1-2", PromotionTier=9, ApplyImmediately=True
    )
    project.run("up", "--yes", "--skip-preview", "--refresh")
    assert instances(aws, EAST)["orders-us-east-1-2"]["PromotionTier"] == 9

    # Removed settings return to their defaults, and a number instead of settings replaces nothing.
    project.write(python(count, count))
    project.up()
    found = instances(aws, EAST)
    assert {name: one["DbiResourceId"] for name, one in found.items()} == created
    assert (found["orders-us-east-1-1"]["PromotionTier"], found["orders-us-east-1-1"]["AutoMinorVersionUpgrade"]) == (
        0,
        False,
    )
    assert project.changes() == {}


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


def test_roles_zones_and_snapshot_tags_of_a_cluster_from_yaml(project, aws):
    """A region of a YAML program sets roles, zones, snapshot tags and settings of instances, and unsets them."""

    def program(**east):
        region = {"instanceClass": "db.r6g.large", "skipFinalSnapshot": True}
        regions = {EAST: {**region, **east}, WEST: region}
        properties = {"globalClusterIdentifier": "orders", "primaryRegion": EAST, "regions": regions}
        return {"resources": {"orders": {"type": "neptune-global:GlobalCluster", "properties": properties}}}

    zones = [f"{EAST}a", f"{EAST}b"]
    settings = [{"promotionTier": 2}, {"instanceClass": "db.r6g.xlarge"}]
    project.write(program(iamRoles=[ROLE], copyTagsToSnapshot=True, availabilityZones=zones, instanceSettings=settings))
    project.up()
    found = cluster(aws, EAST)
    assert [one["RoleArn"] for one in found["AssociatedRoles"]] == [ROLE]
    assert found["CopyTagsToSnapshot"] is True
    assert set(zones) <= set(found["AvailabilityZones"])
    assert sorted(one["DBInstanceClass"] for one in instances(aws, EAST).values()) == ["db.r6g.large", "db.r6g.xlarge"]
    assert project.changes() == {}
    project.write(program(instanceSettings=settings))
    project.up()
    found = cluster(aws, EAST)
    assert found.get("AssociatedRoles", []) == []
    assert found["CopyTagsToSnapshot"] is False
    assert project.changes() == {}
    project.write(program(instanceSettings=settings, availabilityZones=[f"{EAST}c"]))
    printed = project.run("preview", fails=True)
    assert 'regions["us-east-1"].availabilityZones' in printed
    assert "can't change from" in printed

"""A resource behind an argument is replaced or removed: the component's children are kept."""

from __future__ import annotations

import json

import pytest
from fed_programs import python, yaml
from programs import COMPONENT, camel

from neptune_global_component.core.inputs.table import INSTANCE_ARGUMENTS, REGION_ARGUMENTS

FIRST, SECOND = "us-east-1", "eu-west-1"
GLOBAL_CLUSTER, CLUSTER, INSTANCE, SUBNET_GROUP = (
    "aws:neptune/globalCluster:GlobalCluster",
    "aws:neptune/cluster:Cluster",
    "aws:neptune/clusterInstance:ClusterInstance",
    "aws:neptune/subnetGroup:SubnetGroup",
)

REGION = {
    "cluster_identifier": "orders-{region}-one",
    "instance_class": "db.r6g.large",
    "neptune_cluster_parameter_group_name": "default.neptune1.4",
    "neptune_parameter_group_name": "default.neptune1.4",
    "port": 8200,
    "backup_retention_period": 3,
    "preferred_backup_window": "02:00-02:30",
    "preferred_maintenance_window": "mon:03:00-mon:03:30",
    "iam_database_authentication_enabled": True,
    "enable_cloudwatch_logs_exports": ["audit"],
    "serverless_v2_scaling_configuration": {"min_capacity": 1, "max_capacity": 4},
    "storage_type": "iopt1",
    "deletion_protection": False,
    "skip_final_snapshot": True,
    "final_snapshot_identifier": "last",
    "tags": {"team": "orders"},
    "iam_roles": ["arn:aws:iam::123456789012:role/load"],
    "copy_tags_to_snapshot": True,
    "availability_zones": ["{region}a", "{region}b"],
    "auto_minor_version_upgrade": False,
    "publicly_accessible": False,
    "instance_settings": [
        {
            "instance_class": "db.r6g.xlarge",
            "availability_zone": "{region}a",
            "promotion_tier": 3,
            "neptune_parameter_group_name": "default.neptune1.4",
            "preferred_maintenance_window": "tue:03:00-tue:03:30",
            "auto_minor_version_upgrade": True,
            "publicly_accessible": False,
            "tags": {"role": "writer"},
        }
    ],
}
FEEDS = {
    "global_cluster_identifier": {
        (GLOBAL_CLUSTER, "globalClusterIdentifier"),
        (CLUSTER, "globalClusterIdentifier"),
        (CLUSTER, "clusterIdentifier"),
        (INSTANCE, "clusterIdentifier"),
        (INSTANCE, "identifier"),
    },
    "source_db_cluster_identifier": {(GLOBAL_CLUSTER, "region")},
    "tags": {(kind, "tags") for kind in (CLUSTER, INSTANCE, SUBNET_GROUP)},
    "cluster_identifier": {
        (CLUSTER, "clusterIdentifier"),
        (INSTANCE, "clusterIdentifier"),
        (INSTANCE, "identifier"),
        (SUBNET_GROUP, "name"),
    },
    "subnet_ids": {(SUBNET_GROUP, "subnetIds")},
    "neptune_subnet_group_name": {(CLUSTER, "neptuneSubnetGroupName"), (INSTANCE, "neptuneSubnetGroupName")},
    "auto_minor_version_upgrade": {(INSTANCE, "autoMinorVersionUpgrade")},
    "publicly_accessible": {(INSTANCE, "publiclyAccessible")},
    **{f"instance-{key}": {(INSTANCE, camel(key))} for key in INSTANCE_ARGUMENTS},
    "instance_class": {(INSTANCE, "instanceClass")},
    "neptune_parameter_group_name": {(INSTANCE, "neptuneParameterGroupName")},
}
"""The properties that an argument sets, if they differ from the property of the same name."""


def slug_of(component, name):
    """Return an argument's name as used in the names of its feeders."""
    return f"{component}-{name}".replace(".", "-").replace("_", "-")


def arguments_of(program):
    """Return the names of a component's arguments, those of a region with the region in front."""
    names = [*program["arguments"]]
    for region, values in program["regions"].items():
        names += [f"{region}.{key}" for key in values if key != "instance_settings"]
        names += [f"{region}.instance-{key}" for one in values.get("instance_settings", ()) for key in one]
    return names


def with_feeders(programs, both, description="fed", family="neptune1.3"):
    """Create resources for each argument: one is deleted before it is replaced, and one is created first.

    Args:
        programs: the components.
        both: whether each argument has both. If not, it has one in the first region and the other in the second.
        description: of the former.
        family: of the latter.
    """
    made = {}
    for position, (component, program) in enumerate(programs.items()):
        feeders = {}
        for name in arguments_of(program):
            slug = slug_of(component, name)
            # pulumi-aws deletes what has a name of its own before it is replaced.
            named = {f"{slug}-named": {"name": f"{slug}-named", "family": "neptune1.4", "description": description}}
            auto = {f"{slug}-auto": {"family": family}}
            region, _, key = name.rpartition(".")
            first = (position + (region == SECOND) + sum(key.encode())) % 2
            feeders[name] = named | auto if both else named if first else auto
        made[component] = {**program, "feeders": feeders}
    return made


def regions(aws):
    """Return a database of two regions with a value for every argument."""
    subnets = aws.subnets()[:2]
    own = {FIRST: {"subnet_ids": subnets}, SECOND: {"neptune_subnet_group_name": "default"}}
    return {
        "arguments": {
            "global_cluster_identifier": "orders",
            "engine": "neptune",
            "engine_version": "1.4.5.0",
            "deletion_protection": False,
            "storage_encrypted": True,
            "tags": {"owner": "graph"},
        },
        "regions": {region: for_region(region, aws) | values for region, values in own.items()},
        "plain": {"primary_region": FIRST},
    }


def for_region(region, aws):
    """Return every argument of a region that can be combined."""
    group = aws.client("ec2", region).describe_security_groups()["SecurityGroups"][0]["GroupId"]
    key = aws.client("kms", region).create_key()["KeyMetadata"]["Arn"]
    values = json.loads(json.dumps(REGION).replace("{region}", region))
    return {**values, "vpc_security_group_ids": [group], "kms_key_arn": key}


def default_names(aws):
    """Return a database of one region whose names derive from the global cluster's."""
    del aws
    member = {"instance_class": "db.r6g.large", "skip_final_snapshot": True}
    return {"arguments": {"global_cluster_identifier": "defaults"}, "regions": {FIRST: member}, "plain": {}}


def source(aws):
    """Return a global cluster of an existing cluster, with every argument that a source allows."""
    return {
        "arguments": {
            "global_cluster_identifier": "linked",
            "source_db_cluster_identifier": aws.cluster(),
            "deletion_protection": False,
            "tags": {"owner": "graph"},
        },
        "regions": {},
        "plain": {},
    }


def test_every_argument_has_a_value():
    """The program sets every argument of a region and of an instance, as far as they can be combined."""
    fed_later = {"subnet_ids", "neptune_subnet_group_name", "vpc_security_group_ids", "kms_key_arn"}
    assert REGION.keys() | fed_later | {"instances"} == REGION_ARGUMENTS.keys()
    assert REGION["instance_settings"][0].keys() == INSTANCE_ARGUMENTS.keys()


def test_an_argument_has_the_other_kind_of_resource_in_the_other_region(aws):
    """The resources behind an argument of a region are replaced in both orders, even if it has one in each region."""
    feeders = with_feeders({"orders": regions(aws)}, both=False)["orders"]["feeders"]
    kinds = {name: {one.rpartition("-")[2] for one in made} for name, made in feeders.items()}
    keys = {name.removeprefix(f"{FIRST}.") for name in kinds} & {name.removeprefix(f"{SECOND}.") for name in kinds}
    regional = [key for key in keys if f"{FIRST}.{key}" in kinds]
    assert len(regional) > len(INSTANCE_ARGUMENTS)
    assert all(kinds[f"{FIRST}.{key}"] | kinds[f"{SECOND}.{key}"] == {"named", "auto"} for key in regional)


@pytest.mark.parametrize(
    ("write", "both"),
    [
        (python, False),
        pytest.param(python, True, marks=pytest.mark.long),
        pytest.param(yaml, True, marks=pytest.mark.long),
    ],
)
def test_children_stay_when_what_feeds_an_argument_is_replaced_or_removed(project, aws, write, both):
    """A property depends only on its own argument; replacing or removing a resource behind it deletes no child."""
    programs = {"orders": regions(aws), "defaults": default_names(aws), "linked": source(aws)}
    project.write(write(with_feeders(programs, both)))
    project.up()
    assert wrong_dependencies(project, programs) == {}
    kept = snapshot(aws)
    for after in (
        with_feeders(programs, both, description="deleted before it is replaced", family="neptune1.4"),
        {component: {**program, "feeders": {}} for component, program in programs.items()},
    ):
        project.write(write(after))
        assert lost(project) == {}
        project.up()
        assert snapshot(aws) == kept
    assert not [call for call in aws.writes() if call.startswith("Delete") and "ParameterGroup" not in call]


def wrong_dependencies(project, programs):
    """Return the properties of children that depend on a resource of another argument, with that resource."""
    allowed = {}
    for component, program in programs.items():
        for name in arguments_of(program):
            region, _, key = name.rpartition(".")
            pairs = FEEDS.get(key, {(GLOBAL_CLUSTER, camel(key)), (CLUSTER, camel(key))})
            allowed[slug_of(component, name)] = (component, region, pairs)
    wrong = {}
    fed = set()
    for (kind, name), resource in project.resources().items():
        if kind in {GLOBAL_CLUSTER, CLUSTER, INSTANCE, SUBNET_GROUP}:
            for key, urns in (resource.get("propertyDependencies") or {}).items():
                for feeder in (urn.rpartition("::")[2] for urn in urns if f"{COMPONENT}$" not in urn):
                    component, region, pairs = allowed[feeder.rpartition("-")[0]]
                    fed.add(component)
                    if (kind, key) not in pairs or region not in name or not name.startswith(component):
                        wrong[name, key] = feeder
    assert fed == programs.keys()
    return wrong


def lost(project):
    """Return the preview's operations that delete or replace a child, by its name."""
    steps = json.loads(project.run("preview", "--json"))["steps"]
    return {
        step["urn"]: step["op"]
        for step in steps
        if f"{COMPONENT}$" in step["urn"] and ("delete" in step["op"] or "replace" in step["op"])
    }


def snapshot(aws):
    """Return the identities of what AWS has."""
    clusters = [
        (one["DbClusterResourceId"], sorted(each["DBInstanceIdentifier"] for each in one["DBClusterMembers"]))
        for region in (FIRST, SECOND)
        for one in aws.neptune(region).describe_db_clusters()["DBClusters"]
    ]
    return [(one["GlobalClusterResourceId"], one["GlobalClusterMembers"]) for one in aws.global_clusters()], clusters

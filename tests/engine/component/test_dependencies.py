"""A resource behind an argument is replaced or removed: the component's children are kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
FIRST, SECOND = "us-east-1", "eu-west-1"
GLOBAL_CLUSTER, CLUSTER, INSTANCE, SUBNET_GROUP, STASH = (
    "aws:neptune/globalCluster:GlobalCluster",
    "aws:neptune/cluster:Cluster",
    "aws:neptune/clusterInstance:ClusterInstance",
    "aws:neptune/subnetGroup:SubnetGroup",
    "pulumi:index:Stash",
)
COMPONENT = "neptune-global:index:GlobalCluster"

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
    "instance_class": {(INSTANCE, "instanceClass")},
    "neptune_parameter_group_name": {(INSTANCE, "neptuneParameterGroupName")},
}
"""The properties that an argument feeds, where it is not the one property of the same name."""

PYTHON = """
import json
import pulumi
import pulumi_aws as aws
from neptune_global_component import GlobalCluster

program = json.loads({program!r})


def fed(name, value):
    groups = [
        aws.neptune.ClusterParameterGroup(feeder, region="us-east-1", **values)
        for feeder, values in program["feeders"].get(name, {{}}).items()
    ]
    return pulumi.Output.all(*(group.arn for group in groups)).apply(lambda _: value) if groups else value


arguments = {{key: fed(key, value) for key, value in program["arguments"].items()}}
for region, values in program["regions"].items():
    fed_values = {{key: fed(f"{{region}}.{{key}}", value) for key, value in values.items()}}
    arguments.setdefault("regions", {{}})[region] = fed_values
orders = GlobalCluster("orders", {{**arguments, **program["plain"]}})
pulumi.export("members", orders.global_cluster_members)
"""


def camel(name):
    """Return a Python name in camelCase."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def python(program):
    """Return a Python program."""
    return PYTHON.format(program=json.dumps(program))


def yaml(program):
    """Return the same program in YAML."""
    feeders = program["feeders"]

    def fed(name, value):
        if isinstance(value, dict):
            value = {camel(key): one for key, one in value.items()}
        for feeder, settings in feeders.get(name, {}).items():
            first = "name" in settings
            stashes[feeder] = {
                "type": STASH,
                "properties": {"input": {"value": value, "settings": settings}},
                "options": {"replaceOnChanges": ["input"], "deleteBeforeReplace": first},
            }
            # The engine knows no type of it, so it fits every argument.
            value = f"${{{feeder}.output.value}}"
        return value

    stashes = {}
    properties = {camel(key): fed(key, value) for key, value in program["arguments"].items()}
    if program["regions"]:
        properties["regions"] = {
            region: {camel(key): fed(f"{region}.{key}", value) for key, value in values.items()}
            for region, values in program["regions"].items()
        }
    properties |= {camel(key): value for key, value in program["plain"].items()}
    component = {"type": COMPONENT, "properties": properties}
    return {
        "packages": {"neptune-global": str(ROOT)},
        "resources": {**stashes, "orders": component},
        "outputs": {"members": "${orders.globalClusterMembers}"},
    }


def slug_of(name):
    """Return an argument's name as used in the names of its feeders."""
    return name.replace(".", "-").replace("_", "-")


def feeders(program, description="fed", family="neptune1.3"):
    """Return two resources for each argument: one with delete-before-replace, and one without."""
    names = [*program["arguments"], *(f"{region}.{key}" for region, of in program["regions"].items() for key in of)]
    return {
        name: {
            # pulumi-aws deletes what has a name of its own before it is replaced.
            f"{slug}-named": {"name": f"{slug}-named", "family": "neptune1.4", "description": description},
            f"{slug}-auto": {"family": family},
        }
        for name, slug in ((name, slug_of(name)) for name in names)
    }


def regions(aws):
    """Return a database of two regions in which every argument has a value."""
    subnets = [one["SubnetId"] for one in aws.client("ec2").describe_subnets()["Subnets"][:2]]
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
    values = {name: one.format(region=region) if isinstance(one, str) else one for name, one in REGION.items()}
    return {**values, "vpc_security_group_ids": [group], "kms_key_arn": key}


def default_names(aws):
    """Return a database of one region whose names derive from the global cluster's."""
    del aws
    member = {"instance_class": "db.r6g.large", "skip_final_snapshot": True}
    return {"arguments": {"global_cluster_identifier": "orders"}, "regions": {FIRST: member}, "plain": {}}


def source(aws):
    """Return a global cluster of an existing cluster, with every argument that a source allows."""
    return {
        "arguments": {
            "global_cluster_identifier": "orders",
            "source_db_cluster_identifier": aws.cluster(),
            "deletion_protection": False,
            "tags": {"owner": "graph"},
        },
        "regions": {},
        "plain": {},
    }


@pytest.mark.parametrize("write", [python, yaml])
@pytest.mark.parametrize("database", [regions, default_names, source])
def test_children_stay_when_what_feeds_an_argument_is_replaced_or_removed(project, aws, database, write):
    """A property depends only on its own argument; replacing or removing a resource behind it deletes no child."""
    program = database(aws)
    fed = {**program, "feeders": feeders(program)}
    project.write(write(fed))
    project.up()
    assert wrong_dependencies(project, program) == {}
    kept = snapshot(aws)
    for after in (
        feeders(program, description="deleted before it is replaced"),
        feeders(program, description="deleted before it is replaced", family="neptune1.4"),
        {},
    ):
        project.write(write({**program, "feeders": after}))
        assert lost(project) == {}
        project.up()
        assert snapshot(aws) == kept
    assert not [call for call in aws.writes() if call.startswith("Delete") and "ParameterGroup" not in call]


SOURCE = """
import pulumi_aws as aws
from neptune_global_component import GlobalCluster, source_cluster_options

source = aws.neptune.Cluster(
    "source", cluster_identifier="orders-a", engine="neptune", port={port}, region="us-east-1",
    skip_final_snapshot=True, apply_immediately=True, opts=source_cluster_options(),
)
GlobalCluster("orders", {{"global_cluster_identifier": "orders", "source_db_cluster_identifier": source.arn}})
"""


def source_in_python(port):
    """Return a program with a source cluster and its global cluster."""
    return SOURCE.format(port=port)


def source_in_yaml(port):
    """Return the same program in YAML."""
    cluster = {"clusterIdentifier": "orders-a", "engine": "neptune", "port": port, "skipFinalSnapshot": True}
    ignored = {"ignoreChanges": ["globalClusterIdentifier", "replicationSourceIdentifier", "engineVersion"]}
    arguments = {"globalClusterIdentifier": "orders", "sourceDbClusterIdentifier": "${source.arn}"}
    return {
        "packages": {"neptune-global": str(ROOT)},
        "resources": {
            "source": {
                "type": CLUSTER,
                "properties": {**cluster, "region": FIRST, "applyImmediately": True},
                "options": ignored,
            },
            "orders": {"type": COMPONENT, "properties": arguments},
        },
    }


@pytest.mark.parametrize("write", [source_in_python, source_in_yaml])
def test_a_source_cluster_that_is_replaced_fails_in_preview(project, aws, write):
    """The preview names the source cluster that would be replaced; with the old value it has no changes."""
    project.write(write(8182))
    project.up()
    project.write(write(8183))
    printed = project.run("preview", fails=True)
    assert "the source cluster would be replaced, and its data deleted" in printed
    assert "::source" in printed
    project.write(write(8182))
    project.run("preview", "--expect-no-changes")
    assert not [call for call in aws.writes() if call.startswith("Delete")]


def wrong_dependencies(project, program):
    """Return the child properties that depend on a resource behind another argument."""
    allowed = {}
    for name in feeders(program):
        region, _, key = name.rpartition(".")
        pairs = FEEDS.get(key, {(GLOBAL_CLUSTER, camel(key)), (CLUSTER, camel(key))})
        allowed[slug_of(name)] = (region, pairs)
    wrong = {}
    for (kind, name), resource in project.resources().items():
        if kind in {GLOBAL_CLUSTER, CLUSTER, INSTANCE, SUBNET_GROUP}:
            for key, urns in (resource.get("propertyDependencies") or {}).items():
                for feeder in (urn.rpartition("::")[2] for urn in urns if f"{COMPONENT}$" not in urn):
                    region, pairs = allowed[feeder.rpartition("-")[0]]
                    if (kind, key) not in pairs or region not in name:
                        wrong[name, key] = feeder
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
    """Return the identities of the resources in AWS."""
    (found,) = aws.global_clusters()
    clusters = [
        (one["DbClusterResourceId"], sorted(each["DBInstanceIdentifier"] for each in one["DBClusterMembers"]))
        for region in (FIRST, SECOND)
        for one in aws.neptune(region).describe_db_clusters()["DBClusters"]
    ]
    return found["GlobalClusterResourceId"], found["GlobalClusterMembers"], clusters

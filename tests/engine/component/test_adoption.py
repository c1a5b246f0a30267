"""Existing global databases, imported with `adopt` without changes."""

from __future__ import annotations

import pytest

EAST, WEST = "us-east-1", "eu-west-1"
ARN = "arn:aws:rds:{region}:123456789012:cluster:{identifier}"

NOTHING = {"AllowMajorVersionUpgrade", "DBClusterIdentifier", "DBInstanceIdentifier"}

PROGRAM = """
import pulumi
from neptune_global_component import GlobalCluster

member = {{"instance_class": "db.r6g.large", "skip_final_snapshot": True}}
orders = GlobalCluster("orders", {{"global_cluster_identifier": "Orders", "adopt": {adopt}, {more}}})
pulumi.export("members", orders.global_cluster_members)
"""
REGIONS = """"primary_region": "us-east-1", "regions": {
    "us-east-1": {**member, "cluster_identifier": "old-primary", "instances": 2},
    "eu-west-1": {**member, "cluster_identifier": "old-reader"},
},"""


def program(more="", *, adopt=True):
    """A program with one component."""
    return PROGRAM.format(adopt=adopt, more=more)


def instance(aws, region, cluster, identifier):
    """Create an instance."""
    aws.neptune(region).create_db_instance(
        DBInstanceIdentifier=identifier,
        DBInstanceClass="db.r6g.large",
        Engine="neptune",
        DBClusterIdentifier=cluster,
        AutoMinorVersionUpgrade=False,
    )


def global_database(aws):
    """Create a global database outside Pulumi: from a source cluster, with a secondary and its own names."""
    source = aws.cluster("old-primary", EAST, EngineVersion="1.4.5.0")
    instance(aws, EAST, "old-primary", "zebra")
    instance(aws, EAST, "old-primary", "anna")
    aws.neptune(EAST).create_global_cluster(GlobalClusterIdentifier="orders", SourceDBClusterIdentifier=source)
    aws.cluster("old-reader", WEST, GlobalClusterIdentifier="orders", EngineVersion="1.4.5.0")
    instance(aws, WEST, "old-reader", "berta")
    return source


def settles(project, aws):
    """Check that the import changes nothing in AWS, and that the next preview has no changes."""
    before = len(aws.calls())
    for operation, kinds in project.changes().values():
        # These two exist only in the provider, not in AWS.
        assert operation in {"create", "import", "update"}
        assert kinds.keys() <= {"applyImmediately", "skipFinalSnapshot"}
    project.up()
    project.run("preview", "--expect-no-changes")
    project.run("preview", "--refresh", "--expect-no-changes")
    writes = set(aws.writes())
    for call in aws.calls()[before:]:
        # The provider sends no other change than ApplyImmediately.
        assert call["operation"] not in writes or call["parameters"].keys() - NOTHING == {"ApplyImmediately"}, call


@pytest.mark.parametrize("kind", ["container", "source"])
def test_global_cluster(project, aws, kind):
    """An empty global cluster, and one created from a source, are imported with the same argument."""
    if kind == "container":
        aws.neptune().create_global_cluster(GlobalClusterIdentifier="orders", Engine="neptune")
        more = ""
    else:
        more = f'"source_db_cluster_identifier": "{global_database(aws)}",'
    project.write(program(more, adopt=False))
    assert "adopt" in project.run("preview", fails=True)
    project.write(program(more))
    settles(project, aws)


def test_global_database(project, aws):
    """Clusters and instances are imported with their existing names, which later changes keep."""
    global_database(aws)
    project.write(program(REGIONS))
    settles(project, aws)
    instances = {
        name: one["id"] for (kind, name), one in project.resources().items() if kind.endswith(":ClusterInstance")
    }
    assert instances == {"orders-us-east-1-1": "zebra", "orders-us-east-1-2": "anna", "orders-eu-west-1-1": "berta"}
    instance(aws, EAST, "old-primary", "aaa")
    project.write(program(REGIONS, adopt=False))
    project.run("preview", "--refresh", "--expect-no-changes")


def test_what_does_not_match(project, aws):
    """Each property that does not match is reported before the import."""
    global_database(aws)
    before = aws.writes()
    changed = REGIONS.replace("old-reader", "orders-eu").replace(
        '"primary_region": "us-east-1"', '"primary_region": "eu-west-1"'
    )
    project.write(program(changed + '"engine_version": "1.4.6.0", "storage_encrypted": True,'))
    printed = project.run("preview", fails=True)
    for words in (
        "engine_version: '1.4.6.0' is not what the one to be taken over has",
        "storage_encrypted: True is not what the one to be taken over has",
        "primary_region: 'eu-west-1' is not what the one to be taken over has",
        "regions[\"eu-west-1\"].cluster_identifier: 'orders-eu' is not what the one to be taken over has",
    ):
        assert words in printed, printed
    assert "Traceback" not in printed
    assert project.run("up", "--yes", "--skip-preview", fails=True)
    assert aws.writes() == before
    assert "orders-declared" not in {name for _, name in project.resources()}


PLAIN = """
import pulumi
import pulumi_aws as aws

whole = aws.neptune.GlobalCluster("whole", global_cluster_identifier="orders", engine="neptune")
cluster = aws.neptune.Cluster(
    "a", cluster_identifier="old-primary", global_cluster_identifier=whole.id, skip_final_snapshot=True
)
aws.neptune.ClusterInstance("a1", identifier="anna", cluster_identifier=cluster.id, instance_class="db.r6g.large")
"""


def test_from_plain_pulumi_aws(project, aws):
    """Resources managed by the stack are rejected with the next step; removed from the state, they are imported."""
    project.write(PLAIN)
    project.up()
    more = """"regions": {"us-east-1": {**member, "cluster_identifier": "old-primary"}},"""
    project.write(PLAIN + program(more))
    urns = {name: one["urn"] for (_, name), one in project.resources().items()}
    printed = project.run("preview", fails=True)
    assert f"is in this stack already, as {urns['whole']}: the update would delete that" in printed
    assert f"pulumi state delete '{urns['whole']}'" in printed
    for name in ("a1", "a", "whole"):
        project.run("state", "delete", urns[name], "--yes")
    project.write(program(more))
    before = len(aws.calls())
    assert {operation for operation, _ in project.changes().values()} <= {"create", "import", "update"}
    project.up()
    project.run("preview", "--refresh", "--expect-no-changes")
    writes = [call["operation"] for call in aws.calls()[before:] if call["operation"] in aws.writes()]
    assert set(writes) <= {"ModifyDBCluster", "ModifyDBInstance"}


def test_what_the_program_does_not_say_stays_as_it_is(project, aws):
    """The import and later updates keep protection, backups and tags that the program does not set."""
    global_database(aws)
    aws.neptune(EAST).modify_global_cluster(GlobalClusterIdentifier="orders", DeletionProtection=True)
    aws.neptune(EAST).modify_db_cluster(
        DBClusterIdentifier="old-primary",
        ApplyImmediately=True,
        DeletionProtection=True,
        BackupRetentionPeriod=30,
        EnableIAMDatabaseAuthentication=True,
        CloudwatchLogsExportConfiguration={"EnableLogTypes": ["audit"]},
    )
    arn = ARN.format(region=EAST, identifier="old-primary")
    instance_arn, tags = arn.replace("cluster:old-primary", "db:anna"), [{"Key": "owner", "Value": "graph"}]
    for resource in (arn, instance_arn):
        aws.neptune(EAST).add_tags_to_resource(ResourceName=resource, Tags=tags)
    project.write(program(REGIONS))
    project.up()
    project.run("preview", "--expect-no-changes")
    found = aws.neptune(EAST).describe_db_clusters(DBClusterIdentifier="old-primary")["DBClusters"][0]
    assert (found["DeletionProtection"], found["BackupRetentionPeriod"]) == (True, 30)
    assert (found["IAMDatabaseAuthenticationEnabled"], found["EnabledCloudwatchLogsExports"]) == (True, ["audit"])
    assert aws.global_clusters()[0]["DeletionProtection"] is True
    for resource in (arn, instance_arn):
        assert aws.neptune(EAST).list_tags_for_resource(ResourceName=resource)["TagList"] == tags
    before = len(aws.writes())
    assert "protect" in project.run("destroy", "--yes", fails=True)
    assert aws.writes()[before:] == []

"""Existing global databases, imported with `adopt` without changes."""

from __future__ import annotations

import pytest
from programs import program

EAST, WEST = "us-east-1", "eu-west-1"
ARN = "arn:aws:rds:{region}:123456789012:cluster:{identifier}"

NOTHING = {"AllowMajorVersionUpgrade", "DBClusterIdentifier", "DBInstanceIdentifier"}

REGIONS = {EAST: {"cluster_identifier": "old-primary", "instances": 2}, WEST: {"cluster_identifier": "old-reader"}}


def database(*, adopt=True, **args):
    """Return a program that adopts."""
    return program(global_cluster_identifier="Orders", exports=["global_cluster_members"], adopt=adopt, **args)


def instance(aws, region, cluster, identifier):
    """Create an instance that AWS does not upgrade, as the component does."""
    aws.instance(cluster, identifier, region, AutoMinorVersionUpgrade=False)


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
        args = {}
    else:
        args = {"source_db_cluster_identifier": global_database(aws)}
    project.write(database(**args, adopt=False))
    assert "adopt" in project.run("preview", fails=True)
    project.write(database(**args))
    settles(project, aws)


def test_global_database(project, aws):
    """Clusters and instances are imported with their existing names, which later changes keep."""
    global_database(aws)
    project.write(database(regions=REGIONS))
    settles(project, aws)
    instances = {
        name: one["id"] for (kind, name), one in project.resources().items() if kind.endswith(":ClusterInstance")
    }
    assert instances == {"orders-us-east-1-1": "zebra", "orders-us-east-1-2": "anna", "orders-eu-west-1-1": "berta"}
    instance(aws, EAST, "old-primary", "aaa")
    project.write(database(regions=REGIONS, adopt=False))
    project.run("preview", "--refresh", "--expect-no-changes")


def test_what_does_not_match(project, aws):
    """Each property that does not match is reported before the import."""
    global_database(aws)
    before = aws.writes()
    changed = {**REGIONS, WEST: {"cluster_identifier": "orders-eu"}}
    project.write(database(regions=changed, primary_region=WEST, engine_version="1.4.6.0", storage_encrypted=True))
    printed = project.run("preview", fails=True)
    for words in (
        "engine_version: '1.4.6.0' is not the value of the resource to import",
        "storage_encrypted: True is not the value of the resource to import",
        "primary_region: 'eu-west-1' is not the value of the resource to import",
        "regions[\"eu-west-1\"].cluster_identifier: 'orders-eu' is not the value of the resource to import",
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
    "a",
    cluster_identifier="old-primary",
    global_cluster_identifier=whole.id,
    backup_retention_period=7,
    skip_final_snapshot=True,
    apply_immediately=True,
    opts=pulumi.ResourceOptions(ignore_changes=["engineVersion"]),
)
aws.neptune.ClusterInstance(
    "a1", identifier="anna", cluster_identifier=cluster.id, instance_class="db.r6g.large", apply_immediately=True
)
"""
OLD_PRIMARY = {EAST: {"cluster_identifier": "old-primary"}}
PLAIN_NAMES = {"whole", "a", "a1"}


def test_plain_resources_of_the_stack_become_children(project, aws):
    """Plain resources that the program no longer has become children: nothing is created, imported or deleted."""
    project.write(PLAIN)
    project.up()
    ids = {one["id"] for (kind, _), one in project.resources().items() if kind.startswith("aws:")}
    with aws.no_writes():
        project.write(database(regions=OLD_PRIMARY, adopt=False))
        printed = project.run("preview", fails=True)
        assert "is in this stack already, as urn:" in printed
        assert "Set adopt: true, and remove it from the program" in printed
        project.write(database(regions=OLD_PRIMARY))
        steps = project.changes()
        assert {operation for operation, _ in steps.values()} == {"create"}
        assert steps.keys() == {"orders", "orders-declared", "orders-primary-region"}
        project.up()
    assert project.changes() == {}
    project.run("preview", "--refresh", "--expect-no-changes")
    assert {one["id"] for (kind, _), one in project.resources().items() if kind.startswith("aws:")} == ids
    assert not PLAIN_NAMES & {name for _, name in project.resources()}
    project.write(database(regions=OLD_PRIMARY, adopt=False))
    assert project.changes() == {}


def test_plain_resources_that_stay_in_the_program_fail_the_preview(project, aws):
    """A resource can't be in the program twice: the preview fails, and nothing changes."""
    project.write(PLAIN)
    project.up()
    before = project.resources()
    writes = len(aws.writes())
    for both in (PLAIN + database(regions=OLD_PRIMARY), database(regions=OLD_PRIMARY) + PLAIN):
        project.write(both)
        assert "uplicate resource" in project.run("preview", fails=True)
        assert "uplicate resource" in project.run("up", "--yes", "--skip-preview", fails=True)
        assert aws.writes()[writes:] == []
    assert {name for _, name in project.resources()} >= {name for _, name in before}


REPLACING = """
import pulumi

def replacing(args):
    if args.type_ == "aws:neptune/{kind}":
        args.opts.replace_on_changes = ["*"]
    return pulumi.ResourceTransformResult(args.props, args.opts)

pulumi.runtime.register_resource_transform(replacing)
"""


@pytest.mark.parametrize(
    "kind", ["cluster:Cluster", pytest.param("clusterInstance:ClusterInstance", marks=pytest.mark.long)]
)
def test_plain_resources_are_never_replaced(project, aws, kind):
    """A change that would replace a child, as another provider's may, fails; removed from the state, it is imported."""
    project.write(PLAIN)
    project.up()
    urns = {name: one["urn"] for (_, name), one in project.resources().items()}
    before = len(aws.writes())
    snapshot = {"skip_final_snapshot": None, "final_snapshot_identifier": "last"}
    changed = {EAST: {**OLD_PRIMARY[EAST], **snapshot, "instance_class": "db.r6g.xlarge", "port": 8182}}
    project.write(REPLACING.format(kind=kind) + database(regions=changed))
    urn = urns["a" if kind.startswith("cluster:") else "a1"]
    for command in (("preview",), ("up", "--yes", "--skip-preview")):
        printed = " ".join(project.run(*command, fails=True).split())
        assert f"would be replaced: in the state it is {urn}" in printed
        assert f"pulumi state delete '{urn}' --target-dependents --force" in printed
    assert set(aws.writes()[before:]) <= {"ModifyDBCluster"}
    project.run("state", "delete", urn, "--target-dependents", "--force", "--yes")
    project.write(database(regions=OLD_PRIMARY))
    assert {operation for operation, _ in project.changes().values()} <= {"create", "import", "update"}


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
    project.write(database(regions=REGIONS))
    project.up()
    project.run("preview", "--expect-no-changes")
    found = aws.neptune(EAST).describe_db_clusters(DBClusterIdentifier="old-primary")["DBClusters"][0]
    assert (found["DeletionProtection"], found["BackupRetentionPeriod"]) == (True, 30)
    assert (found["IAMDatabaseAuthenticationEnabled"], found["EnabledCloudwatchLogsExports"]) == (True, ["audit"])
    assert aws.global_clusters()[0]["DeletionProtection"] is True
    for resource in (arn, instance_arn):
        assert aws.neptune(EAST).list_tags_for_resource(ResourceName=resource)["TagList"] == tags
    with aws.no_writes():
        assert "protect" in project.run("destroy", "--yes", fails=True)

"""The engine version of a global database that has a source cluster."""

from __future__ import annotations

PROGRAM = """
import pulumi
import pulumi_aws as aws
from neptune_global_component import GlobalCluster, source_cluster_options

source = aws.neptune.Cluster(
    "source",
    cluster_identifier="source",
    engine="neptune",
    engine_version="1.4.5.0",
    region="us-east-1",
    skip_final_snapshot=True,
    opts=source_cluster_options(),
)
writer = aws.neptune.ClusterInstance(
    "writer",
    identifier="source-1",
    cluster_identifier=source.id,
    engine="neptune",
    instance_class="db.r6g.large",
    region="us-east-1",
)
member = {{"instance_class": "db.r6g.large", "skip_final_snapshot": True}}
orders = GlobalCluster(
    "orders",
    {{"global_cluster_identifier": "orders", "regions": {{{regions}}}, {more}}},
    opts=pulumi.ResourceOptions(depends_on=[writer]),
)
for name in ("engine_version", "primary_region"):
    pulumi.export(name, getattr(orders, name))
"""
SOURCE = '"source_db_cluster_identifier": source.arn,'


def program(*, source=SOURCE, version="1.4.5.0", regions=("eu-west-1",)):
    """Return a program with a source cluster and its global database."""
    listed = ", ".join(f'"{region}": member' for region in regions)
    return PROGRAM.format(regions=listed, more=f'{source}"engine_version": "{version}"')


def test_an_upgrade_beside_a_source(project):
    """The version can be set and upgraded, including the source cluster."""
    project.write(program())
    project.up()
    project.write(program(version="1.4.6.0"))
    assert "upgrade to 1.4.6.0: eu-west-1, then us-east-1" in project.run("preview")
    assert project.up()["engine_version"] == "1.4.6.0"
    project.run("preview", "--refresh", "--expect-no-changes")


def test_the_primary_stays_when_the_source_argument_is_removed(project, aws):
    """No switchover is planned, in this update and later ones."""
    both = ("eu-west-1", "us-west-2")
    for regions in (both[:1], both):
        project.write(program(regions=regions))
        project.up()
        project.write(program(source="", regions=regions))
        assert "switchover" not in project.run("preview")
        assert project.up()["primary_region"] == "us-east-1"
        project.run("preview", "--refresh", "--expect-no-changes")
        project.write(program(source="", version="1.4.6.0", regions=regions))
        assert "upgrade to 1.4.6.0" in project.run("preview")
    assert "SwitchoverGlobalCluster" not in aws.writes()


def test_another_version_than_the_sources_at_creation(project, aws):
    """The preview fails with the version to set; creation works with it, or without a version."""
    arn = aws.cluster("mine", EngineVersion="1.4.5.0")
    text = PROGRAM.split("source = ", maxsplit=1)[0] + "GlobalCluster('orders', {args})\n"
    args = {"global_cluster_identifier": "orders", "source_db_cluster_identifier": arn}
    project.write(text.format(args={**args, "engine_version": "1.4.6.0"}))
    printed = project.run("preview", fails=True)
    assert "engine_version: '1.4.6.0' is not the version of the source cluster" in printed
    assert "Set '1.4.5.0' or remove engine_version now" in printed
    project.write(text.format(args={**args, "engine_version": "1.4.5.0"}))
    project.up()
    (created,) = aws.calls("CreateGlobalCluster")
    assert "EngineVersion" not in created["parameters"]
    project.run("preview", "--refresh", "--expect-no-changes")

"""The engine version of a global database that has a source cluster."""

from __future__ import annotations

from programs import Code, program, source_cluster

BEFORE = source_cluster(engine="neptune", engine_version="1.4.5.0")
SOURCE = Code("source.arn")


def beside(*, source=SOURCE, version="1.4.5.0", regions=("eu-west-1",)):
    """Return a program with a source cluster and its global database."""
    return program(
        *regions,
        primary_region=None,
        source_db_cluster_identifier=source,
        engine_version=version,
        before=BEFORE,
        options="pulumi.ResourceOptions(depends_on=[writer])",
        exports=("engine_version", "primary_region"),
    )


def test_an_upgrade_beside_a_source(project):
    """The version can be set and upgraded, including the source cluster."""
    project.write(beside())
    project.up()
    project.write(beside(version="1.4.6.0"))
    assert "upgrade to 1.4.6.0: eu-west-1, then us-east-1" in project.run("preview")
    assert project.up()["engine_version"] == "1.4.6.0"
    project.run("preview", "--refresh", "--expect-no-changes")


def test_the_primary_stays_when_the_source_argument_is_removed(project, aws):
    """No switchover is planned, in this update and later ones."""
    both = ("eu-west-1", "us-west-2")
    for regions in (both[:1], both):
        project.write(beside(regions=regions))
        project.up()
        project.write(beside(source=None, regions=regions))
        assert "switchover" not in project.run("preview")
        assert project.up()["primary_region"] == "us-east-1"
        project.run("preview", "--refresh", "--expect-no-changes")
        project.write(beside(source=None, version="1.4.6.0", regions=regions))
        assert "upgrade to 1.4.6.0" in project.run("preview")
    assert "SwitchoverGlobalCluster" not in aws.writes()


def test_another_version_than_the_sources_at_creation(project, aws):
    """The preview fails with the version to set; creation works with it, or without a version."""
    arn = aws.cluster("mine", EngineVersion="1.4.5.0")
    project.write(program(source_db_cluster_identifier=arn, engine_version="1.4.6.0"))
    printed = project.run("preview", fails=True)
    assert "engine_version: '1.4.6.0' is not the version of the source cluster" in printed
    assert "Set '1.4.5.0' or remove engine_version now" in printed
    project.write(program(source_db_cluster_identifier=arn, engine_version="1.4.5.0"))
    project.up()
    (created,) = aws.calls("CreateGlobalCluster")
    assert "EngineVersion" not in created["parameters"]
    project.run("preview", "--refresh", "--expect-no-changes")

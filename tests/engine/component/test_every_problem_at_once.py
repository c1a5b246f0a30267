"""Every problem of a changed program is in one error, in preview and in `up`."""

from __future__ import annotations

from test_intents import EAST, THIRD, WEST, program, version


def test_every_problem_of_a_change_is_in_one_error(project, aws):
    """What the arguments, AWS and the state show is reported together, and nothing is written."""
    project.write(program(more=version("1.4.6.0")))
    project.up()
    before = len(aws.writes())
    project.write(program(WEST, (EAST, WEST, THIRD), more=version("1.4.5.0") + '"storage_encrypted": True,'))
    for command in (["preview"], ["up", "--yes", "--skip-preview"]):
        printed = project.run(*command, fails=True)
        assert "GlobalCluster 'orders': 3 problems; nothing was changed." in printed
        assert "- storage_encrypted: can't change from False to True" in printed
        assert "- engine_version: '1.4.5.0' is a downgrade" in printed
        assert 'regions["us-west-2"]: is new' in printed
        assert "Traceback" not in printed
        assert "before hook" not in printed
    assert len(aws.writes()) == before


def test_an_engine_version_that_aws_does_not_have(project, aws):
    """It fails in preview with versions that work; a preview without changes asks for none."""
    project.write(program(regions=(EAST,), more=version("1.4.99.0")))
    printed = project.run("preview", fails=True)
    assert "engine_version: '1.4.99.0' is not an engine version that AWS has. Set one of the newest (" in printed
    assert aws.writes() == []
    newest = printed.partition("the newest (")[2].partition(")")[0].split(", ")[-1]
    project.write(program(regions=(EAST,), more=version(newest)))
    assert project.up()["engine_version"] == newest
    asked = len(aws.calls("DescribeDBEngineVersions"))
    project.run("preview", "--expect-no-changes")
    assert len(aws.calls("DescribeDBEngineVersions")) == asked


def test_an_engine_version_that_can_not_be_checked(project, aws):
    """Without the permission, a preview warns and goes on."""
    denied = {"operation": "DescribeDBEngineVersions", "errorCode": "AccessDenied", "times": 100}
    aws.local.settings({"faults": [denied]})
    project.write(program(regions=(EAST,), more=version("1.4.6.0")))
    assert "Whether AWS has the engine version is not checked." in project.run("preview")

"""Every problem of a changed program is in one error, in preview and in `up`."""

from __future__ import annotations

from test_intents import EAST, THIRD, WEST, database


def test_every_problem_of_a_change_is_in_one_error(project, aws):
    """Problems in the arguments, in AWS and in the state are reported together, and nothing is written."""
    project.write(database(engine_version="1.4.6.0"))
    project.up()
    before = len(aws.writes())
    project.write(database(WEST, (EAST, WEST, THIRD), engine_version="1.4.5.0", storage_encrypted=True))
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
    """The preview fails with valid versions; a preview without changes does not read them."""
    project.write(database(regions=(EAST,), engine_version="1.4.99.0"))
    printed = project.run("preview", fails=True)
    assert "engine_version: '1.4.99.0' is not an engine version that AWS has. Set one of the newest (" in printed
    assert aws.writes() == []
    newest = printed.partition("the newest (")[2].partition(")")[0].split(", ")[-1]
    project.write(database(regions=(EAST,), engine_version=newest))
    assert project.up()["engine_version"] == newest
    asked = len(aws.calls("DescribeDBEngineVersions"))
    project.run("preview", "--expect-no-changes")
    assert len(aws.calls("DescribeDBEngineVersions")) == asked


def test_an_engine_version_that_can_not_be_checked(project, aws):
    """Without the permission, a preview warns and continues."""
    denied = {"operation": "DescribeDBEngineVersions", "errorCode": "AccessDenied", "times": 100}
    aws.local.settings({"faults": [denied]})
    project.write(database(regions=(EAST,), engine_version="1.4.6.0"))
    assert "Whether AWS has the engine version is not checked." in project.run("preview")


def test_an_instance_class_that_aws_does_not_offer(project, aws):
    """The preview of a creation, of another region and of a change fails; other previews do not read the classes."""
    asked = "DescribeOrderableDBInstanceOptions"
    wrong = database(regions=(EAST, WEST)).replace("db.r6g.large", "db.r99.large")
    project.write(wrong)
    printed = project.run("preview", fails=True)
    assert "GlobalCluster 'orders': 2 problems; nothing was changed." in printed
    for region in (EAST, WEST):
        assert (
            f"regions[\"{region}\"].instance_class: 'db.r99.large' is not an instance class that AWS offers" in printed
        )
    offered = printed.partition("Set one that it offers, for example ")[2].partition(".\n")[0].split(", ")
    assert all(one.startswith("db.") and one.endswith(".large") for one in offered)
    project.write(database(regions=(EAST,)).replace("db.r6g.large", offered[-1]))
    project.up()
    calls = len(aws.calls(asked))
    project.run("preview", "--expect-no-changes")
    assert len(aws.calls(asked)) == calls
    with aws.no_writes():
        project.write(wrong)
        assert "2 problems" in project.run("up", "--yes", "--skip-preview", fails=True)
        project.write(database(regions=(EAST, WEST)).replace("db.r6g.large", "db.r9g.large"))
        project.run("preview")
    assert {call["region"] for call in aws.calls(asked)[-2:]} == {EAST, WEST}


def test_an_engine_version_and_an_instance_class_that_aws_does_not_have(project):
    """Only the version is reported, because AWS has no instance classes for it."""
    project.write(database(regions=(EAST,), engine_version="1.4.99.0").replace("db.r6g.large", "db.r99.large"))
    printed = project.run("preview", fails=True)
    assert "engine_version: '1.4.99.0'" in printed
    assert "instance_class" not in printed


def test_an_instance_class_that_can_not_be_checked(project, aws):
    """Without the permission, a preview warns once and continues."""
    denied = {"operation": "DescribeOrderableDBInstanceOptions", "errorCode": "AccessDenied", "times": 100}
    aws.local.settings({"faults": [denied]})
    project.write(database(regions=(EAST, WEST)))
    printed = project.run("preview")
    assert "Whether AWS offers the instance class is not checked." in printed
    assert (
        "Allow rds:DescribeOrderableDBInstanceOptions, which `neptune-global iam-policy --read-only` includes."
        in printed
    )

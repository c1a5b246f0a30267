"""Switchover and engine upgrade by changed arguments: announced in a preview, done in an update."""

from __future__ import annotations

import pytest
from mock_engine import RefusedByHookError
from mock_regions import hidden, unknown

from neptune_global_component.core.errors import InvalidArgsError

TWO = ["us-east-1", "eu-west-1"]
IDENTIFIER = "orders-global"
READS = {"DescribeGlobalClusters", "DescribeDBClusters", "DescribeDBInstances", "DescribeDBEngineVersions"}


@pytest.fixture
def acts(monkeypatch):
    """Record the operations' calls instead of waiting for a real AWS."""
    asked = []

    def take(name):
        def run(connect, report, **given):
            assert connect("neptune")
            asked.append((name, given))
            report(f"{name} begins")

        return run

    for name in ("switchover", "upgrade"):
        monkeypatch.setattr(f"neptune_global_component.aws.operations.{name}.run", take(name))
    return asked


def children(engine):
    """Return the names of the resources outside AWS that the last run registered."""
    return [one.name for one in engine.registered if one.type == "pulumi:index:Stash"]


@pytest.mark.parametrize("run", ["preview_of", "up"])
def test_nothing_happens_at_the_creation(engine, database, acts, run):
    """The creation uses the declared version and region, and starts no operation."""
    getattr(engine, run)(database(names=TWO, engine_version="1.4.6.0"))
    assert (acts, engine.said, engine.warnings) == ([], [], [])
    assert children(engine) == ["x-declared", "x-engine-version", "x-primary-region"]


def test_an_intent_is_there_where_it_is_given(engine, program):
    """Without regions there is no primary to move, and without a version there is no upgrade."""
    engine.up(program())
    assert children(engine) == ["x-declared"]


ANNOUNCED = {
    "switchover: us-east-1 -> eu-west-1; writes fail meanwhile, and readers lose their connections": {
        "primary": "eu-west-1"
    },
    "upgrade to 1.4.6.1: eu-west-1, then us-east-1": {"engine_version": "1.4.6.1"},
}


@pytest.mark.parametrize("announced", ANNOUNCED)
def test_a_preview_announces_it(engine, database, fake_neptune, acts, announced):
    """The preview shows the consequences of a switchover, or the order of an upgrade, and only reads AWS."""
    engine.up(database(names=TWO))
    fake_neptune.calls.clear()
    engine.preview_of(database(names=TWO, **ANNOUNCED[announced]))
    assert engine.said == [f"GlobalCluster 'x': {announced}"]
    assert acts == []
    assert {name for name, *_ in fake_neptune.calls} <= READS


def test_an_update_switches_over(engine, database, acts):
    """The switchover runs after all members are updated, and shows its progress."""
    engine.up(database(names=TWO))
    engine.up(database(names=TWO, primary="eu-west-1"))
    assert acts == [("switchover", {"identifier": IDENTIFIER, "to": "eu-west-1"})]
    assert engine.said == ["switchover begins"]
    (intent,) = [one for one in engine.registered if one.name == "x-primary-region"]
    assert set(intent.depends_on) == {f"x-{name}{end}" for name in TWO for end in ("", "-1")}


def test_the_last_update_is_what_is_compared_with(engine, database, fake_neptune, acts):
    """The program is compared with the last update, not the first one: switching over and back is two switchovers."""
    engine.up(database(names=TWO))
    members = fake_neptune.global_clusters[IDENTIFIER]["GlobalClusterMembers"]
    for primary in ("eu-west-1", "us-east-1"):
        engine.up(database(names=TWO, primary=primary))
        for one in members:
            one["IsWriter"] = f":{primary}:" in one["DBClusterArn"]
        assert engine.warnings == []
    assert [given["to"] for _, given in acts] == ["eu-west-1", "us-east-1"]


def test_a_switchover_that_adds_a_region_is_refused(engine, database, acts):
    """The preview fails."""
    engine.up(database(names=TWO))
    both = database(names=[*TWO, "ap-northeast-1"], primary="eu-west-1")
    for run in (engine.preview_of, engine.up):
        with pytest.raises(InvalidArgsError, match=r'regions\["ap-northeast-1"\]: is new, and primary_region changes'):
            run(both)
    assert acts == []


def test_a_switchover_that_aws_would_refuse_is_refused_in_preview(engine, database, fake_neptune):
    """The preview fails with the reason."""
    engine.up(database(names=TWO))
    del fake_neptune.clusters["eu-west-1", f"{IDENTIFIER}-eu-west-1"]["DBClusterMembers"][:]
    with pytest.raises(InvalidArgsError, match=r"'eu-west-1' can't become the primary: it has no available instance"):
        engine.preview_of(database(names=TWO, primary="eu-west-1"))


def test_a_failed_switchover_is_tried_again(engine, database, monkeypatch, acts):
    """The state keeps the old region until the switchover succeeds."""
    engine.up(database(names=TWO))
    program = database(names=TWO, primary="eu-west-1")
    with monkeypatch.context() as broken:

        def fail(**_):
            raise RuntimeError("no")

        broken.setattr("neptune_global_component.aws.operations.switchover.run", fail)
        with pytest.raises(RefusedByHookError, match="no"):
            engine.up(program)
    engine.up(program)
    assert acts == [("switchover", {"identifier": IDENTIFIER, "to": "eu-west-1"})]


def test_the_region_of_an_unknown_source_is_not_checked(engine, database, acts):
    """The preview succeeds without an announcement."""
    source = "arn:aws:rds:us-west-2:123456789012:cluster:orders"
    engine.up(database(names=TWO, primary=None, source_db_cluster_identifier=source))
    engine.preview_of(database(names=TWO, primary=None, source_db_cluster_identifier=unknown))
    assert (acts, engine.said) == ([], [])


@pytest.mark.parametrize("allowed", [True, False])
def test_an_update_upgrades(engine, database, acts, allowed):
    """The upgrade runs before all other changes; a major upgrade needs a permission in the program."""
    engine.up(database(names=TWO, engine_version="1.4.6.0"))
    engine.up(database(names=TWO, engine_version="1.4.6.1", allow_major_version_upgrade=allowed))
    assert acts == [("upgrade", {"identifier": IDENTIFIER, "wanted": "1.4.6.1", "allow_major": allowed})]
    assert engine.said == ["upgrade begins"]
    assert "x-engine-version" in engine.named("GlobalCluster").depends_on


def test_a_new_member_has_the_version_that_is_upgraded_to(engine, database, acts):
    """A new member gets the upgraded version; in the next update it gets the version that AWS runs."""
    engine.up(database(names=["us-east-1"], engine_version="1.4.6.0"))
    program = database(names=TWO, engine_version="1.4.6.1")
    versions = []
    for _ in range(2):
        engine.up(program)
        versions.append(
            [one.inputs["engineVersion"] for one in engine.registered if one.type == "aws:neptune/cluster:Cluster"]
        )
    assert versions == [["1.4.6.1"] * 2, ["1.4.6.0"] * 2]
    assert len(acts) == 1


@pytest.mark.parametrize("run", ["preview_of", "up"])
def test_a_secret_version_is_compared_too(engine, database, fake_neptune, acts, run):
    """The last version is a secret in the state; a newer version in AWS takes precedence."""
    program = database(names=TWO, engine_version=hidden("1.4.6.0"))
    engine.up(program)
    fake_neptune.global_clusters[IDENTIFIER]["EngineVersion"] = "1.4.6.1"
    getattr(engine, run)(program)
    (warning,) = engine.warnings
    assert "AWS runs 1.4.6.1, which is newer than [secret]" in warning
    assert (acts, engine.said) == ([], [])


@pytest.mark.parametrize("run", ["preview_of", "up"])
def test_a_version_that_runs_already_is_written_down(engine, database, acts, run):
    """If AWS already runs the version, nothing is upgraded."""
    engine.up(database(names=TWO))
    getattr(engine, run)(database(names=TWO, engine_version="1.4.6.0"))
    assert (acts, engine.said) == ([], [])


@pytest.mark.parametrize(
    ("version", "text"),
    [
        ("1.4.6.9", "is not a version that AWS upgrades 1.4.6.0 to"),
        ("1.4.5.0", "is a downgrade, which AWS does not support"),
    ],
)
def test_a_version_that_aws_lacks_is_refused_in_preview(engine, database, version, text):
    """The preview fails as AWS would fail in the update."""
    engine.up(database(names=TWO))
    with pytest.raises(InvalidArgsError, match=text):
        engine.preview_of(database(names=TWO, engine_version=version))


def test_an_unknown_version_is_not_checked(engine, database, acts):
    """The preview succeeds without an announcement."""
    engine.up(database(names=TWO, engine_version="1.4.6.0"))
    engine.preview_of(database(names=TWO, engine_version=unknown))
    assert (acts, engine.said) == ([], [])


@pytest.mark.parametrize("change", [{"engine_version": "1.4.6.1"}, {"primary": "eu-west-1"}])
def test_a_read_that_is_denied_in_preview_is_a_warning(engine, database, fake_neptune, change):
    """With read access denied, the preview succeeds and warns that nothing was checked."""
    engine.up(database(names=TWO))
    fake_neptune.faults["DescribeDBInstances"] = "AccessDenied"
    engine.preview_of(database(names=TWO, **change))
    (warning,) = engine.warnings
    assert warning.startswith("GlobalCluster 'x': DescribeDBInstances was refused in ")
    assert warning.endswith(" What the update would do is not checked.")
    assert engine.said == []


@pytest.mark.parametrize("change", [{"engine_version": "1.4.6.1"}, {"primary": "eu-west-1"}])
def test_without_a_read_of_aws(engine, database, acts, change):
    """With observe: false a preview does not call AWS, but an update makes the change."""
    engine.up(database(names=TWO, observe=False))
    engine.preview_of(database(names=TWO, observe=False, **change))
    assert (acts, engine.said) == ([], [])
    engine.up(database(names=TWO, observe=False, **change))
    assert len(acts) == 1
    assert engine.outputs["x"]["primaryRegion"] == change.get("primary", "us-east-1")


def test_after_a_failover_outside_pulumi_nothing_is_changed(engine, database, fake_neptune, acts):
    """The state records the new primary even if the lost region does not answer, and AWS is not changed."""
    engine.up(database(names=TWO))
    for member in fake_neptune.global_clusters[IDENTIFIER]["GlobalClusterMembers"]:
        member["IsWriter"] = ":eu-west-1:" in member["DBClusterArn"]
    fake_neptune.faults["DescribeDBClusters", "us-east-1"] = "InternalFailure"
    fake_neptune.faults["DescribeDBInstances", "us-east-1"] = "InternalFailure"
    engine.up(database(names=TWO, primary="eu-west-1"))
    assert acts == []
    fake_neptune.faults.clear()
    engine.preview_of(database(names=TWO, primary="eu-west-1"))
    assert (engine.said, engine.warnings) == ([], [])

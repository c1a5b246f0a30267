"""Reads of the Pulumi state: only resources that are certainly not in the state are imported."""

from __future__ import annotations

import pulumi
import pytest
from mock_regions import NAMES
from mock_results import forget, imports, options

from neptune_global_component import GlobalCluster

OF_EUROPE = ("x-eu-west-1", "x-eu-west-1-1")


@pytest.fixture
def cut_off(engine, one):
    """Make a program whose cluster is in AWS but not in the state."""
    program = one()
    engine.up(program)
    forget(engine, *OF_EUROPE)
    return program


def test_what_the_state_lacks_is_imported(engine, cut_off):
    """The cluster and its instance are imported, each in its region."""
    engine.preview_of(cut_off)
    assert set(imports(engine).values()) == {"orders-global-eu-west-1@eu-west-1", "orders-global-eu-west-1-1@eu-west-1"}


def has_too(engine, kind, outputs):
    """Add a resource to the state."""
    urn = f"urn:pulumi:stack::project::{kind}::mine"
    engine.made[urn] = {"type": kind, "outputs": outputs}
    engine.state[urn] = outputs


@pytest.mark.parametrize("arn", [None, 1.0])
def test_nothing_is_imported_if_the_state_lacks_an_arn_of_that_type(engine, cut_off, arn):
    """Nothing is imported if a resource of the same type in the state has no ARN; other types do not matter."""
    has_too(engine, "aws:neptune/cluster:Cluster", {"arn": arn})
    engine.preview_of(cut_off)
    assert set(imports(engine).values()) == {"orders-global-eu-west-1-1@eu-west-1"}


def test_what_a_component_never_makes_is_no_part_of_it(engine, cut_off):
    """A snapshot does not prevent an import."""
    arn = "arn:aws:rds:eu-west-1:123456789012:cluster-snapshot:mine"
    has_too(engine, "aws:neptune/clusterSnapshot:ClusterSnapshot", {"dbClusterSnapshotArn": arn})
    engine.preview_of(cut_off)
    assert len(imports(engine)) == 2


@pytest.mark.parametrize(("skip", "asked"), [({}, True), ({"skip_final_snapshot": True}, False)])
def test_the_last_snapshot_of_a_region_that_goes(engine, database, fake_neptune, skip, asked):
    """The name is looked up only if this update deletes the region's cluster."""
    last = {"final_snapshot_identifier": "last", "skip_final_snapshot": False, **skip}
    both = database({"eu-west-1": last}, names=["us-east-1", "eu-west-1"])
    engine.up(both)
    engine.preview_of(both)
    look = ("DescribeDBClusterSnapshots", "eu-west-1", "last")
    assert look not in fake_neptune.calls
    engine.preview_of(database(names=["us-east-1"]))
    assert (look in fake_neptune.calls) is asked


@pytest.fixture
def last_declared(monkeypatch):
    """Record the last update that each plan uses."""
    found = []
    monkeypatch.setattr(
        "neptune_global_component.component.planning.warnings", lambda plan: found.append(plan.state) or ()
    )
    return found


def test_what_the_last_update_declared(engine, database, last_declared):
    """It is empty at first; then it has the arguments and resources of the last finished update."""
    names = ["us-east-1", "eu-west-1"]
    programs = [
        database(names=names[:1], engine_version="1.4.6.0"),
        database({"eu-west-1": {"cluster_identifier": "mine", "instances": 2}}, names=names, engine_version="1.4.6.0"),
    ]
    for program in programs:
        engine.preview_of(program)
        engine.up(program)
    engine.preview_of(programs[0])
    first = {"us-east-1": "orders-global-us-east-1"}
    instances = {"x-us-east-1-1": "orders-global-us-east-1-1"}
    second = instances | {"x-eu-west-1-1": "mine-1", "x-eu-west-1-2": "mine-2"}
    expected = [
        *[(None, None, {}, {}, False)] * 2,
        *[("1.4.6.0", "us-east-1", first, instances, True)] * 2,
        ("1.4.6.0", "us-east-1", first | {"eu-west-1": "mine"}, second, True),
    ]
    assert [
        (
            one.engine_version,
            one.primary_region,
            {region: arn.rpartition(":")[2] for region, arn in one.clusters.items()},
            one.instances,
            one.has_global_cluster,
        )
        for one in last_declared
    ] == expected


def test_a_component_whose_name_begins_as_another_s(engine, program, database, last_declared):
    """The state's ``orders-eu-eu-west-1`` does not belong to the component ``orders``."""

    def both():
        database(names=["us-east-1"], name="x")()
        database(names=["us-east-1"], name="x-us", global_cluster_identifier="other")()
        program(name="x-1", global_cluster_identifier="third")()

    engine.up(both)
    last_declared.clear()
    engine.preview_of(both)
    assert sorted((sorted(one.clusters), sorted(one.instances), len(one.other_urns)) for one in last_declared) == [
        ([], [], 6),
        (["us-east-1"], ["x-us-east-1-1"], 4),
        (["us-east-1"], ["x-us-us-east-1-1"], 4),
    ]
    assert {one.misnamed for one in last_declared} == {frozenset()}


def test_a_global_cluster_that_was_not_read_after_its_creation(engine, one, last_declared):
    """It is in the state with its inputs only, so the next update is not the first one."""
    program = one()
    engine.up(program)
    (whole,) = [made for urn, made in engine.made.items() if "globalCluster" in urn]
    whole["outputs"].update({"arn": None})
    engine.preview_of(program)
    assert [made.is_incomplete for made in last_declared] == [False, True]
    assert last_declared[1].clusters.keys() == {"eu-west-1"}


def test_components_that_are_made_while_one_waits_for_the_state(engine, monkeypatch):
    """Each waits outside the other's call; nested waits would exceed Python's recursion limit."""
    waits, read = [], pulumi.runtime.invoke

    def one(name):
        return GlobalCluster(name, {"global_cluster_identifier": f"orders-{name}"})

    def invoke(*arguments):
        waits.append(one("within"))
        return read(*arguments)

    monkeypatch.setattr("pulumi.runtime.invoke", invoke)
    for run in (engine.preview_of, engine.up):
        run(lambda: one("first"))
    assert len(waits) == 2
    assert engine.outputs.keys() >= {"first", "within"}


@pytest.mark.parametrize("failures", [1, 3])
def test_a_state_that_is_just_being_written_is_read_again(engine, cut_off, monkeypatch, failures):
    """A partly written state is read again, because resources in it must not be created twice."""
    read, errors = pulumi.runtime.invoke, [Exception("failed to load checkpoint: EOF")] * failures

    def invoke(*arguments):
        if errors:
            raise errors.pop()
        return read(*arguments)

    monkeypatch.setattr("pulumi.runtime.invoke", invoke)
    engine.preview_of(cut_off)
    assert len(imports(engine)) == 2


def test_resources_in_the_state_are_not_imported(engine, database):
    """A resource in the state is not imported, which would replace it."""
    program = database({"eu-west-1": {"subnet_ids": ["subnet-1"]}})
    for run in (engine.up, engine.preview_of):
        run(program)
        below = {name: one for name, one in options(engine, "import_id").items() if name[0] != "GlobalCluster"}
        assert set(below.values()) == {""}
        assert len(below) == 7


def test_an_interrupted_update_continues(engine, database, fake_neptune):
    """The next update imports each resource that the interrupted update created, and changes no other."""
    program = database({"eu-west-1": {"subnet_ids": ["subnet-1"]}}, names=NAMES[:2])
    engine.up(program)
    forget(engine, *OF_EUROPE)
    del fake_neptune.clusters["eu-west-1", "orders-global-eu-west-1"]["DBClusterMembers"][:]
    engine.up(program)
    assert imports(engine) == {("Cluster", "x-eu-west-1"): "orders-global-eu-west-1@eu-west-1"}


def test_a_subnet_group_of_an_interrupted_update(engine, database, fake_neptune):
    """A subnet group is read in AWS if its cluster was not created."""
    program = database({"eu-west-1": {"subnet_ids": ["subnet-1"]}}, names=NAMES[:2])
    engine.up(program)
    forget(engine, *OF_EUROPE)
    members = fake_neptune.global_clusters["orders-global"]["GlobalClusterMembers"]
    members[:] = [one for one in members if ":eu-west-1:" not in one["DBClusterArn"]]
    del fake_neptune.clusters["eu-west-1", "orders-global-eu-west-1"]
    engine.preview_of(program)
    found = options(engine, "import_id")
    assert found["SubnetGroup", "x-eu-west-1"] == "orders-global-eu-west-1@eu-west-1"
    assert found["Cluster", "x-eu-west-1"] == ""

"""Errors about regions before anything is written."""

from __future__ import annotations

import asyncio

import pulumi
import pytest
from mock_regions import NAMES, REGION, hidden, later, unknown

from neptune_global_component import GlobalCluster, InvalidArgsError

COMPONENT = "neptune-global:index:GlobalCluster"
US, EU = NAMES[:2]
RUNS = pytest.mark.parametrize("run", ["preview_of", "up"])


def problems(run, program, error=InvalidArgsError):
    """Return the rendered findings of the error that ends a program."""
    with pytest.raises(error) as caught:
        run(program)
    first, *found = str(caught.value).split("\n  - ")
    assert first.startswith("GlobalCluster 'x': ")
    return found


@RUNS
def test_plain_arguments_are_refused_in_the_constructor(engine, database, run):
    """Each finding has its path, and the component is not registered."""
    bad = database({US: {"port": 1}, EU: {"instance_class": "db.t3.medium"}})
    assert problems(getattr(engine, run), bad) == [
        'regions["us-east-1"].port: 1 is out of range. Set a number from 1150 to 65535.',
        (
            "regions[\"eu-west-1\"].instance_class: 'db.t3.medium' is burstable, which AWS rejects in a global "
            "database. Set for example 'db.r6g.large'."
        ),
    ]
    assert engine.registered == []


@RUNS
def test_outputs_are_refused_when_they_are_known(engine, database, fake_neptune, run):
    """Outputs are checked with all other arguments before a child is registered and before AWS is read."""
    bad = database({US: {"port": later(1)}, EU: {"port": 2}}, names=[US, EU])
    assert problems(getattr(engine, run), bad) == [
        'regions["us-east-1"].port: 1 is out of range. Set a number from 1150 to 65535.',
        'regions["eu-west-1"].port: 2 is out of range. Set a number from 1150 to 65535.',
    ]
    assert {one.type for one in engine.registered} <= {COMPONENT}
    assert fake_neptune.calls == []


@RUNS
def test_a_secret_of_a_region_is_not_shown(engine, database, run):
    """Secrets, also in a list, are hidden; the value beside one is shown."""
    given = {
        US: {"port": lambda: pulumi.Output.secret(123456)},
        EU: {"port": 123456, "neptune_subnet_group_name": "mine"},
    }
    given[EU]["subnet_ids"] = lambda: ["subnet-1", pulumi.Output.secret("hidden")]
    assert problems(getattr(engine, run), database(given, names=[US, EU])) == [
        'regions["us-east-1"].port: [secret] is out of range. Set a number from 1150 to 65535.',
        'regions["eu-west-1"].port: 123456 is out of range. Set a number from 1150 to 65535.',
        (
            'regions["eu-west-1"].subnet_ids: [secret] can\'t be set beside neptune_subnet_group_name. Remove one '
            "of the two."
        ),
    ]


def test_unknown_values_are_not_checked(engine, one):
    """The preview succeeds."""
    engine.preview_of(one({"instance_class": unknown}))
    assert "x-eu-west-1" in {one.name for one in engine.registered}


async def coroutine():
    """Return a value later."""
    return 1


def future():
    """Return a value later."""
    made = asyncio.get_running_loop().create_future()
    made.set_result(1)
    return made


PLAIN = "is an output. Set a plain value: the program must know it when it runs."


@RUNS
@pytest.mark.parametrize("value", [later(1), coroutine, future, unknown])
def test_what_decides_about_children_is_plain(engine, program, run, value):
    """Regions, their maps and their numbers of instances must not be outputs, coroutines or futures."""
    run = getattr(engine, run)
    whole = {"regions": lambda: {EU: {**REGION, "instances": value()}}}
    assert problems(run, program(**whole, primary_region=value)) == [
        f"primary_region: {PLAIN}",
        f'regions["eu-west-1"].instances: {PLAIN}',
    ]
    assert problems(run, program(regions=value)) == [f"regions: {PLAIN}"]
    assert problems(run, program(regions=lambda: {EU: value()})) == [
        'regions["eu-west-1"]: is an output. Set a plain map; its values may be outputs.'
    ]
    assert {one.type for one in engine.registered} <= {COMPONENT, "aws:neptune/cluster:Cluster"}


@pytest.mark.parametrize("instances", [2.5, float("nan"), float("inf"), -1, 10**9, 10**400])
def test_a_wrong_number_of_instances_makes_no_children(engine, one, instances):
    """An invalid number of instances creates no children, even if an output delays the checks."""
    bad = one({"instances": instances, "port": later(8182)})
    (found,) = problems(engine.preview_of, bad)
    prefix = 'regions["eu-west-1"].instances: '
    assert found.removeprefix(prefix).startswith(
        ("must be a whole number", f"{instances!r} is not a valid number of instances")
    )
    assert {one.type for one in engine.registered} <= {COMPONENT}


@RUNS
def test_keys_that_are_no_texts(engine, program, run):
    """Keys that are not strings are findings, also beside outputs."""
    for port in (8182, later(8182)):
        bad = program(regions=lambda port=port: {1: {**REGION, "port": port() if callable(port) else port, 7: 1}})
        first, second = problems(getattr(engine, run), bad)
        assert first == "regions[\"1\"]: is not the name of a region. Set for example 'eu-west-1'."
        assert second.startswith('regions["1"].7: is not an argument of a region. Remove it; the arguments are ')


@RUNS
def test_a_subnet_group_that_exists_is_not_taken(engine, one, fake_neptune, run):
    """An existing subnet group fails before anything is created."""
    fake_neptune.subnet_groups = {(EU, f"orders-global-{EU}")}
    bad = one({"subnet_ids": ["subnet-1"]})
    assert problems(getattr(engine, run), bad, InvalidArgsError) == [
        (
            "regions[\"eu-west-1\"].subnet_ids: the subnet group 'orders-global-eu-west-1' already exists in AWS and "
            "is not in this stack. Set it as neptune_subnet_group_name instead, or set another cluster_identifier."
        )
    ]
    assert [one.type for one in engine.registered] == [COMPONENT]


@pytest.mark.parametrize(
    ("before", "after", "finding"),
    [
        ({"port": 8183}, {"port": 8184}, "port: can't change from 8183 to 8184: pulumi-aws would replace"),
        (
            {},
            {"cluster_identifier": "other"},
            "cluster_identifier: can't change from 'orders-global-eu-west-1' to 'other'",
        ),
        (
            {"neptune_subnet_group_name": "mine"},
            {"neptune_subnet_group_name": later("other")},
            "neptune_subnet_group_name: can't change from 'mine' to 'other'",
        ),
        (
            {"neptune_subnet_group_name": hidden("hidden")},
            {"neptune_subnet_group_name": hidden("hidden-too")},
            "neptune_subnet_group_name: can't change from [secret] to [secret]",
        ),
        ({"subnet_ids": ["subnet-1"]}, {}, "subnet_ids: can't be removed: AWS never changes the subnet group"),
        ({}, {"subnet_ids": later(["subnet-1"])}, "subnet_ids: can't be added: AWS never changes the subnet group"),
    ],
)
def test_what_aws_never_changes_of_a_cluster(engine, one, before, after, finding):
    """A change of a fixed property fails in preview, before a child is planned."""
    engine.up(one(before))
    (found,) = problems(engine.preview_of, one(after), InvalidArgsError)
    assert found.startswith(f'regions["eu-west-1"].{finding}')
    assert "hidden" not in found
    assert [child.type for child in engine.registered] == [COMPONENT]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, {"port": 8182}),
        ({"port": 8183}, {}),
        ({}, {"cluster_identifier": "Orders-Global-EU-West-1"}),
        ({"cluster_identifier": "orders-global-eu-west-1"}, {"cluster_identifier": None}),
        ({}, {"instance_class": "db.r8g.large", "instances": 3, "tags": {"a": "1"}}),
    ],
)
def test_what_is_no_change_to_aws_passes(engine, one, before, after):
    """Defaults, another spelling and updatable properties are accepted."""
    engine.up(one(before))
    engine.preview_of(one(after))
    assert "x-eu-west-1" in {one.name for one in engine.registered}


def test_a_secondary_is_removed_and_another_one_added(engine, database):
    """One update can remove a secondary and add another one."""
    engine.up(database(names=[US, EU]))
    engine.preview_of(database(names=[US, NAMES[2]]))
    clusters = {one.name for one in engine.registered if one.type == "aws:neptune/cluster:Cluster"}
    assert clusters == {"x-us-east-1", "x-ap-northeast-1"}


def test_the_primary_is_not_removed(engine, database):
    """The preview shows what to do first."""
    engine.up(database(names=[US, EU]))
    assert problems(engine.preview_of, database(names=[EU], primary=EU)) == [
        (
            'regions["us-east-1"]: can\'t be removed: it has the primary now: '
            "arn:aws:rds:us-east-1:123456789012:cluster:orders-global-us-east-1. Restore it and switch over first: "
            "set primary_region: 'eu-west-1', run `pulumi up`, then remove the region."
        )
    ]


@pytest.mark.parametrize("observe", [True, False])
def test_a_region_is_not_removed_without_a_read(engine, database, fake_neptune, observe):
    """Without a read, a region can't be removed, because it could have the primary."""
    engine.up(database(names=[US, EU]))
    fake_neptune.faults["DescribeGlobalClusters"] = "AccessDenied"
    (found,) = problems(engine.preview_of, database(names=[US], observe=observe))
    assert found.startswith('regions["eu-west-1"]: can\'t be removed: AWS was not read')


def test_a_region_with_an_unmanaged_member_is_not_added(engine, database, fake_neptune):
    """A region with an unmanaged member fails before the primary is changed."""
    engine.up(database(names=[US]))
    fake_neptune.add_cluster(EU, "theirs", "orders-global")
    (found,) = problems(engine.preview_of, database(names=[US, EU]), InvalidArgsError)
    assert found.startswith('regions["eu-west-1"]: the global cluster already has a member there that is not in')


def test_the_program_may_catch_the_error(engine):
    """A program can catch the error of the constructor, and its findings have paths."""

    def program():
        with pytest.raises(InvalidArgsError) as caught:
            GlobalCluster("x", {"global_cluster_identifier": "orders", "regions": {EU: {"port": 1}}})
        return [finding.path for finding in caught.value.findings]

    assert engine.up(program) == [
        f'regions["eu-west-1"].{key}' for key in ("instance_class", "final_snapshot_identifier", "port")
    ]

"""The children: types, inputs and options."""

from __future__ import annotations

import asyncio

import pulumi
import pulumi_aws as aws
import pytest
from mock_engine import UNKNOWN

from neptune_global_component import GlobalCluster

SOURCE = "arn:aws:rds:eu-west-1:123456789012:cluster:orders"


def source_cluster():
    """The ARN of a cluster of the same program, which is unknown in the preview that creates it."""
    return aws.neptune.Cluster("source", cluster_identifier="orders", region="eu-west-1").arn


def described(resource):
    """Return type, name and parent of a resource."""
    return (resource.type, resource.name, resource.parent)


@pytest.mark.parametrize("args", [{}, {"source_db_cluster_identifier": SOURCE}, {"observe": False}])
def test_there_are_these_children_and_no_others(engine, program, args):
    """Types, names and parents are part of every user's URNs: a change would replace a database."""
    engine.up(program(**args))
    assert [described(one) for one in engine.registered] == [
        ("neptune-global:index:GlobalCluster", "x", "project-stack"),
        ("pulumi:index:Stash", "x-declared", "x"),
        ("aws:neptune/globalCluster:GlobalCluster", "x", "x"),
    ]


CONTAINER = {"globalClusterIdentifier": "orders-global", "engine": "neptune"}
LINK = {"globalClusterIdentifier": "orders-global", "sourceDbClusterIdentifier": SOURCE, "region": "eu-west-1"}


@pytest.mark.parametrize("run", ["preview_of", "up"])
@pytest.mark.parametrize(
    ("args", "inputs"),
    [
        ({}, CONTAINER),
        ({"engine": None, "engine_version": None, "storage_encrypted": None}, CONTAINER),
        ({"engine": "neptune", "engine_version": "1.4.6.0"}, CONTAINER | {"engineVersion": "1.4.6.0"}),
        (
            {"deletion_protection": False, "storage_encrypted": True},
            CONTAINER | {"deletionProtection": False, "storageEncrypted": True},
        ),
        ({"source_db_cluster_identifier": SOURCE}, LINK),
        ({"source_db_cluster_identifier": SOURCE, "deletion_protection": True}, LINK | {"deletionProtection": True}),
    ],
)
def test_inputs_of_the_global_cluster(engine, program, run, args, inputs):
    """A global cluster without a source gets the engine, one with a source gets its region; nothing else is set."""
    getattr(engine, run)(program(**args))
    assert engine.named("GlobalCluster").inputs == inputs


@pytest.mark.parametrize("run", ["preview_of", "up"])
def test_arguments_that_come_later(engine, program, run):
    """Outputs, coroutines and futures work like plain values."""

    async def identifier():
        await asyncio.sleep(0)
        return "Orders-Global"

    def future():
        made = asyncio.get_running_loop().create_future()
        made.set_result("1.4.6.0")
        return made

    args = {
        "global_cluster_identifier": identifier,
        "engine_version": future,
        "storage_encrypted": lambda: pulumi.Output.from_input(True),  # noqa: FBT003 - a value
        "deletion_protection": lambda: pulumi.Output.from_input(None),
    }
    getattr(engine, run)(program(**args))
    assert engine.named("GlobalCluster").inputs == {**CONTAINER, "engineVersion": "1.4.6.0", "storageEncrypted": True}


def test_a_source_that_is_an_output(engine, program):
    """A source ARN and its region are used as soon as they are known."""
    engine.up(program(source_db_cluster_identifier=lambda: pulumi.Output.from_input(SOURCE)))
    assert engine.named("GlobalCluster").inputs == LINK


def test_a_source_that_the_preview_does_not_know(engine, program):
    """Source and region stay unknown, the identifier is known, and no engine is set because it excludes a source."""
    engine.preview_of(program(source_db_cluster_identifier=source_cluster))
    assert engine.named("GlobalCluster").inputs == {
        "globalClusterIdentifier": "orders-global",
        "sourceDbClusterIdentifier": UNKNOWN,
        "region": UNKNOWN,
    }
    assert "source" in engine.named("GlobalCluster").depends_on


def test_an_identifier_that_the_preview_does_not_know(engine, program, fake_neptune):
    """AWS is not read for an unknown identifier, and the other inputs are planned."""
    engine.preview_of(program(global_cluster_identifier=source_cluster, engine_version="1.4.6.0"))
    assert engine.named("GlobalCluster").inputs == {
        "globalClusterIdentifier": UNKNOWN,
        "engine": "neptune",
        "engineVersion": "1.4.6.0",
    }
    assert fake_neptune.calls == []


def test_an_existing_global_cluster_is_given_without_its_source(engine, program):
    """An existing global cluster gets no source input, which would replace an imported one; its region stays."""
    link = program(source_db_cluster_identifier=SOURCE)
    engine.up(link)
    engine.up(link)
    assert engine.named("GlobalCluster").inputs == CONTAINER | {"region": "eu-west-1"}


@pytest.mark.parametrize(
    ("args", "protect", "unmanaged"), [({"deletion_protection": True}, True, []), ({}, False, ["deletionProtection"])]
)
def test_options_of_the_global_cluster(engine, program, args, protect, unmanaged):
    """Version and region changes are ignored, the Stash is created first, and deletion protection sets protect."""
    engine.up(program(**args))
    child = engine.named("GlobalCluster")
    assert child.ignore_changes == [
        "engineVersion",
        "globalClusterIdentifier",
        "storageEncrypted",
        "region",
        *unmanaged,
    ]
    assert child.depends_on == ["x-declared"]
    assert (child.protect, child.import_id) == (protect, "")


def test_protection_that_is_enabled_later(engine, program):
    """A deletion protection that is an output sets protect as soon as it is known."""
    engine.up(program(deletion_protection=lambda: pulumi.Output.from_input(True)))  # noqa: FBT003 - a value
    assert engine.named("GlobalCluster").protect is True


def test_protection_of_the_component_stays(engine, program):
    """The child of a protected component is protected, whatever the deletion protection in AWS."""
    engine.up(program(opts=pulumi.ResourceOptions(protect=True), deletion_protection=False))
    assert engine.named("GlobalCluster").protect is True


def test_what_is_remembered_of_the_creation(engine, program):
    """The Stash records the properties that can't change, in AWS's format."""
    engine.up(program(source_db_cluster_identifier=SOURCE))
    (stash,) = [one for one in engine.registered if one.type == "pulumi:index:Stash"]
    kept = {"globalClusterIdentifier": "orders-global", "sourceDbClusterIdentifier": SOURCE, "regions": {}}
    assert stash.inputs == {"input": kept}
    assert (stash.ignore_changes, stash.protect) == ([], False)


@pytest.mark.parametrize("option", [lambda it: {"provider": it}, lambda it: {"providers": [it]}])
def test_the_explicit_provider_serves_the_global_cluster(engine, program, option):
    """The child uses the provider that is passed to the component."""

    def opts():
        return pulumi.ResourceOptions(**option(aws.Provider("mine", region="eu-west-1")))

    engine.up(program(opts=opts))
    assert engine.named("GlobalCluster").provider == "mine"


def test_the_same_name_under_two_parents(engine):
    """Two components may have the same name under different parents, although the engine finds hooks by name only."""

    def program():
        for kind in ("a", "b"):
            opts = pulumi.ResourceOptions(parent=pulumi.ComponentResource(f"test:index:{kind}", kind))
            GlobalCluster("x", {"global_cluster_identifier": f"orders-{kind}"}, opts)

    engine.up(program)
    children = [one for one in engine.registered if one.type.startswith("aws:")]
    assert sorted(one.inputs["globalClusterIdentifier"] for one in children) == ["orders-a", "orders-b"]

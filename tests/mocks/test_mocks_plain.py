"""A user's own unit tests, on Pulumi's mocks as they are documented."""

from __future__ import annotations

import asyncio

import pulumi
import pytest
from pulumi.runtime import Mocks, set_mocks
from pulumi.runtime import test as pulumi_test

from neptune_global_component import GlobalCluster, InvalidArgsError


class UsersMocks(Mocks):
    """What the documentation has users write."""

    def __init__(self):
        self.created = {}

    def new_resource(self, args):
        """Answer a registration with its inputs."""
        self.created[args.typ, args.name] = args.inputs
        return f"{args.name}-id", {**args.inputs, "arn": "arn:aws:rds::123456789012:global-cluster:orders"}

    def call(self, args):
        """Answer a provider's function: the component calls none."""
        raise AssertionError(args.token)


@pytest.fixture
def mocks(monkeypatch, fake_neptune):
    """Pulumi's mocks in a loop of their own; the loops that the SDK makes in its threads and leaves open are closed."""
    del fake_neptune
    loops = []
    make = asyncio.new_event_loop
    monkeypatch.setattr(asyncio, "new_event_loop", lambda: loops.append(make()) or loops[-1])
    asyncio.set_event_loop(asyncio.new_event_loop())
    users = UsersMocks()
    set_mocks(users)
    yield users
    asyncio.set_event_loop(None)
    for loop in loops:
        loop.close()


def test_a_program_with_the_component_can_be_unit_tested(mocks):
    """The mocks know neither hooks nor transforms; the component does without them there."""
    seen = []

    @pulumi_test
    def program():
        made = GlobalCluster("x", {"global_cluster_identifier": "Orders", "observe": False})
        return pulumi.Output.all(made.global_cluster_identifier, made.global_cluster_arn).apply(seen.extend)

    program()
    assert seen == ["orders", "arn:aws:rds::123456789012:global-cluster:orders"]
    assert mocks.created == {
        ("neptune-global:index:GlobalCluster", "x"): {},
        ("pulumi:index:Stash", "x-creation"): {"input": {"globalClusterIdentifier": "orders"}},
        ("aws:neptune/globalCluster:GlobalCluster", "x"): {"globalClusterIdentifier": "orders", "engine": "neptune"},
    }


def test_bad_arguments_are_refused_there_too(mocks):
    """A unit test finds them without an engine."""
    with pytest.raises(InvalidArgsError, match="engine: 'aurora' is not Neptune's engine"):
        GlobalCluster("x", {"global_cluster_identifier": "orders", "engine": "aurora"})
    assert mocks.created == {}

"""Users' unit tests with Pulumi's documented mocks."""

from __future__ import annotations

import asyncio
import contextvars

import pulumi
import pytest
from pulumi.runtime import Mocks, set_mocks
from pulumi.runtime import test as pulumi_test
from pulumi.runtime.settings import SETTINGS

from neptune_global_component import GlobalCluster, InvalidArgsError


class UsersMocks(Mocks):
    """Mocks as in Pulumi's documentation."""

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
def unit_test(monkeypatch, fake_neptune):
    """Run a body with Pulumi's mocks, and return the inputs of the created resources by type and name."""
    del fake_neptune
    loops = []
    make = asyncio.new_event_loop
    # The SDK makes loops in its threads and leaves them open.
    monkeypatch.setattr(asyncio, "new_event_loop", lambda: loops.append(make()) or loops[-1])

    def run(body):
        users = UsersMocks()

        def in_context():
            asyncio.set_event_loop(asyncio.new_event_loop())
            SETTINGS.outputs = set()
            set_mocks(users)
            body()

        # The SDK keeps the mocks and the open outputs in context variables: a context of its own leaves none behind.
        contextvars.copy_context().run(in_context)
        return users.created

    yield run
    asyncio.set_event_loop(None)
    for loop in loops:
        loop.close()


def test_a_program_with_the_component_can_be_unit_tested(unit_test):
    """The component works without hooks and transforms, which the mocks do not support."""
    seen = []

    @pulumi_test
    def body():
        made = GlobalCluster("x", {"global_cluster_identifier": "Orders", "observe": False})
        return pulumi.Output.all(made.global_cluster_identifier, made.global_cluster_arn).apply(seen.extend)

    assert unit_test(body) == {
        ("neptune-global:index:GlobalCluster", "x"): {},
        ("pulumi:index:Stash", "x-declared"): {"input": {"globalClusterIdentifier": "orders", "regions": {}}},
        ("aws:neptune/globalCluster:GlobalCluster", "x"): {"globalClusterIdentifier": "orders", "engine": "neptune"},
    }
    assert seen == ["orders", "arn:aws:rds::123456789012:global-cluster:orders"]


def test_bad_arguments_are_refused_there_too(unit_test):
    """A unit test reports invalid arguments without an engine."""

    @pulumi_test
    def body():
        with pytest.raises(InvalidArgsError, match="engine: 'aurora' is not the engine of Neptune"):
            GlobalCluster("x", {"global_cluster_identifier": "orders", "engine": "aurora"})

    assert unit_test(body) == {}


def test_a_whole_global_database_can_be_unit_tested(unit_test):
    """Clusters, instances and subnet groups are registered with their inputs."""
    seen = []

    @pulumi_test
    def body():
        region = {"instance_class": "db.r6g.large", "skip_final_snapshot": True}
        made = GlobalCluster(
            "x",
            {
                "global_cluster_identifier": "Orders",
                "observe": False,
                "primary_region": "eu-west-1",
                "regions": {
                    "eu-west-1": {**region, "subnet_ids": ["subnet-1"], "deletion_protection": True},
                    "us-east-1": {"instances": 0, "skip_final_snapshot": True},
                },
            },
        )
        return pulumi.Output.all(made.global_cluster_identifier, made.clusters).apply(seen.extend)

    created = unit_test(body)
    assert {name for name in created if name[0].startswith("aws:")} == {
        ("aws:neptune/globalCluster:GlobalCluster", "x"),
        ("aws:neptune/subnetGroup:SubnetGroup", "x-eu-west-1"),
        ("aws:neptune/cluster:Cluster", "x-eu-west-1"),
        ("aws:neptune/clusterInstance:ClusterInstance", "x-eu-west-1-1"),
        ("aws:neptune/cluster:Cluster", "x-us-east-1"),
    }
    cluster = created["aws:neptune/cluster:Cluster", "x-eu-west-1"]
    assert {key: cluster[key] for key in ("region", "clusterIdentifier", "deletionProtection")} == {
        "region": "eu-west-1",
        "clusterIdentifier": "orders-eu-west-1",
        "deletionProtection": True,
    }
    assert created["aws:neptune/clusterInstance:ClusterInstance", "x-eu-west-1-1"]["instanceClass"] == "db.r6g.large"
    assert seen == ["orders", {}]


def test_bad_regions_are_refused_there_too(unit_test):
    """A unit test reports invalid arguments without an engine."""

    @pulumi_test
    def body():
        with pytest.raises(InvalidArgsError, match=r"regions\[\"eu-west-1\"\].prot: is not an argument of a region"):
            GlobalCluster("x", {"global_cluster_identifier": "orders", "regions": {"eu-west-1": {"prot": 1}}})

    assert unit_test(body) == {}

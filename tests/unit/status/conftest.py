"""Observed global databases for the tests of the formats."""

from __future__ import annotations

from pathlib import Path

import pytest

from neptune_global_component.cli.topology.model import global_status
from neptune_global_component.core.facts.observed import (
    Observation,
    ObservedCluster,
    ObservedFailover,
    ObservedGlobalCluster,
    ObservedInstance,
    ObservedMember,
)

REGIONS = ("us-east-1", "eu-west-1", "us-west-2")
EXPECTED = Path(__file__).parent / "expected"


def arn_of(region):
    """The ARN of a region's cluster."""
    return f"arn:aws:rds:{region}:123456789012:cluster:orders-global-{region}"


class Observed:
    """A healthy global database of three regions, the last of them headless; tests change what they are about."""

    def __init__(self):
        arns = [arn_of(region) for region in REGIONS]
        self.instances = {
            arns[0]: [instance("a-2"), instance("a-1", is_writer=True)],
            arns[1]: [instance("b-1", instance_class="db.r5.large")],
            arns[2]: [],
        }
        self.clusters = {arn: self._cluster(arn, region) for arn, region in zip(arns, REGIONS, strict=True)}
        # AWS promises no order.
        self.values = {
            "identifier": "orders-global",
            "arn": "arn:aws:rds::123456789012:global-cluster:orders-global",
            "resource_id": "cluster-1",
            "status": "available",
            "engine": "neptune",
            "engine_version": "1.4.6.0",
            "storage_encrypted": True,
            "deletion_protection": True,
            "members": (
                ObservedMember(arns[2], is_writer=False),
                ObservedMember(arns[0], is_writer=True, readers=tuple(arns[1:])),
                ObservedMember(arns[1], is_writer=False),
            ),
        }
        self.problems = ()

    def _cluster(self, arn, region):
        kind = "cluster" if region == REGIONS[0] else "cluster-ro"
        return {
            "arn": arn,
            "identifier": f"orders-global-{region}",
            "resource_id": f"cluster-{region}",
            "endpoint": f"orders-global-{region}.{kind}-1.{region}.neptune.amazonaws.com",
            "reader_endpoint": f"orders-global-{region}.cluster-ro-1.{region}.neptune.amazonaws.com",
            "port": 8182,
            "instances": tuple(one.identifier for one in self.instances[arn]),
            "status": "available",
            "engine_version": "1.4.6.0",
            "writer": next((one.identifier for one in self.instances[arn] if one.is_writer), None),
        }

    def switch_over(self):
        """Begin a switchover to eu-west-1."""
        failover = ObservedFailover("switching-over", arn_of("us-east-1"), arn_of("eu-west-1"), data_loss_allowed=False)
        self.values |= {"status": "switching-over", "failover": failover}

    def lose(self, region):
        """Make a region unreadable."""
        del self.clusters[arn_of(region)]
        self.problems = (*self.problems, f"DescribeDBClusters was refused in {region} (AccessDenied): allow it.")

    @property
    def status(self):
        """The status of the global database."""
        clusters = {arn: ObservedCluster(**values) for arn, values in self.clusters.items()}
        observation = Observation(ObservedGlobalCluster(**self.values), clusters)
        return global_status(observation, self.instances, self.problems)


def instance(name, *, is_writer=False, instance_class="db.r6g.large", status="available"):
    """An instance."""
    return ObservedInstance(name, is_writer=is_writer, instance_class=instance_class, status=status)


@pytest.fixture
def observed():
    """A healthy global database of three regions."""
    return Observed()


@pytest.fixture
def troubled(observed):
    """A global database in a switchover, with a busy instance, different versions and a region that can't be read."""
    observed.switch_over()
    observed.lose("us-west-2")
    observed.clusters[arn_of("eu-west-1")]["engine_version"] = "1.4.5.0"
    observed.instances[arn_of("us-east-1")][0] = instance("a-2", status="creating")
    return observed


@pytest.fixture
def make_instance():
    """Makes instances."""
    return instance


@pytest.fixture
def arn():
    """Gives the ARN of a region's cluster."""
    return arn_of


@pytest.fixture
def expected():
    """Gives the text of a file in the folder `expected`."""
    return lambda name: (EXPECTED / name).read_text(encoding="utf-8")

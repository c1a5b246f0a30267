"""A global database for operations, in the local AWS or as an observation, and ways to interrupt a run."""

from __future__ import annotations

from local_database import create_database

from neptune_global_component.aws.operations.waiting import Pace
from neptune_global_component.core.facts.observed import (
    Observation,
    ObservedCluster,
    ObservedFailover,
    ObservedGlobalCluster,
    ObservedInstance,
    ObservedMember,
)

ARN = "arn:aws:rds:{}:123456789012:cluster:orders-{}"
GLOBAL_ARN = "arn:aws:rds::123456789012:global-cluster:orders"
US, EU, WEST = "us-east-1", "eu-west-1", "us-west-2"
FAST = Pace(seconds=10, interval=0.01)
HOUR = 3600
"""A latency of the local AWS that ends only when a run sleeps: see ``Clock``."""
WRITES = frozenset(("SwitchoverGlobalCluster", "FailoverGlobalCluster", "ModifyDBCluster", "ModifyGlobalCluster"))
READS = ("DescribeGlobalClusters", "DescribeDBClusters", "DescribeDBInstances")
TRANSIENT = ("Throttling", "InternalFailure", "ConnectionDropped")


def arn(region):
    """Return the ARN of a region's member."""
    return ARN.format(region, region)


def make(connect, *secondaries, version="1.4.5.0"):
    """Create the global cluster orders in the local AWS: the primary in us-east-1, an instance in each region."""
    create_database((US, *secondaries), connect=connect, EngineVersion=version)


def detach(connect, region):
    """Remove a region's member from the global cluster."""
    connect("neptune", region).remove_from_global_cluster(
        GlobalClusterIdentifier="orders", DbClusterIdentifier=arn(region)
    )


def written(aws, *, tried=False):
    """Return the writes as (operation, region); with ``tried``, also the rejected ones."""
    calls = [call for call in aws.calls() if call["operation"] in WRITES]
    return [(one["operation"], one["region"]) for one in calls if tried or one["errorCode"] is None]


def primary(connect):
    """Return the primary's region."""
    (found,) = connect("neptune").describe_global_clusters(GlobalClusterIdentifier="orders")["GlobalClusters"]
    (writer,) = [one["DBClusterArn"] for one in found["GlobalClusterMembers"] if one["IsWriter"]]
    return writer.split(":")[3]


def versions(connect, *regions):
    """Return the engine versions of some regions' members."""
    found = [connect("neptune", one).describe_db_clusters(DBClusterIdentifier=f"orders-{one}") for one in regions]
    return {one["DBClusters"][0]["EngineVersion"] for one in found}


class Clock:
    """Simulated time of a run: it passes only while the run sleeps, and the local AWS completes pending changes.

    Args:
        settle: completes the pending changes.
    """

    def __init__(self, settle):
        self.aws_goes_on = True
        self._settle = settle
        self._now = 0.0

    def monotonic(self):
        """Return the seconds slept so far."""
        return self._now

    def sleep(self, seconds):
        """Advance the time."""
        self._now += seconds
        if self.aws_goes_on:
            self._settle()


class At:
    """Collects lines of progress, and calls a function at the first line."""

    def __init__(self, act):
        self.lines = []
        self._act = act

    def __call__(self, line):
        """Collect a line."""
        self.lines.append(str(line))
        if len(self.lines) == 1:
            self._act()


class CutOff(BaseException):
    """The process is interrupted here."""


class Disturbed:
    """Creates clients whose Nth call fails, before it is sent or after AWS executed it.

    Args:
        connect: returns the clients.
        number: the number of the call, from 0.
        error: the exception to raise.
        operations: the methods that count; all methods if empty.
        after: whether AWS executes the call first.
    """

    def __init__(self, connect, number, error, operations=(), *, after=False):
        self._connect, self._left, self._error = connect, number, error
        self._operations, self._after = operations, after
        self.is_over = False

    def __call__(self, service, region=None):
        """Return a client."""
        return _Client(self, self._connect(service, region))

    def made(self, name, call):
        """Call a client's method."""
        if self._operations and name not in self._operations:
            return call()
        self._left -= 1
        if self._left != -1:
            return call()
        self.is_over = True
        if self._after:
            call()
        raise self._error


class _Client:
    def __init__(self, disturbed, client):
        self._disturbed, self._client = disturbed, client

    def __getattr__(self, name):
        method = getattr(self._client, name)
        if not callable(method):
            return method
        return lambda **parameters: self._disturbed.made(name, lambda: method(**parameters))


def observed(*secondaries, version="1.4.5.0", status="available", failover=None, **regions):
    """Return an observation of the global cluster orders, with its primary in us-east-1.

    Args:
        secondaries: their regions.
        version: the version of all members.
        status: the status of the global cluster.
        failover: (status, from, to) and whether data may be lost.
        regions: the different values of a region, by its name with underscores: version, status, instances (statuses).
    """
    members, clusters, instances = [], {}, {}
    for region in (US, *secondaries):
        own = {"version": version, "status": "available", "instances": ("available",)}
        own |= regions.get(region.replace("-", "_"), {})
        here = arn(region)
        members.append(ObservedMember(here, region == US))
        name = f"orders-{region}"
        clusters[here] = ObservedCluster(
            here, name, "cluster-1", "a", "b", 8182, status=own["status"], engine_version=own["version"]
        )
        instances[here] = tuple(
            ObservedInstance(f"{name}-{number}", is_writer=False, status=one)
            for number, one in enumerate(own["instances"])
        )
    state = failover and ObservedFailover(failover[0], arn(failover[1]), arn(failover[2]), failover[3])
    found = ObservedGlobalCluster(
        identifier="orders",
        arn=GLOBAL_ARN,
        resource_id="cluster-0",
        status=status,
        engine="neptune",
        engine_version=version,
        storage_encrypted=False,
        deletion_protection=False,
        members=tuple(members),
        failover=state,
    )
    return Observation(found, clusters, instances)

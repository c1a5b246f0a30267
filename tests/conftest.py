"""A fake AWS with tables of responses, for all tests of the component without an engine."""

from __future__ import annotations

import functools
import signal
from types import SimpleNamespace

import pytest
from botocore.exceptions import ClientError
from botocore.loaders import create_loader

ACCOUNT = "123456789012"


def pytest_addoption(parser):
    """Add the options for longer tests."""
    parser.addoption("--lives", type=int, default=1, help="random lives of a global database on the engine")
    parser.addoption(
        "--languages", choices=["few", "all"], default="few", help="languages of the programs that are run"
    )


def pytest_collection_modifyitems(items):
    """Start the tests that wait for minutes first, so that the others run beside them."""
    items.sort(key=lambda item: item.get_closest_marker("waits") is None)


@pytest.fixture(scope="session", autouse=True)
def _default_signals():
    """Undo what a shell's background job and nohup ignore, as the processes that the tests start inherit it."""
    for number in (signal.SIGINT, signal.SIGHUP):
        if signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)


@pytest.fixture(scope="session", autouse=True)
def _shared_loader():
    """Share one loader among all boto3 sessions: each would parse botocore's data again, for a tenth of a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("botocore.session.create_loader", functools.cache(create_loader))
        yield


class FakeNeptune:
    """Answers the component's calls as Neptune does, from tables, and records them.

    It replaces ``aws.clients.shared_clients``: ``connect`` replaces the function, and a call returns a client.
    """

    def __init__(self):
        self.global_clusters = {}
        self.clusters = {}
        self.subnet_groups = set()
        self.snapshots = set()
        self.tags = {}
        self.faults = {}
        self.calls = []
        self.configurations = []
        self.others = []
        self.move = None

    def know(self, regions):
        """Add regions to query if the provider's does not answer."""
        self.others += regions

    def connect(self, configuration, _shared=()):
        """Replace ``shared_clients``, or the class ``Clients``."""
        self.configurations.append(configuration)
        return self

    def __call__(self, service, region=None):
        """Return a client."""
        assert service == "neptune"
        return FakeClient(self, region)

    def add_global_cluster(self, identifier="orders", members=(), **values):
        """Add a global cluster; members are (region, identifier), the writer first."""
        self.global_clusters[identifier] = {
            "GlobalClusterIdentifier": identifier,
            "GlobalClusterArn": f"arn:aws:rds::{ACCOUNT}:global-cluster:{identifier}",
            "GlobalClusterResourceId": f"cluster-{len({*self.global_clusters, identifier})}",
            "Status": "available",
            "Engine": "neptune",
            "EngineVersion": "1.4.6.0",
            "StorageEncrypted": False,
            "DeletionProtection": False,
            "GlobalClusterMembers": [],
            **values,
        }
        for region, cluster in members:
            self.add_cluster(region, cluster, identifier)

    def add_cluster(self, region, identifier, global_cluster=None):
        """Add a cluster; the first one of a global cluster is its writer."""
        arn = self.arn(region, "cluster", identifier)
        self.clusters[region, identifier] = {
            "DBClusterArn": arn,
            "DBClusterIdentifier": identifier,
            "DbClusterResourceId": f"cluster-{region}",
            "Endpoint": f"{identifier}.{region}.example",
            "ReaderEndpoint": f"{identifier}.ro.{region}.example",
            "Port": 8182,
            "Status": "available",
            "EngineVersion": "1.4.6.0",
            "DBClusterMembers": [],
        }
        if global_cluster:
            members = self.global_clusters[global_cluster]["GlobalClusterMembers"]
            if members:
                members[0]["Readers"].append(arn)
            members.append({"DBClusterArn": arn, "IsWriter": not members, "Readers": []})

    @staticmethod
    def arn(region, kind, name):
        """Return the ARN of a cluster, an instance (``db``) or a subnet group (``subgrp``)."""
        return f"arn:aws:rds:{region}:{ACCOUNT}:{kind}:{name}"


class FakeClient:
    """A boto3 client of one region."""

    def __init__(self, aws, region):
        self._aws, self._region = aws, region
        self.meta = SimpleNamespace(region_name=region or "us-east-1")

    def describe_global_clusters(self, **parameters):
        """Return one global cluster by identifier, or all."""
        clusters = self._call("DescribeGlobalClusters", parameters).global_clusters
        if "GlobalClusterIdentifier" not in parameters:
            return {"GlobalClusters": list(clusters.values())}
        found = clusters.get(parameters["GlobalClusterIdentifier"])
        return {"GlobalClusters": [found or self._refuse("GlobalClusterNotFoundFault")]}

    def describe_db_clusters(self, **parameters):
        """Return one cluster by identifier."""
        found = self._call("DescribeDBClusters", parameters).clusters.get(
            (self._region, parameters["DBClusterIdentifier"])
        )
        return {"DBClusters": [found or self._refuse("DBClusterNotFoundFault")]}

    def describe_db_subnet_groups(self, **parameters):
        """Return one subnet group by name."""
        name = parameters["DBSubnetGroupName"]
        found = (self._region, name) in self._call("DescribeDBSubnetGroups", parameters).subnet_groups
        if not found:
            self._refuse("DBSubnetGroupNotFoundFault")
        arn = self._aws.arn(self._region, "subgrp", name)
        return {"DBSubnetGroups": [{"DBSubnetGroupName": name, "DBSubnetGroupArn": arn}]}

    def describe_db_cluster_snapshots(self, **parameters):
        """Return one snapshot by identifier."""
        name = parameters["DBClusterSnapshotIdentifier"]
        found = (self._region, name) in self._call("DescribeDBClusterSnapshots", parameters).snapshots
        if not found:
            self._refuse("DBClusterSnapshotNotFoundFault")
        return {"DBClusterSnapshots": [{"DBClusterSnapshotIdentifier": name}]}

    def describe_db_instances(self, **parameters):
        """Return the instances of one cluster."""
        ((identifier,),) = (one["Values"] for one in parameters["Filters"])
        cluster = self._call("DescribeDBInstances", {"cluster": identifier}).clusters[self._region, identifier]
        names = [one["DBInstanceIdentifier"] for one in cluster["DBClusterMembers"]]
        kept = {"DBInstanceClass": "db.r6g.large", "DBInstanceStatus": "available"}
        return {"DBInstances": [{"DBInstanceIdentifier": name, **kept} for name in names]}

    def describe_db_engine_versions(self, **parameters):
        """Return one engine version, with one newer version."""
        self._call("DescribeDBEngineVersions", parameters)
        return {"DBEngineVersions": [{"ValidUpgradeTarget": [{"EngineVersion": "1.4.6.1"}]}]}

    def describe_orderable_db_instance_options(self, **parameters):
        """Return one instance class: every class is offered."""
        self._call("DescribeOrderableDBInstanceOptions", parameters)
        return {"OrderableDBInstanceOptions": [{"DBInstanceClass": parameters["DBInstanceClass"]}]}

    def list_tags_for_resource(self, **parameters):
        """Return the tags of a resource."""
        tags = self._call("ListTagsForResource", parameters).tags.get(parameters["ResourceName"], {})
        return {"TagList": [{"Key": key, "Value": value} for key, value in tags.items()]}

    def add_tags_to_resource(self, **parameters):
        """Add tags to a resource."""
        tags = self._call("AddTagsToResource", parameters).tags.setdefault(parameters["ResourceName"], {})
        tags.update({one["Key"]: one["Value"] for one in parameters["Tags"]})

    def remove_tags_from_resource(self, **parameters):
        """Remove tags from a resource."""
        tags = self._call("RemoveTagsFromResource", parameters).tags[parameters["ResourceName"]]
        for key in parameters["TagKeys"]:
            tags.pop(key, None)

    def _call(self, operation, parameters):
        self._aws.calls.append((operation, self._region, *parameters.values()))
        fault = self._aws.faults.get((operation, self._region)) or self._aws.faults.get(operation)
        if isinstance(fault, Exception):
            raise fault
        return self._refuse(fault) if fault else self._aws

    def _refuse(self, code):
        raise ClientError({"Error": {"Code": code, "Message": "no"}}, "Describe")


@pytest.fixture
def fake_neptune(monkeypatch):
    """An empty fake AWS, which the component reads."""
    fake = FakeNeptune()
    monkeypatch.setattr("neptune_global_component.aws.observe.shared_clients", fake.connect)
    return fake

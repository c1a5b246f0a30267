"""AWS as a table of answers, for everything that tests the component without an engine."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

ACCOUNT = "123456789012"


class FakeNeptune:
    """Answers the component's reads as Neptune does, from two tables, and keeps the calls.

    It stands for ``aws.Clients``: ``connect`` takes the place of the class, and a call makes a client.
    """

    def __init__(self):
        self.global_clusters = {}
        self.clusters = {}
        self.faults = {}
        self.calls = []
        self.configurations = []

    def connect(self, configuration):
        """Take the place of the class ``Clients``."""
        self.configurations.append(configuration)
        return self

    def __call__(self, service, region=None):
        """Make a client."""
        assert service == "neptune"
        return FakeClient(self, region)

    def add_global_cluster(self, identifier="orders", members=(), **values):
        """Have a global cluster; members as (region, identifier), the writer first."""
        arns = [f"arn:aws:rds:{region}:{ACCOUNT}:cluster:{cluster}" for region, cluster in members]
        self.global_clusters[identifier] = {
            "GlobalClusterIdentifier": identifier,
            "GlobalClusterArn": f"arn:aws:rds::{ACCOUNT}:global-cluster:{identifier}",
            "GlobalClusterResourceId": f"cluster-{len({*self.global_clusters, identifier})}",
            "Status": "available",
            "Engine": "neptune",
            "EngineVersion": "1.4.6.0",
            "StorageEncrypted": False,
            "DeletionProtection": False,
            "GlobalClusterMembers": [
                {"DBClusterArn": arn, "IsWriter": not number, "Readers": [] if number else arns[1:]}
                for number, arn in enumerate(arns)
            ],
            **values,
        }
        for arn, (region, cluster) in zip(arns, members, strict=True):
            self.clusters[region, cluster] = {
                "DBClusterArn": arn,
                "DBClusterIdentifier": cluster,
                "DbClusterResourceId": f"cluster-{region}",
                "Endpoint": f"{cluster}.{region}.example",
                "ReaderEndpoint": f"{cluster}.ro.{region}.example",
                "Port": 8182,
            }


class FakeClient:
    """A boto3 client of one region."""

    def __init__(self, aws, region):
        self._aws, self._region = aws, region

    def describe_global_clusters(self, **parameters):
        """DescribeGlobalClusters of one identifier."""
        identifier = parameters["GlobalClusterIdentifier"]
        found = self._call("DescribeGlobalClusters", parameters).global_clusters.get(identifier)
        return {"GlobalClusters": [found or self._refuse("GlobalClusterNotFoundFault")]}

    def describe_db_clusters(self, **parameters):
        """DescribeDBClusters of one identifier."""
        found = self._call("DescribeDBClusters", parameters).clusters.get(
            (self._region, parameters["DBClusterIdentifier"])
        )
        return {"DBClusters": [found or self._refuse("DBClusterNotFoundFault")]}

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
    """AWS without anything in it; what the component reads is read from here."""
    fake = FakeNeptune()
    monkeypatch.setattr("neptune_global_component.observe.Clients", fake.connect)
    return fake

"""The local AWS, as tests use it."""

from __future__ import annotations

import contextlib
import functools

import boto3

READS = ("Describe", "List", "Get")


class Aws:
    """The local AWS, as tests use it."""

    def __init__(self, local):
        self.local = local
        self.url = local.url

    def neptune(self, region="us-east-1"):
        """Create a Neptune client."""
        return self.client("neptune", region)

    def client(self, service, region="us-east-1"):
        """Create a client."""
        return _client(self.url, service, region)

    def cluster(self, identifier="orders-a", region="us-east-1", **inputs):
        """Create a standalone cluster, and return its ARN."""
        made = self.neptune(region).create_db_cluster(DBClusterIdentifier=identifier, Engine="neptune", **inputs)
        return made["DBCluster"]["DBClusterArn"]

    def instance(self, cluster, identifier, region="us-east-1", **inputs):
        """Create an instance of a cluster."""
        self.neptune(region).create_db_instance(
            DBInstanceIdentifier=identifier,
            DBClusterIdentifier=cluster,
            Engine="neptune",
            **{"DBInstanceClass": "db.r6g.large", **inputs},
        )

    @staticmethod
    def arn(region, identifier=None):
        """Return the ARN of a cluster, by default orders-{region}."""
        return f"arn:aws:rds:{region}:123456789012:cluster:{identifier or f'orders-{region}'}"

    def switch_over(self, region):
        """Switch the global cluster ``orders`` over to orders-{region}."""
        identifiers = {"GlobalClusterIdentifier": "orders", "TargetDbClusterIdentifier": self.arn(region)}
        self.neptune(self.regions()[0]).switchover_global_cluster(**identifiers)

    def detach(self, region, identifier=None):
        """Remove a member, by default orders-{region}, from the global cluster ``orders``."""
        member = self.arn(region, identifier)
        self.neptune(region).remove_from_global_cluster(GlobalClusterIdentifier="orders", DbClusterIdentifier=member)

    def delete(self, region, identifier=None):
        """Delete a standalone cluster, by default orders-{region}, with its instances."""
        neptune, cluster = self.neptune(region), identifier or f"orders-{region}"
        of_cluster = [{"Name": "db-cluster-id", "Values": [cluster]}]
        for one in neptune.describe_db_instances(Filters=of_cluster)["DBInstances"]:
            neptune.delete_db_instance(DBInstanceIdentifier=one["DBInstanceIdentifier"])
        neptune.delete_db_cluster(DBClusterIdentifier=cluster, SkipFinalSnapshot=True)

    def regions(self):
        """Return the regions of the members of the global cluster ``orders``, the writer first."""
        (found,) = self.neptune().describe_global_clusters(GlobalClusterIdentifier="orders")["GlobalClusters"]
        members = sorted(found["GlobalClusterMembers"], key=lambda one: not one["IsWriter"])
        return [one["DBClusterArn"].split(":")[3] for one in members]

    def subnet_groups(self, region="us-east-1"):
        """Return the names of the subnet groups, without AWS's default group."""
        found = self.neptune(region).describe_db_subnet_groups()["DBSubnetGroups"]
        return [one["DBSubnetGroupName"] for one in found if one["DBSubnetGroupName"] != "default"]

    def global_clusters(self):
        """Return the global clusters."""
        return self.neptune().describe_global_clusters()["GlobalClusters"]

    def calls(self, *operations):
        """Return the calls so far, of these operations or of all."""
        return [call for call in self.local.calls() if not operations or call["operation"] in operations]

    def writes(self):
        """Return the write operations so far, in order."""
        return [call["operation"] for call in self.calls() if not call["operation"].startswith(READS)]

    @contextlib.contextmanager
    def no_writes(self):
        """Check that nothing is written in the block."""
        before = len(self.writes())
        yield
        assert self.writes()[before:] == []

    def subnets(self, region="us-east-1"):
        """Return the ids of a region's subnets, each in another availability zone."""
        return [one["SubnetId"] for one in self.client("ec2", region).describe_subnets()["Subnets"]]


# Shared by all tests: boto3 creates clients slowly.
@functools.cache
def _client(url, service, region):
    return boto3.client(
        service,
        endpoint_url=url,
        region_name=region,
        aws_access_key_id="test",
        aws_secret_access_key="test",  # noqa: S106 - any will do
    )

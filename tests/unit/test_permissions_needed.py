"""Each action of the policy is necessary: without it an operation fails, and AWS's message names the action."""

from __future__ import annotations

import asyncio

import boto3
import pytest
from botocore.exceptions import ClientError
from pulumi.provider.experimental import provider as rpc

from neptune_global_component.cli.permissions import READ, policy
from neptune_global_component.local.process import LocalAws
from neptune_global_component.local.provider.aws import Pause
from neptune_global_component.local.provider.errors import ProviderError
from neptune_global_component.local.provider.provider import StandInProvider
from neptune_global_component.local.provider.values import plain_map, wire_map

REGION = "eu-west-1"
ORDERS = f"orders-{REGION}"
TAGS = {"env": "test"}
KEYS = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": REGION}


ROLE = {"DBClusterIdentifier": ORDERS, "RoleArn": "arn:aws:iam::123456789012:role/load"}
TARGET = {
    "GlobalClusterIdentifier": "orders",
    "TargetDbClusterIdentifier": f"arn:aws:rds:{REGION}:123456789012:cluster:{ORDERS}",
}
LAG = {
    "Metric": {"Namespace": "AWS/Neptune", "MetricName": "GlobalDbProgressLag"},
    "Period": 60,
    "Stat": "Maximum",
}


class Provider:
    """The stand-in of pulumi-aws without an engine. It stores the created resources by type."""

    def __init__(self, url):
        self.provider = StandInProvider("7.0.0")
        self.states = {}
        self.neptune = boto3.client("neptune", endpoint_url=url, **KEYS)
        self.cloudwatch = boto3.client("cloudwatch", endpoint_url=url, **KEYS)
        endpoints = [{"neptune": url}]
        given = {"region": REGION, "accessKey": "test", "secretKey": "test", "endpoints": endpoints}
        self._ask("configure", rpc.ConfigureRequest({}, wire_map(given), accept_secrets=True, accept_resources=True))

    def create(self, kind, **inputs):
        """Check and create."""
        answer = self._ask("create", rpc.CreateRequest(_urn(kind), self._checked(kind, inputs), 0, preview=False))
        self.states[kind] = plain_map(answer.properties) | {"given": inputs}

    def update(self, kind, **inputs):
        """Change some inputs of the created resource."""
        state = {**self.states[kind]}
        news = self._checked(kind, state.pop("given") | inputs)
        self._ask("update", rpc.UpdateRequest(_urn(kind), state["id"], wire_map(state), news, 0, [], preview=False))

    def read(self, kind):
        """Refresh the created resource."""
        state = {**self.states[kind]}
        inputs = wire_map(state.pop("given"))
        self._ask("read", rpc.ReadRequest(_urn(kind), state["id"], wire_map(state), inputs))

    def delete(self, kind, **state):
        """Delete the created resource, or the one in a state."""
        known = {name: value for name, value in self.states[kind].items() if name != "given"} | state
        self._ask("delete", rpc.DeleteRequest(_urn(kind), known["id"], wire_map(known), 0))

    def _checked(self, kind, inputs):
        answer = self._ask("check", rpc.CheckRequest(_urn(kind), {}, wire_map(inputs), b"seed"))
        assert answer.failures == []
        return answer.inputs

    def _ask(self, method, request):
        return asyncio.run(getattr(self.provider, method)(request))


def _urn(kind):
    return f"urn:pulumi:stack::project::aws:neptune/{kind[0].lower()}{kind[1:]}:{kind}::it"


OPERATIONS = {
    "rds:DescribeGlobalClusters": lambda world: world.read("GlobalCluster"),
    "rds:DescribeDBClusters": lambda world: world.read("Cluster"),
    # Called directly: the component checks whether the name of the final snapshot is free.
    "rds:DescribeDBClusterSnapshots": lambda world: world.neptune.describe_db_cluster_snapshots(
        DBClusterSnapshotIdentifier="last"
    ),
    "rds:DescribeDBInstances": lambda world: world.read("ClusterInstance"),
    "rds:DescribeDBSubnetGroups": lambda world: world.read("SubnetGroup"),
    "rds:DescribeDBClusterParameterGroups": lambda world: world.read("ClusterParameterGroup"),
    "rds:DescribeDBClusterParameters": lambda world: world.read("ClusterParameterGroup"),
    "rds:DescribeDBParameterGroups": lambda world: world.read("ParameterGroup"),
    "rds:DescribeDBParameters": lambda world: world.read("ParameterGroup"),
    "rds:ListTagsForResource": lambda world: world.read("Cluster"),
    "rds:CreateGlobalCluster": lambda world: world.create(
        "GlobalCluster", globalClusterIdentifier="other", engine="neptune"
    ),
    "rds:ModifyGlobalCluster": lambda world: world.update("GlobalCluster", deletionProtection=True),
    "rds:DeleteGlobalCluster": lambda world: world.delete("GlobalCluster"),
    "rds:RemoveFromGlobalCluster": lambda world: world.delete("Cluster"),
    "rds:CreateDBCluster": lambda world: world.create("Cluster", clusterIdentifier="other"),
    "rds:ModifyDBCluster": lambda world: world.update("Cluster", backupRetentionPeriod=7),
    "rds:DeleteDBCluster": lambda world: world.delete("Cluster", globalClusterIdentifier=""),
    "rds:CreateDBClusterSnapshot": lambda world: world.delete(
        "Cluster", globalClusterIdentifier="", skipFinalSnapshot=False, finalSnapshotIdentifier="last"
    ),
    "rds:CreateDBInstance": lambda world: world.create(
        "ClusterInstance", clusterIdentifier=ORDERS, instanceClass="db.r6g.large"
    ),
    "rds:ModifyDBInstance": lambda world: world.update("ClusterInstance", promotionTier=1),
    "rds:DeleteDBInstance": lambda world: world.delete("ClusterInstance"),
    "rds:AddRoleToDBCluster": lambda world: world.neptune.add_role_to_db_cluster(**ROLE),
    "rds:RemoveRoleFromDBCluster": lambda world: world.neptune.remove_role_from_db_cluster(**ROLE),
    "rds:CreateDBSubnetGroup": lambda world: world.create("SubnetGroup", name="other", subnetIds=["subnet-1"]),
    "rds:ModifyDBSubnetGroup": lambda world: world.update("SubnetGroup", description="other"),
    "rds:DeleteDBSubnetGroup": lambda world: world.delete("SubnetGroup"),
    "rds:CreateDBClusterParameterGroup": lambda world: world.create("ClusterParameterGroup", family="neptune1.4"),
    "rds:ModifyDBClusterParameterGroup": lambda world: world.update(
        "ClusterParameterGroup", parameters=[{"name": "neptune_enable_audit_log", "value": "0"}]
    ),
    "rds:DeleteDBClusterParameterGroup": lambda world: world.delete("ClusterParameterGroup"),
    "rds:CreateDBParameterGroup": lambda world: world.create("ParameterGroup", family="neptune1.4"),
    "rds:ModifyDBParameterGroup": lambda world: world.update(
        "ParameterGroup", parameters=[{"name": "neptune_query_timeout", "value": "2000"}]
    ),
    "rds:DeleteDBParameterGroup": lambda world: world.delete("ParameterGroup"),
    "rds:AddTagsToResource": lambda world: world.create("ParameterGroup", family="neptune1.4", tags=TAGS),
    "rds:RemoveTagsFromResource": lambda world: world.update("SubnetGroup", tags={}),
    # Called directly: pulumi-aws resets parameters that it sets again, and the component does switchovers.
    "rds:ResetDBParameterGroup": lambda world: world.neptune.reset_db_parameter_group(DBParameterGroupName="orders"),
    "rds:SwitchoverGlobalCluster": lambda world: world.neptune.switchover_global_cluster(**TARGET),
    "rds:FailoverGlobalCluster": lambda world: world.neptune.failover_global_cluster(**TARGET, AllowDataLoss=True),
    "rds:DescribeDBEngineVersions": lambda world: world.neptune.describe_db_engine_versions(Engine="neptune"),
    "rds:DescribeOrderableDBInstanceOptions": lambda world: world.neptune.describe_orderable_db_instance_options(
        Engine="neptune"
    ),
    "cloudwatch:GetMetricData": lambda world: world.cloudwatch.get_metric_data(
        MetricDataQueries=[{"Id": "m0", "MetricStat": LAG}], StartTime=0, EndTime=60
    ),
}
"""An operation that needs the action, and that nothing else stops."""


def without(action):
    """Return the policy for deploying the global cluster orders, without one action."""
    world = policy(failover=True, identifiers=["orders", "other", "tf"])
    for statement in world["Statement"]:
        statement["Action"] = [one for one in statement["Action"] if one != action] or ["none:None"]
    return world


@pytest.fixture(scope="module")
def aws():
    """A local AWS for this module."""
    with LocalAws.start() as running:
        yield running


@pytest.fixture(scope="module")
def world(aws):
    """One resource of each type, created under the policy for deploying."""
    ec2 = boto3.client("ec2", endpoint_url=aws.url, **KEYS)
    subnets = [one["SubnetId"] for one in ec2.describe_subnets()["Subnets"]]
    aws.settings({"policy": policy(identifiers=["orders"])})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Pause, "sleep", lambda _pause: None)
        provider = Provider(aws.url)
        provider.create("GlobalCluster", globalClusterIdentifier="orders", engine="neptune", engineVersion="1.4.5.0")
        provider.create("SubnetGroup", name="orders", subnetIds=subnets, tags=TAGS)
        group = {"name": "orders", "family": "neptune1.4"}
        audit = [{"name": "neptune_enable_audit_log", "value": "1"}]
        provider.create("ClusterParameterGroup", **group, parameters=audit)
        provider.create("ParameterGroup", **group, parameters=[{"name": "neptune_query_timeout", "value": "1000"}])
        provider.create(
            "Cluster",
            clusterIdentifier=ORDERS,
            globalClusterIdentifier="orders",
            neptuneSubnetGroupName="orders",
            neptuneClusterParameterGroupName="orders",
            skipFinalSnapshot=True,
            tags=TAGS,
        )
        provider.create(
            "ClusterInstance",
            identifier=f"{ORDERS}-1",
            clusterIdentifier=ORDERS,
            instanceClass="db.r6g.large",
            neptuneParameterGroupName="orders",
        )
        yield provider


def test_every_action_has_its_operation():
    """Every action of the policy is tested here, except those of KMS and IAM, which AWS checks behind such a call."""
    actions = {action for one in policy(failover=True)["Statement"] for action in one["Action"]}
    assert {action for action in actions if not action.startswith(("iam:", "kms:"))} == set(OPERATIONS)


@pytest.mark.parametrize("action", OPERATIONS)
def test_without_the_action(aws, world, action):
    """Without the action the operation fails, and the message names the action."""
    aws.settings({"policy": without(action)})
    before = len(aws.calls())
    with pytest.raises((ProviderError, ClientError)) as caught:
        OPERATIONS[action](world)
    # Actions without a resource type apply to all resources.
    resource = "arn:aws:rds:" if action not in READ[-1].actions else "*"
    assert f"is not authorized to perform: {action} on resource: {resource}" in str(caught.value)
    codes = [call["errorCode"] for call in aws.calls()[before:]]
    assert codes == [None] * (len(codes) - 1) + ["AccessDenied"]

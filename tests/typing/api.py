"""The public API as programs use it; checked by mypy and never run."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws
from typing_extensions import assert_type

from neptune_global_component import (
    GlobalCluster,
    GlobalClusterArgs,
    InvalidArgsError,
    NeptuneGlobalError,
    RegionArgs,
    __version__,
)
from neptune_global_component.core.messages import Finding
from neptune_global_component.core.results import FailoverState, GlobalClusterMember, RegionalCluster

assert_type(__version__, str)


async def later() -> str:
    """Return a value that a program awaits."""
    return "1.4.6.0"


source = aws.neptune.Cluster("source", opts=pulumi.ResourceOptions(ignore_changes=["globalClusterIdentifier"]))

GlobalCluster("least", {"global_cluster_identifier": "orders"})
GlobalCluster("typed", GlobalClusterArgs(global_cluster_identifier="orders"))
GlobalCluster("link", {"global_cluster_identifier": "orders", "source_db_cluster_identifier": source.arn})
made = GlobalCluster(
    "most",
    {
        "global_cluster_identifier": pulumi.Output.secret("orders"),
        "source_db_cluster_identifier": None,
        "engine": "neptune",
        "engine_version": later(),
        "deletion_protection": pulumi.Config().get_bool("protect"),
        "storage_encrypted": True,
        "observe": False,
    },
    pulumi.ResourceOptions(provider=aws.Provider("mine", region="eu-west-1")),
)

GlobalCluster("keywords", global_cluster_identifier="orders", engine_version=later(), primary_region=None)
GlobalCluster("options", pulumi.ResourceOptions(protect=True), global_cluster_identifier=made.global_cluster_identifier)
GlobalCluster(name="options", opts=pulumi.ResourceOptions(protect=True), global_cluster_identifier="orders")

subnets = [aws.ec2.Subnet(name, vpc_id="vpc-1").id for name in ("a", "b")]
headless: RegionArgs = {"instances": 0, "skip_final_snapshot": True}
primary = RegionArgs(
    instance_class=pulumi.Output.from_input("db.serverless"),
    instances=2,
    cluster_identifier="orders-us",
    subnet_ids=subnets,
    neptune_subnet_group_name=None,
    vpc_security_group_ids=[aws.ec2.SecurityGroup("clients").id, "sg-1"],
    kms_key_arn=aws.kms.Key("orders").arn,
    neptune_cluster_parameter_group_name="mine",
    neptune_parameter_group_name="mine",
    port=pulumi.Output.secret(8182),
    backup_retention_period=7,
    preferred_backup_window="01:00-02:00",
    preferred_maintenance_window="sun:03:00-sun:04:00",
    iam_database_authentication_enabled=True,
    enable_cloudwatch_logs_exports=["audit"],
    serverless_v2_scaling_configuration={"min_capacity": 1, "max_capacity": 2.5},
    storage_type="iopt1",
    deletion_protection=pulumi.Config().get_bool("protect"),
    skip_final_snapshot=False,
    final_snapshot_identifier=later(),
    tags={"team": pulumi.Output.from_input("orders")},
)
GlobalCluster(
    "whole",
    {
        "global_cluster_identifier": "orders",
        "storage_encrypted": True,
        "primary_region": "us-east-1",
        "regions": {"us-east-1": primary, "eu-west-1": headless, "us-west-2": {"instance_class": "db.r6g.large"}},
        "tags": {"team": "orders"},
    },
)
assert_type(made.global_cluster_identifier, pulumi.Output[str])
assert_type(made.global_cluster_arn, pulumi.Output[str])
assert_type(made.global_cluster_resource_id, pulumi.Output[str])
assert_type(made.status, pulumi.Output[str | None])
assert_type(made.engine, pulumi.Output[str])
assert_type(made.engine_version, pulumi.Output[str])
assert_type(made.storage_encrypted, pulumi.Output[bool])
assert_type(made.deletion_protection, pulumi.Output[bool])
assert_type(made.global_cluster_members, pulumi.Output[list[GlobalClusterMember]])
assert_type(made.failover_state, pulumi.Output[FailoverState | None])
assert_type(made.primary_region, pulumi.Output[str | None])
assert_type(made.primary_cluster_arn, pulumi.Output[str | None])
assert_type(made.endpoint, pulumi.Output[str | None])
assert_type(made.aws_global_cluster, aws.neptune.GlobalCluster)
assert_type(made.aws_clusters, dict[str, aws.neptune.Cluster])
assert_type(made.aws_instances, dict[str, list[aws.neptune.ClusterInstance]])
assert_type(made.aws_subnet_groups, dict[str, aws.neptune.SubnetGroup])
assert_type(made.clusters, pulumi.Output[dict[str, RegionalCluster]])


def writer(members: list[GlobalClusterMember]) -> str:
    """Return the ARN of the primary."""
    return next(member["dbClusterArn"] for member in members if member["isWriter"])


assert_type(made.global_cluster_members.apply(writer), pulumi.Output[str])

# Each of these is an error that mypy must find: it warns about an unused ignore.
GlobalCluster("wrong", {})  # type: ignore[call-overload]
GlobalCluster("wrong", {"global_cluster_identifier": 1})  # type: ignore[call-overload]
GlobalCluster("wrong", {"global_cluster_identifier": "orders", "enginee": "neptune"})  # type: ignore[call-overload]
GlobalCluster("wrong", {"global_cluster_identifier": "orders", "observe": made.storage_encrypted})  # type: ignore[call-overload]
GlobalCluster("wrong", {"global_cluster_identifier": "orders", "primary_region": made.primary_region})  # type: ignore[call-overload]
GlobalCluster("wrong", {"global_cluster_identifier": "orders", "regions": ["eu-west-1"]})  # type: ignore[call-overload]
GlobalCluster("wrong", {"global_cluster_identifier": "orders", "regions": {"eu-west-1": {"prot": 8182}}})  # type: ignore[call-overload]
GlobalCluster("wrong", {"global_cluster_identifier": "orders", "regions": {"eu-west-1": {"instances": 2.5}}})  # type: ignore[call-overload]
GlobalCluster("wrong", enginee="neptune", global_cluster_identifier="orders")  # type: ignore[call-overload]
GlobalCluster("wrong", engine="neptune")  # type: ignore[call-overload]
GlobalCluster("wrong", {"global_cluster_identifier": "orders"}, engine="neptune")  # type: ignore[call-overload]

try:
    GlobalCluster("refused", {"global_cluster_identifier": "-"})
except InvalidArgsError as error:
    assert_type(error.name, str)
    assert_type(error.findings, tuple[Finding, ...])
    base: NeptuneGlobalError = error

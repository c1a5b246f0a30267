"""The whole public API as a program uses it; never run, only checked by mypy."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws
from typing_extensions import assert_type

from neptune_global_component import (
    GlobalCluster,
    GlobalClusterArgs,
    InvalidArgsError,
    NeptuneGlobalError,
    __version__,
)
from neptune_global_component.errors import Finding
from neptune_global_component.results import FailoverState, GlobalClusterMember, RegionalCluster

assert_type(__version__, str)


async def later() -> str:
    """Stands for a value that a program waits for."""
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
assert_type(made.clusters, pulumi.Output[dict[str, RegionalCluster]])


def writer(members: list[GlobalClusterMember]) -> str:
    """Give the ARN of the primary."""
    return next(member["dbClusterArn"] for member in members if member["isWriter"])


assert_type(made.global_cluster_members.apply(writer), pulumi.Output[str])

# What a program could get wrong is an error here: mypy warns where one of these is none.
GlobalCluster("wrong", {})  # type: ignore[typeddict-item]
GlobalCluster("wrong", {"global_cluster_identifier": 1})  # type: ignore[typeddict-item]
GlobalCluster("wrong", {"global_cluster_identifier": "orders", "enginee": "neptune"})  # type: ignore[typeddict-unknown-key]
GlobalCluster("wrong", {"global_cluster_identifier": "orders", "observe": made.storage_encrypted})  # type: ignore[typeddict-item]

try:
    GlobalCluster("refused", {"global_cluster_identifier": "-"})
except InvalidArgsError as error:
    assert_type(error.name, str)
    assert_type(error.findings, tuple[Finding, ...])
    base: NeptuneGlobalError = error

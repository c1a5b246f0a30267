"""A plugin with Pulumi's own component host: one component with one child of pulumi-aws."""

# The component host reads these annotations at run time: no `from __future__ import annotations` in this file.

from typing import TypedDict

import pulumi
import pulumi_aws as aws
from pulumi.provider.experimental import component_provider_host


class GlobalClusterArgs(TypedDict):
    """The component's arguments."""

    global_cluster_identifier: pulumi.Input[str]


class GlobalCluster(pulumi.ComponentResource):
    """An empty global cluster."""

    global_cluster_arn: pulumi.Output[str]

    def __init__(self, name: str, args: GlobalClusterArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bare:index:GlobalCluster", name, None, opts)
        global_cluster = aws.neptune.GlobalCluster(
            name,
            global_cluster_identifier=args["global_cluster_identifier"],
            engine="neptune",
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.global_cluster_arn = global_cluster.arn
        self.register_outputs({"globalClusterArn": global_cluster.arn})


component_provider_host(name="bare", components=[GlobalCluster])

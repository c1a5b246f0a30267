"""The component: its arguments, its outputs, and its children."""

# The component host reads these annotations at run time: no `from __future__ import annotations` in this file.

from typing import Any, overload

import pulumi
from typing_extensions import Unpack

from neptune_global_component.component.args import GlobalClusterArgs
from neptune_global_component.component.call import bind
from neptune_global_component.core.messages import PYTHON, Spelling
from neptune_global_component.core.names import TYPE_TOKEN, camel_case
from neptune_global_component.core.results import FailoverState, GlobalClusterMember, RegionalCluster


class GlobalCluster(pulumi.ComponentResource):
    """A Neptune global database: a global cluster, the link to an existing source cluster, and clusters in regions.

    A Python program can use the children, for example to put an alarm beside a cluster: `aws_global_cluster`, and by
    region `aws_clusters`, `aws_instances` (a list, the first instance first) and `aws_subnet_groups`.
    """

    global_cluster_identifier: pulumi.Output[str]
    """Name of the global cluster, in lower case as AWS stores it."""

    global_cluster_arn: pulumi.Output[str]
    """ARN of the global cluster: `arn:PARTITION:rds::ACCOUNT:global-cluster:IDENTIFIER`, without a region."""

    global_cluster_resource_id: pulumi.Output[str]
    """Immutable ID of the global cluster, unique across regions. CloudTrail logs show it when the KMS key is used."""

    status: pulumi.Output[str | None]
    """AWS's status of the global cluster: `available`, or what is in progress, such as `creating`, `modifying`,
    `upgrading`, `switching-over`, `failing-over` or `deleting`. Absent if AWS is not read."""

    engine: pulumi.Output[str]
    """Database engine: `neptune`."""

    engine_version: pulumi.Output[str]
    """Engine version, for example `1.4.6.0`."""

    storage_encrypted: pulumi.Output[bool]
    """Whether the storage of the global database is encrypted."""

    deletion_protection: pulumi.Output[bool]
    """Whether AWS rejects deletion of the global cluster."""

    global_cluster_members: pulumi.Output[list[GlobalClusterMember]]
    """The clusters of the global database: the writer first, then the readers by region."""

    failover_state: pulumi.Output[FailoverState | None]
    """The switchover or failover in progress; absent if there is none."""

    primary_region: pulumi.Output[str | None]
    """Region of the current primary in AWS; absent while the global cluster is empty."""

    primary_cluster_arn: pulumi.Output[str | None]
    """ARN of the current primary in AWS; absent while the global cluster is empty."""

    endpoint: pulumi.Output[str | None]
    """Write endpoint (host name) of the primary; absent while the global cluster is empty."""

    clusters: pulumi.Output[dict[str, RegionalCluster]]
    """Each region's cluster and its endpoints, by region."""

    @overload
    def __init__(
        self,
        name: str,
        args: GlobalClusterArgs,
        opts: pulumi.ResourceOptions | None = None,
        *,
        spelling: Spelling = PYTHON,
    ) -> None: ...

    @overload
    def __init__(
        self, name: str, *, opts: pulumi.ResourceOptions | None = None, **arguments: Unpack[GlobalClusterArgs]
    ) -> None: ...

    @overload
    def __init__(
        self, name: str, opts: pulumi.ResourceOptions | None, /, **arguments: Unpack[GlobalClusterArgs]
    ) -> None: ...

    def __init__(
        self,
        name: str,
        args: GlobalClusterArgs | pulumi.ResourceOptions | None = None,
        opts: pulumi.ResourceOptions | None = None,
        *,
        spelling: Spelling = PYTHON,
        **arguments: Any,
    ) -> None:
        """Create the component.

        Args:
            name: its Pulumi name.
            args: the arguments of the global database as a map, or the resource options before keyword arguments.
            opts: the resource options; the children inherit them.
            spelling: the spelling of the arguments in messages, for programs in other languages.
            arguments: the arguments of the global database as keywords, instead of `args`.

        Raises:
            InvalidArgsError: arguments with known values break rules. Outputs are checked when they are known.
            TypeError: a keyword is not an argument, or an argument is set twice.
        """
        values, opts = bind(name, args, opts, arguments)
        # Imported here: an import of the package, and the plugin's schema, take a fifth longer with it.
        from neptune_global_component.component.construction import check_arguments, create_children  # noqa: PLC0415
        from neptune_global_component.component.observation import component_outputs  # noqa: PLC0415

        call = check_arguments(name, values, spelling)
        super().__init__(TYPE_TOKEN, name, None, opts)
        children = create_children(self, call)
        self.aws_global_cluster = children.global_cluster
        self.aws_clusters = children.regional.clusters
        self.aws_instances = children.regional.instances
        self.aws_subnet_groups = children.regional.subnet_groups
        made = component_outputs(children, OUTPUTS)
        for output, value in made.items():
            setattr(self, output, value)
        self.register_outputs({camel_case(output): value for output, value in made.items()})


# Pulumi's component host reads the inputs from the annotation of `args`, which must be a single TypedDict.
GlobalCluster.__init__.__annotations__["args"] = GlobalClusterArgs

OUTPUTS = tuple(GlobalCluster.__annotations__)
"""The outputs by their Python names."""

"""Deleting and finding parameter groups; all else about them is moto's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moto.rds.exceptions import DBParameterGroupNotFoundError

from neptune_global_component.local.neptune.operations.base import Operations
from neptune_global_component.local.neptune.rules import deletion

if TYPE_CHECKING:
    from moto.core.responses import ActionResult


class ParameterGroupOperations(Operations):
    """Parameter groups of clusters and of instances."""

    def describe_db_parameter_groups(self) -> ActionResult:
        """DescribeDBParameterGroups: moto answers an empty list for a group that there is not."""
        name = self.params.get("DBParameterGroupName")
        if name is not None and name not in self.backend.db_parameter_groups:
            raise DBParameterGroupNotFoundError(name)
        return super().describe_db_parameter_groups()

    def delete_db_cluster_parameter_group(self) -> ActionResult:
        """DeleteDBClusterParameterGroup: not while a cluster has it."""
        used = [cluster.parameter_group for cluster in self.backend.clusters.values()]
        deletion.check_parameter_group_unused(self.params["DBClusterParameterGroupName"], used)
        return super().delete_db_cluster_parameter_group()

    def delete_db_parameter_group(self) -> ActionResult:
        """DeleteDBParameterGroup: not while an instance has it."""
        used = [instance.db_parameter_group_name for instance in self.backend.databases.values()]
        deletion.check_parameter_group_unused(self.params["DBParameterGroupName"], used)
        return super().delete_db_parameter_group()

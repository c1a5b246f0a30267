"""Finding and deleting parameter groups, and the parameters that a user set; all else about them is moto's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from moto.core.responses import ActionResult
from moto.rds.exceptions import DBClusterParameterGroupNotFoundError, DBParameterGroupNotFoundError

from neptune_global_component.local.neptune.operations.base import Operations
from neptune_global_component.local.neptune.rules import deletion

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


Parameters = dict[str, dict[str, Any]]
"""The parameters of a group that a user set, by name: moto does not know the others."""


class ParameterGroupOperations(Operations):
    """Parameter groups of clusters and of instances."""

    def describe_db_parameter_groups(self) -> ActionResult:
        """DescribeDBParameterGroups: moto answers an empty list for a group that there is not."""
        name = self.params.get("DBParameterGroupName")
        if name is not None and name not in self.backend.db_parameter_groups:
            raise DBParameterGroupNotFoundError(name)
        return super().describe_db_parameter_groups()

    def describe_db_parameters(self) -> ActionResult:
        """DescribeDBParameters."""
        return ActionResult({"Parameters": _described(self.params, self._instance_parameters())})

    def describe_db_cluster_parameters(self) -> ActionResult:
        """DescribeDBClusterParameters."""
        return ActionResult({"Parameters": _described(self.params, self._cluster_parameters())})

    def reset_db_parameter_group(self) -> ActionResult:
        """ResetDBParameterGroup."""
        _reset(self.params, self._instance_parameters())
        return ActionResult({"DBParameterGroupName": self.params["DBParameterGroupName"]})

    def reset_db_cluster_parameter_group(self) -> ActionResult:
        """ResetDBClusterParameterGroup."""
        _reset(self.params, self._cluster_parameters())
        return ActionResult({"DBClusterParameterGroupName": self.params["DBClusterParameterGroupName"]})

    def _instance_parameters(self) -> Parameters:
        name = self.params["DBParameterGroupName"]
        if name not in self.backend.db_parameter_groups:
            raise DBParameterGroupNotFoundError(name)
        return self.backend.db_parameter_groups[name].parameters

    def _cluster_parameters(self) -> Parameters:
        name = self.params["DBClusterParameterGroupName"]
        if name not in self.backend.db_cluster_parameter_groups:
            raise DBClusterParameterGroupNotFoundError(name)
        return self.backend.db_cluster_parameter_groups[name].parameters

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


def _described(params: Mapping[str, Any], parameters: Parameters) -> Sequence[Mapping[str, Any]]:
    """Give the parameters of the source that is asked for, if one is."""
    if params.get("Source") not in {None, "user"}:
        return []
    return [{**one, "ParameterName": name, "Source": "user"} for name, one in parameters.items()]


def _reset(params: Mapping[str, Any], parameters: Parameters) -> None:
    """Let these parameters, or all of them, have the engine's values again."""
    named = [one["ParameterName"] for one in params.get("Parameters", [])]
    for name in list(parameters) if params.get("ResetAllParameters") else named:
        parameters.pop(name, None)

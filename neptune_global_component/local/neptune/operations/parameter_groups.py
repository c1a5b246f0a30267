"""Parameter groups and their parameters, on top of moto's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from moto.core.responses import ActionResult
from moto.rds.exceptions import DBClusterParameterGroupNotFoundError, DBParameterGroupNotFoundError

from neptune_global_component.local.neptune import parameters, versions
from neptune_global_component.local.neptune.operations.base import Operations
from neptune_global_component.local.neptune.rules import groups

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, MutableMapping, Sequence

    from moto.rds.models import DBClusterParameterGroup, DBParameterGroup

Group = TypeVar("Group")

Parameters = dict[str, dict[str, Any]]
"""The parameters of a group that a user set, by name."""


class ParameterGroupOperations(Operations):
    """Parameter groups of clusters and of instances."""

    def create_db_parameter_group(self) -> ActionResult:
        """CreateDBParameterGroup: of a family that there is."""
        groups.check_family_exists(self.params["DBParameterGroupFamily"])
        return super().create_db_parameter_group()

    def create_db_cluster_parameter_group(self) -> ActionResult:
        """CreateDBClusterParameterGroup: of a family that there is."""
        groups.check_family_exists(self.params["DBParameterGroupFamily"])
        return super().create_db_cluster_parameter_group()

    def describe_db_parameter_groups(self) -> ActionResult:
        """DescribeDBParameterGroups, by pages."""
        named = "DBParameterGroupName" in self.params
        found = [self._instance_group()] if named else list(instance_groups(self).values())
        return self.page("DBParameterGroups", found)

    def describe_db_cluster_parameter_groups(self) -> ActionResult:
        """DescribeDBClusterParameterGroups, by pages."""
        named = "DBClusterParameterGroupName" in self.params
        found = [self._cluster_group()] if named else list(cluster_groups(self).values())
        return self.page("DBClusterParameterGroups", found)

    def describe_db_parameters(self) -> ActionResult:
        """DescribeDBParameters, by pages."""
        return self.page("Parameters", _described(self.params, parameters.INSTANCE, self._instance_group().parameters))

    def describe_db_cluster_parameters(self) -> ActionResult:
        """DescribeDBClusterParameters, by pages."""
        return self.page("Parameters", _described(self.params, parameters.CLUSTER, self._cluster_group().parameters))

    def describe_engine_default_parameters(self) -> ActionResult:
        """DescribeEngineDefaultParameters: of instances, by pages."""
        return self._defaults(parameters.INSTANCE)

    def describe_engine_default_cluster_parameters(self) -> ActionResult:
        """DescribeEngineDefaultClusterParameters: of clusters, by pages."""
        return self._defaults(parameters.CLUSTER)

    def modify_db_parameter_group(self) -> ActionResult:
        """ModifyDBParameterGroup: not a default one, and only known parameters and allowed values."""
        groups.check_modifiable(self.params["DBParameterGroupName"])
        groups.check_parameters(parameters.INSTANCE, self.params.get("Parameters") or [])
        return super().modify_db_parameter_group()

    def modify_db_cluster_parameter_group(self) -> ActionResult:
        """ModifyDBClusterParameterGroup: not a default one, and only known parameters and allowed values."""
        groups.check_modifiable(self.params["DBClusterParameterGroupName"])
        groups.check_parameters(parameters.CLUSTER, self.params.get("Parameters") or [])
        return super().modify_db_cluster_parameter_group()

    def reset_db_parameter_group(self) -> ActionResult:
        """ResetDBParameterGroup."""
        _reset(self.params, self._instance_group().parameters)
        return ActionResult({"DBParameterGroupName": self.params["DBParameterGroupName"]})

    def reset_db_cluster_parameter_group(self) -> ActionResult:
        """ResetDBClusterParameterGroup."""
        _reset(self.params, self._cluster_group().parameters)
        return ActionResult({"DBClusterParameterGroupName": self.params["DBClusterParameterGroupName"]})

    def delete_db_cluster_parameter_group(self) -> ActionResult:
        """DeleteDBClusterParameterGroup: not while a cluster has it."""
        name = self.params["DBClusterParameterGroupName"]
        groups.check_deletable("DBClusterParameterGroup", name)
        groups.check_unused(name, [cluster.parameter_group for cluster in self.backend.clusters.values()])
        return super().delete_db_cluster_parameter_group()

    def delete_db_parameter_group(self) -> ActionResult:
        """DeleteDBParameterGroup: not while an instance has it."""
        name = self.params["DBParameterGroupName"]
        groups.check_deletable("DBParameterGroup", name)
        groups.check_unused(name, [instance.db_parameter_group_name for instance in self.backend.databases.values()])
        return super().delete_db_parameter_group()

    def _defaults(self, known: tuple[parameters.Parameter, ...]) -> ActionResult:
        family = self.params["DBParameterGroupFamily"]
        groups.check_family_exists(family)
        page = self.paged("Parameters", list(parameters.describe(known)))
        return ActionResult({"EngineDefaults": {"DBParameterGroupFamily": family, **page}})

    def _instance_group(self) -> DBParameterGroup:
        name = self.params["DBParameterGroupName"]
        found = instance_groups(self).get(name)
        if found is None:
            raise DBParameterGroupNotFoundError(name)
        return found

    def _cluster_group(self) -> DBClusterParameterGroup:
        name = self.params["DBClusterParameterGroupName"]
        found = cluster_groups(self).get(name)
        if found is None:
            raise DBClusterParameterGroupNotFoundError(name)
        return found


def instance_groups(call: Operations) -> MutableMapping[str, DBParameterGroup]:
    """Return the groups of instances by name, with AWS's default one of each family.

    Args:
        call: a call to the region.
    """

    def create(name: str, family: str) -> None:
        description = f"Default parameter group for {family}"
        call.backend.create_db_parameter_group(
            {"db_parameter_group_name": name, "db_parameter_group_family": family, "description": description}
        )

    return _with_defaults(call.backend.db_parameter_groups, create)


def cluster_groups(call: Operations) -> MutableMapping[str, DBClusterParameterGroup]:
    """Return the groups of clusters by name, with AWS's default one of each family.

    Args:
        call: a call to the region.
    """

    def create(name: str, family: str) -> None:
        description = f"Default cluster parameter group for {family}"
        call.backend.create_db_cluster_parameter_group(name, family, description, [])

    return _with_defaults(call.backend.db_cluster_parameter_groups, create)


def _with_defaults(kept: MutableMapping[str, Group], create: Callable[[str, str], None]) -> MutableMapping[str, Group]:
    for family in versions.families():
        name = f"{groups.DEFAULT}{family}"
        if name not in kept:
            create(name, family)
    return kept


def _described(
    params: Mapping[str, Any], known: tuple[parameters.Parameter, ...], user: Parameters
) -> Sequence[Mapping[str, Any]]:
    """Return all parameters of a group, or those of the source that the call names."""
    source = params.get("Source")
    return [one for one in parameters.describe(known, user) if source in {None, one["Source"]}]


def _reset(params: Mapping[str, Any], user: Parameters) -> None:
    """Let these parameters, or all of them, have the engine's values again."""
    named = [one["ParameterName"] for one in params.get("Parameters", [])]
    for name in list(user) if params.get("ResetAllParameters") else named:
        user.pop(name, None)

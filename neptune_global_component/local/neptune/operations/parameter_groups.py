"""Parameter groups and their parameters, extending moto's."""

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
"""The parameters that a user set in a group, by name."""


class ParameterGroupOperations(Operations):
    """Parameter groups of clusters and of instances."""

    def create_db_parameter_group(self) -> ActionResult:
        """CreateDBParameterGroup: requires a known family."""
        groups.check_family_exists(self.params["DBParameterGroupFamily"])
        return super().create_db_parameter_group()

    def create_db_cluster_parameter_group(self) -> ActionResult:
        """CreateDBClusterParameterGroup: requires a known family."""
        groups.check_family_exists(self.params["DBParameterGroupFamily"])
        return super().create_db_cluster_parameter_group()

    def describe_db_parameter_groups(self) -> ActionResult:
        """DescribeDBParameterGroups, with paging."""
        has_name = "DBParameterGroupName" in self.params
        records = [self._instance_group()] if has_name else list(instance_groups(self).values())
        return self.page("DBParameterGroups", records)

    def describe_db_cluster_parameter_groups(self) -> ActionResult:
        """DescribeDBClusterParameterGroups, with paging."""
        has_name = "DBClusterParameterGroupName" in self.params
        records = [self._cluster_group()] if has_name else list(cluster_groups(self).values())
        return self.page("DBClusterParameterGroups", records)

    def describe_db_parameters(self) -> ActionResult:
        """DescribeDBParameters, with paging."""
        return self.page(
            "Parameters", _descriptions(self.params, parameters.INSTANCE, self._instance_group().parameters)
        )

    def describe_db_cluster_parameters(self) -> ActionResult:
        """DescribeDBClusterParameters, with paging."""
        return self.page("Parameters", _descriptions(self.params, parameters.CLUSTER, self._cluster_group().parameters))

    def describe_engine_default_parameters(self) -> ActionResult:
        """DescribeEngineDefaultParameters: of instances, with paging."""
        return self._defaults(parameters.INSTANCE)

    def describe_engine_default_cluster_parameters(self) -> ActionResult:
        """DescribeEngineDefaultClusterParameters: of clusters, with paging."""
        return self._defaults(parameters.CLUSTER)

    def modify_db_parameter_group(self) -> ActionResult:
        """ModifyDBParameterGroup: rejects default groups, unknown parameters and values that are not allowed."""
        groups.check_modifiable(self.params["DBParameterGroupName"])
        groups.check_parameters(parameters.INSTANCE, self.params.get("Parameters") or [])
        return super().modify_db_parameter_group()

    def modify_db_cluster_parameter_group(self) -> ActionResult:
        """ModifyDBClusterParameterGroup: rejects default groups, unknown parameters and values that are not allowed."""
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
        """DeleteDBClusterParameterGroup: rejects a group that a cluster uses."""
        name = self.params["DBClusterParameterGroupName"]
        groups.check_deletable("DBClusterParameterGroup", name)
        groups.check_unused(name, [cluster.parameter_group for cluster in self.backend.clusters.values()])
        return super().delete_db_cluster_parameter_group()

    def delete_db_parameter_group(self) -> ActionResult:
        """DeleteDBParameterGroup: rejects a group that an instance uses."""
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
        group = instance_groups(self).get(name)
        if group is None:
            raise DBParameterGroupNotFoundError(name)
        return group

    def _cluster_group(self) -> DBClusterParameterGroup:
        name = self.params["DBClusterParameterGroupName"]
        group = cluster_groups(self).get(name)
        if group is None:
            raise DBClusterParameterGroupNotFoundError(name)
        return group


def instance_groups(call: Operations) -> MutableMapping[str, DBParameterGroup]:
    """Return the instance parameter groups by name, including AWS's default group of each family.

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
    """Return the cluster parameter groups by name, including AWS's default group of each family.

    Args:
        call: a call to the region.
    """

    def create(name: str, family: str) -> None:
        description = f"Default cluster parameter group for {family}"
        call.backend.create_db_cluster_parameter_group(name, family, description, [])

    return _with_defaults(call.backend.db_cluster_parameter_groups, create)


def _with_defaults(
    by_name: MutableMapping[str, Group], create: Callable[[str, str], None]
) -> MutableMapping[str, Group]:
    for family in versions.families():
        name = f"{groups.DEFAULT}{family}"
        if name not in by_name:
            create(name, family)
    return by_name


def _descriptions(
    params: Mapping[str, Any], known: tuple[parameters.Parameter, ...], user: Parameters
) -> Sequence[Mapping[str, Any]]:
    """Return all parameters of a group, or those of the source that the call specifies."""
    source = params.get("Source")
    return [one for one in parameters.describe(known, user) if source in {None, one["Source"]}]


def _reset(params: Mapping[str, Any], user: Parameters) -> None:
    """Reset the named parameters, or all of them, to the engine's values."""
    names = [one["ParameterName"] for one in params.get("Parameters", [])]
    for name in list(user) if params.get("ResetAllParameters") else names:
        user.pop(name, None)

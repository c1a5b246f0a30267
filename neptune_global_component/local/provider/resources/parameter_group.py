"""`aws:neptune/parameterGroup:ParameterGroup`."""

from __future__ import annotations

from neptune_global_component.local.provider.parameter_groups import Group, ParameterGroupBase, table


class ParameterGroup(ParameterGroupBase):
    """A parameter group for Neptune instances."""

    token = "aws:neptune/parameterGroup:ParameterGroup"  # noqa: S105 - a type token
    title = "Neptune Parameter Group"
    group = Group("DBParameterGroup", "DescribeDBParameters", resets=True)
    properties = table(group, "ParameterGroupParameter")

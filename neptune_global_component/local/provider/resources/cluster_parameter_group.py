"""`aws:neptune/clusterParameterGroup:ClusterParameterGroup`."""

from __future__ import annotations

from neptune_global_component.local.provider.parameter_groups import Group, ParameterGroupBase, table


class ClusterParameterGroup(ParameterGroupBase):
    """A parameter group for Neptune clusters."""

    token = "aws:neptune/clusterParameterGroup:ClusterParameterGroup"  # noqa: S105 - a type token
    title = "Neptune Cluster Parameter Group"
    group = Group("DBClusterParameterGroup", "DescribeDBClusterParameters", resets=False)
    properties = table(group, "ClusterParameterGroupParameter")

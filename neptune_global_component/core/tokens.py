"""Type tokens of the component and its children. They are part of every URN, so they never change."""

from __future__ import annotations

STASH = "pulumi:index:Stash"
GLOBAL_CLUSTER = "aws:neptune/globalCluster:GlobalCluster"
CLUSTER = "aws:neptune/cluster:Cluster"
INSTANCE = "aws:neptune/clusterInstance:ClusterInstance"
SUBNET_GROUP = "aws:neptune/subnetGroup:SubnetGroup"

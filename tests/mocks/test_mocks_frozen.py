"""Types, names and parents in every user's state: a change would replace or delete resources."""

from __future__ import annotations

# Only lines may come, for new features; what a release made under one of these stays for good.
FROZEN = {
    ("neptune-global:index:GlobalCluster", "x", "project-stack"),
    ("pulumi:index:Stash", "x-declared", "x"),
    ("pulumi:index:Stash", "x-engine-version", "x"),
    ("pulumi:index:Stash", "x-tags", "x"),
    ("pulumi:index:Stash", "x-primary-region", "x"),
    ("aws:neptune/globalCluster:GlobalCluster", "x", "x"),
    ("aws:neptune/subnetGroup:SubnetGroup", "x-us-east-1", "x"),
    ("aws:neptune/cluster:Cluster", "x-us-east-1", "x"),
    ("aws:neptune/cluster:Cluster", "x-eu-west-1", "x"),
    ("aws:neptune/cluster:Cluster", "x-ap-northeast-1", "x"),
    ("aws:neptune/clusterInstance:ClusterInstance", "x-us-east-1-1", "x"),
    ("aws:neptune/clusterInstance:ClusterInstance", "x-eu-west-1-1", "x"),
    ("aws:neptune/clusterInstance:ClusterInstance", "x-ap-northeast-1-1", "x"),
}


def test_types_names_and_parents(engine, database):
    """Every type, name and parent is in the table, and those of earlier releases have not changed."""
    subnets = {"us-east-1": {"subnet_ids": ["subnet-1", "subnet-2"]}}
    engine.preview_of(database(subnets, engine_version="1.4.6.0", tags={"team": "graph"}))
    assert {(one.type, one.name, one.parent) for one in engine.registered} == FROZEN

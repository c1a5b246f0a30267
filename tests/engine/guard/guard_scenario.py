"""Scenarios of the guard, and the resources of their programs."""

from __future__ import annotations

from dataclasses import dataclass

GLOBAL = "aws:neptune/globalCluster:GlobalCluster"
CLUSTER = "aws:neptune/cluster:Cluster"
INSTANCE = "aws:neptune/clusterInstance:ClusterInstance"
CLUSTER_PARAMETERS = "aws:neptune/clusterParameterGroup:ClusterParameterGroup"
SUBNETS = "aws:neptune/subnetGroup:SubnetGroup"

TAGGED = {"AddTagsToResource"}
NOTHING = frozenset()


@dataclass(frozen=True)
class Change:
    """A change of a program.

    Args:
        name: the name of the recording.
        program: the changed one.
        expected: by rule and resource, the operations that AWS is asked for on that resource.
        refused: whether AWS refuses some of it in the update.
        out_of_band: changes AWS before, outside Pulumi.
        refreshed: whether the state is refreshed in a step of its own, before the preview.
        arguments: more of them, for the preview and for the update.
    """

    name: str
    program: object
    expected: dict
    refused: bool = False
    out_of_band: object = None
    refreshed: bool = False
    arguments: tuple = ()


@dataclass(frozen=True)
class Scenario:
    """A stack: its first program and its changes.

    Args:
        first: the program that is deployed before all.
        changes: one after the other.
        refresh: whether the state is refreshed before the changes.
    """

    first: object
    changes: tuple
    refresh: bool = False


def yaml(**resources):
    """A YAML program."""
    return {"runtime": "yaml", "resources": resources}


def resource(kind, options=None, **properties):
    """A resource of a YAML program."""
    return {"type": kind, "properties": properties, "options": options or {}}


def whole(identifier, options=None, **properties):
    """A global cluster with an engine of its own."""
    return resource(GLOBAL, options, globalClusterIdentifier=identifier, **{"engine": "neptune", **properties})


def cluster(identifier, options=None, **properties):
    """Return a cluster without a final snapshot."""
    given = {"clusterIdentifier": identifier, "engine": "neptune", "skipFinalSnapshot": True, "applyImmediately": True}
    return resource(CLUSTER, options, **{**given, **properties})


def instance(identifier, of, options=None, **properties):
    """An instance."""
    given = {"identifier": identifier, "clusterIdentifier": of, "engine": "neptune", "instanceClass": "db.r6g.large"}
    return resource(INSTANCE, options, **{**given, **properties})


def parameters(name, **properties):
    """A cluster parameter group."""
    return resource(CLUSTER_PARAMETERS, name=name, family="neptune1.4", **properties)


def subnets(name, of):
    """A subnet group."""
    return resource(SUBNETS, name=name, subnetIds=of)

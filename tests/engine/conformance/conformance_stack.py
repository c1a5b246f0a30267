"""Runs of pulumi with the real provider's timeouts, and their results."""

from __future__ import annotations

import json

from pulumi_project import kinds_of

GLOBAL = "aws:neptune/globalCluster:GlobalCluster"
CLUSTER = "aws:neptune/cluster:Cluster"
INSTANCE = "aws:neptune/clusterInstance:ClusterInstance"
SUBNET_GROUP = "aws:neptune/subnetGroup:SubnetGroup"
PARAMETER_GROUP = "aws:neptune/parameterGroup:ParameterGroup"
CLUSTER_PARAMETER_GROUP = "aws:neptune/clusterParameterGroup:ClusterParameterGroup"
ENDPOINT = "aws:neptune/clusterEndpoint:ClusterEndpoint"
SNAPSHOT = "aws:neptune/clusterSnapshot:ClusterSnapshot"
SUBSCRIPTION = "aws:neptune/eventSubscription:EventSubscription"

NO_CHANGE = ("same", "refresh")
REPLACING = ("create-replacement", "replace", "delete-replaced")


class Stack:
    """A stack of YAML programs."""

    def __init__(self, project):
        self._project = project

    def write(self, resources, **others):
        """Write a program with these resources by name, and outputs."""
        self._project.write({"resources": resources, **others})

    def run(self, *arguments, fails=False):
        """Run pulumi, and return its standard output or, if it must fail, all output."""
        return self._project.run(*arguments, fails=fails)

    def up(self, *arguments, fails=False):
        """Update without a preview, with full parallelism."""
        return self.run("up", "--yes", "--skip-preview", "--parallel", "128", *arguments, fails=fails)

    def refresh(self):
        """Refresh the state."""
        self.run("refresh", "--yes", "--skip-preview", "--parallel", "128")

    def kill_when(self, happened, *arguments):
        """Start pulumi, kill its process group when a condition is true, and unlock the stack."""
        self._project.kill_when(happened, *arguments)

    def changes(self, *arguments):
        """Return the planned operation and kinds by resource name, without unchanged resources.

        The operation of a replacement is its first half: `create-replacement` or `delete-replaced`.
        """
        changes = {}
        for step in json.loads(self.run("preview", "--json", "--show-replacement-steps", *arguments))["steps"]:
            if counts(step):
                first, kinds = changes.get(name_of(step), ("", {}))
                operation = first if first in REPLACING else step["op"]
                assert not any(one["inputDiff"] for one in (step.get("detailedDiff") or {}).values())
                changes[name_of(step)] = (operation, kinds | kinds_of(step))
        return changes

    def diagnostics(self):
        """Return the messages about resources in a preview that fails."""
        printed = self.run("preview", "--json", fails=True)
        # Pulumi prints text after the JSON document.
        found, _ = json.JSONDecoder().raw_decode(printed)
        # Others tell for example where the engine found the host of the language.
        return [one["message"] for one in found["diagnostics"] if one.get("urn")]

    def state(self):
        """Return the inputs and outputs of each resource in the state, by name."""
        resources = self._project.resources()
        return {name: (one.get("inputs", {}), one.get("outputs", {})) for (_, name), one in resources.items()}

    def outputs(self):
        """Return the stack's outputs."""
        return self.state()["test-dev"][1]


def counts(step):
    """Return whether a step changes a resource of the program."""
    return step["op"] not in NO_CHANGE and not step["urn"].endswith("pulumi:pulumi:Stack::test-dev")


def name_of(step):
    """Return the name in a step's URN."""
    return step["urn"].rsplit("::", 1)[1]


def global_cluster(identifier, **properties):
    """Return a standalone global cluster resource."""
    return {"type": GLOBAL, "properties": {"globalClusterIdentifier": identifier, "engine": "neptune", **properties}}


def cluster(identifier, **properties):
    """Return a cluster resource."""
    return {"type": CLUSTER, "properties": {"clusterIdentifier": identifier, "skipFinalSnapshot": True, **properties}}


def instance(identifier, of, **properties):
    """Return an instance resource of a cluster."""
    given = {"clusterIdentifier": of, "identifier": identifier, "instanceClass": "db.r6g.large"}
    return {"type": INSTANCE, "properties": given | properties}

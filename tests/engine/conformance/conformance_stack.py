"""Runs of pulumi that wait as long as the real provider does, and what a test reads from them."""

from __future__ import annotations

import json

from pulumi_project import kinds_of

GLOBAL = "aws:neptune/globalCluster:GlobalCluster"
CLUSTER = "aws:neptune/cluster:Cluster"
INSTANCE = "aws:neptune/clusterInstance:ClusterInstance"
SUBNET_GROUP = "aws:neptune/subnetGroup:SubnetGroup"
PARAMETER_GROUP = "aws:neptune/parameterGroup:ParameterGroup"
CLUSTER_PARAMETER_GROUP = "aws:neptune/clusterParameterGroup:ClusterParameterGroup"

NO_CHANGE = ("same", "refresh")
REPLACING = ("create-replacement", "replace", "delete-replaced")


class Stack:
    """A stack of YAML programs."""

    def __init__(self, project):
        self._project = project

    def write(self, resources, **others):
        """Take these resources by name as the program; others are its outputs."""
        self._project.write({"resources": resources, **others})

    def run(self, *arguments, fails=False):
        """Run pulumi; what it printed on standard output, or, where it is to fail, on both."""
        return self._project.run(*arguments, fails=fails)

    def up(self, *arguments, fails=False):
        """Update without a preview first, everything at once."""
        return self.run("up", "--yes", "--skip-preview", "--parallel", "128", *arguments, fails=fails)

    def refresh(self):
        """Refresh the state."""
        self.run("refresh", "--yes", "--skip-preview", "--parallel", "128")

    def kill_when(self, happened, *arguments):
        """Start pulumi, kill it with all it started as soon as something has happened, and unlock the stack."""
        self._project.kill_when(happened, *arguments)

    def changes(self, *arguments):
        """Say what a preview plans: operation and kinds by resource name, without what stays the same.

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
        """The messages of a preview that fails."""
        printed = self.run("preview", "--json", fails=True)
        # What comes behind it is for people.
        found, _ = json.JSONDecoder().raw_decode(printed)
        return [one["message"] for one in found["diagnostics"]]

    def state(self):
        """Give inputs and outputs of each resource in the state, by name."""
        resources = self._project.resources()
        return {name: (one.get("inputs", {}), one.get("outputs", {})) for (_, name), one in resources.items()}

    def outputs(self):
        """Give the stack's outputs."""
        return self.state()["test-dev"][1]


def counts(step):
    """Whether a step is about a resource of the program, and more than a look at it."""
    return step["op"] not in NO_CHANGE and not step["urn"].endswith("pulumi:pulumi:Stack::test-dev")


def name_of(step):
    """The name in a step's URN."""
    return step["urn"].rsplit("::", 1)[1]


def global_cluster(identifier, **properties):
    """The resource of a global cluster of its own."""
    return {"type": GLOBAL, "properties": {"globalClusterIdentifier": identifier, "engine": "neptune", **properties}}


def cluster(identifier, **properties):
    """The resource of a cluster."""
    return {"type": CLUSTER, "properties": {"clusterIdentifier": identifier, "skipFinalSnapshot": True, **properties}}


def instance(identifier, of, **properties):
    """The resource of an instance of a cluster."""
    given = {"clusterIdentifier": of, "identifier": identifier, "instanceClass": "db.r6g.large"}
    return {"type": INSTANCE, "properties": given | properties}

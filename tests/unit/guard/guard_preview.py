"""Previews of a few steps, written by hand: for what no recording has."""

from __future__ import annotations

import io
import json

from neptune_global_component.guard.findings import findings
from neptune_global_component.guard.read import read

STACK = "urn:pulumi:dev::test::"
CLUSTER = f"{STACK}aws:neptune/cluster:Cluster::c"
COMPONENT = f"{STACK}neptune-global:index:GlobalCluster$"
VERSION = f"{COMPONENT}pulumi:index:Stash::orders-engine-version"
ARN = "arn:aws:rds:eu-west-1:123456789012:cluster:c"
SECONDARY = {"arn": ARN, "replicationSourceIdentifier": "arn:aws:rds:us-east-1:123456789012:cluster:a"}


def state(inputs=None, outputs=None, **more):
    """A resource's state."""
    return {"inputs": inputs or {}, "outputs": outputs or {}, **more}


def step(operation, urn=CLUSTER, old=None, new=None, **diff):
    """A step of a preview; diff has the kinds of changes by property."""
    detailed = {name: {"kind": kind, "inputDiff": False} for name, kind in diff.items()}
    return {"op": operation, "urn": urn, "oldState": old, "newState": new, "detailedDiff": detailed or None}


def found(*steps):
    """The findings of a preview of these steps."""
    written = json.dumps({"steps": steps, "changeSummary": {"same": 1}}).encode()
    return findings(read(io.BytesIO(written)))


def judged(*steps):
    """The findings of a preview of these steps: verdicts and rules."""
    return [(one.verdict.name, one.rule.name) for one in found(*steps)]


def changed(name, before, after, urn=CLUSTER, kind="update", **more):
    """An update of one property."""
    new = {**({} if after is None else {name: after}), **more}
    return step("update", urn, state({name: before}), state(new), **{name: kind})

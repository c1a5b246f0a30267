"""A resource behind arguments is replaced at each step of a database's life: the children are kept."""

from __future__ import annotations

import json

from fault_kinds import NEIGHBOUR_REPLACED
from fault_report import NAME
from fault_stack import EAST, MEMBER, WEST, identities

COMPONENT = "neptune-global:index:GlobalCluster$"
BEGIN = {"primary_region": EAST, "regions": {EAST: MEMBER}, "engine_version": "1.4.5.0"}
TWO = {**BEGIN, "regions": {EAST: MEMBER, WEST: MEMBER}}
STEPS = {
    "again": BEGIN,
    "region-added": TWO,
    "scaled": {**TWO, "regions": {EAST: {**MEMBER, "instances": 2}, WEST: MEMBER}},
    "protected": {**TWO, "deletion_protection": True},
    "unprotected": TWO,
    "switchover": {**TWO, "primary_region": WEST},
    "upgrade": {**TWO, "primary_region": WEST, "engine_version": "1.4.5.1"},
    "switch-back": {**TWO, "engine_version": "1.4.5.1"},
    "region-removed": {**BEGIN, "engine_version": "1.4.5.1"},
}
"""The life of a database: each step's arguments. The neighbours are replaced in the update that makes the step."""
LOST = {"protected": {f"fed-{EAST}-2"}, "region-removed": {f"fed-{WEST}", f"fed-{WEST}-1"}}
"""What a step itself deletes: a second instance, and a region."""

PROGRAM = """
import json
import pulumi
import pulumi_aws as aws
from neptune_global_component import GlobalCluster

program = json.loads({program!r})
named = aws.neptune.ClusterParameterGroup(
    "named", name="named", family="neptune1.4", region="us-east-1", description=program["description"]
)
auto = aws.neptune.ClusterParameterGroup("auto", family=program["family"], region="us-east-1")


def fed(value):
    return pulumi.Output.all(named.arn, auto.arn).apply(lambda _: value)


arguments = program["arguments"]
for region, values in arguments["regions"].items():
    arguments["regions"][region] = {{key: value if key == "instances" else fed(value) for key, value in values.items()}}
for key in ("engine_version", "deletion_protection"):
    if key in arguments:
        arguments[key] = fed(arguments[key])
GlobalCluster("fed", {{**arguments, "global_cluster_identifier": fed("fed"), "tags": fed({{"team": "graph"}})}})
"""
FAMILIES = ("neptune1.3", "neptune1.4")


class Life:
    """A stack whose resources behind arguments are replaced in every update."""

    def __init__(self, project, aws):
        self.project, self.aws = project, aws
        self.updates = 0
        self.take(BEGIN)

    def take(self, arguments):
        """Update with replaced neighbours, and return what the preview would delete or replace."""
        self.updates += 1
        values = {"description": f"update {self.updates}", "family": FAMILIES[self.updates % 2], "arguments": arguments}
        self.project.write(PROGRAM.format(program=json.dumps(values)))
        steps = json.loads(self.project.run("preview", "--json"))["steps"]
        self.project.run("up", "--yes", "--skip-preview")
        lost = [one for one in steps if COMPONENT in one["urn"] and ("delete" in one["op"] or "replace" in one["op"])]
        return {one["urn"].rpartition("::")[2] for one in lost}

    def identities(self):
        """Return AWS's IDs of the database's clusters and instances, by identifier."""
        return {name: one for name, one in identities(self.aws).items() if name.startswith("fed-")}


def test_neighbour_replaced(lab, record_property):
    """A step deletes only what it removes; replaced neighbours delete and replace no children."""
    life = Life(lab.project("fed"), lab.aws)
    for step, arguments in STEPS.items():
        before, lost = life.identities(), LOST.get(step, set())
        assert life.take(arguments) == lost, step
        after = life.identities()
        kept = {name: identity for name, identity in before.items() if name not in lost}
        assert {name: after.get(name) for name in kept} == kept, step
        case = {"step": "life of a database", "operation": step, "fault": NEIGHBOUR_REPLACED, "outcome": "ok"}
        record_property(NAME, case)
    life.project.run("destroy", "--yes", "--skip-preview")
    assert life.identities() == {}

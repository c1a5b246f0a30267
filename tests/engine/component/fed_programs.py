"""Programs whose arguments are fed by other resources, in Python and YAML."""

from __future__ import annotations

import json

from programs import COMPONENT, camel
from pulumi_project import ROOT

STASH = "pulumi:index:Stash"

PYTHON = """
import json
import pulumi
import pulumi_aws as aws
from neptune_global_component import GlobalCluster

programs = json.loads({programs!r})


def fed(feeders, name, value):
    groups = [
        aws.neptune.ClusterParameterGroup(feeder, region="us-east-1", **values)
        for feeder, values in feeders.get(name, {{}}).items()
    ]
    return pulumi.Output.all(*(group.arn for group in groups)).apply(lambda _: value) if groups else value


for component, program in programs.items():
    feeders = program["feeders"]
    arguments = {{key: fed(feeders, key, value) for key, value in program["arguments"].items()}}
    for region, values in program["regions"].items():
        settings = values.pop("instance_settings", None)
        fed_values = {{key: fed(feeders, f"{{region}}.{{key}}", value) for key, value in values.items()}}
        if settings:
            fed_values["instance_settings"] = [
                {{key: fed(feeders, f"{{region}}.instance-{{key}}", value) for key, value in one.items()}}
                for one in settings
            ]
        arguments.setdefault("regions", {{}})[region] = fed_values
    made = GlobalCluster(component, {{**arguments, **program["plain"]}})
    pulumi.export(component, made.global_cluster_members)
"""


def python(programs):
    """Return a program in Python."""
    return PYTHON.format(programs=json.dumps(programs))


def yaml(programs):
    """Return the same program in YAML."""
    resources = {}
    for component, program in programs.items():
        resources |= _yaml_resources(component, program)
    return {
        "packages": {"neptune-global": str(ROOT)},
        "resources": resources,
        "outputs": {component: f"${{{component}.globalClusterMembers}}" for component in programs},
    }


def _yaml_resources(component, program):
    feeders = program["feeders"]

    def fed(name, value):
        if isinstance(value, dict):
            value = {camel(key): one for key, one in value.items()}
        for feeder, settings in feeders.get(name, {}).items():
            first = "name" in settings
            stashes[feeder] = {
                "type": STASH,
                "properties": {"input": {"value": value, "settings": settings}},
                "options": {"replaceOnChanges": ["input"], "deleteBeforeReplace": first},
            }
            # The engine knows no type of it, so it fits every argument.
            value = f"${{{feeder}.output.value}}"
        return value

    stashes = {}
    properties = {camel(key): fed(key, value) for key, value in program["arguments"].items()}
    if program["regions"]:
        properties["regions"] = {
            region: {
                camel(key): [
                    {camel(name): fed(f"{region}.instance-{name}", inner) for name, inner in one.items()}
                    for one in value
                ]
                if key == "instance_settings"
                else fed(f"{region}.{key}", value)
                for key, value in values.items()
            }
            for region, values in program["regions"].items()
        }
    properties |= {camel(key): value for key, value in program["plain"].items()}
    return {**stashes, component: {"type": COMPONENT, "properties": properties}}

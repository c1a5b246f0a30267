"""Transforms of a program in another language, whose components the plugin constructs."""

from __future__ import annotations

import pytest
from programs import COMPONENT, MEMBER, in_camel_case, upgrade_and_switch_over
from pulumi_project import ROOT

# Python stands for TypeScript and Go: the component is not imported, but constructed by the plugin.
PROGRAM = """
import pulumi


class GlobalCluster(pulumi.ComponentResource):
    def __init__(self, name, inputs, opts=None):
        super().__init__({kind!r}, name, inputs, opts, remote=True)


def transform(args):
    if args.type_.startswith("aws:") or "Stash" in args.type_:
        return pulumi.ResourceTransformResult(args.props, pulumi.ResourceOptions(ignore_changes=["*"]))


inputs = {inputs!r}
{call}
"""
CALLS = {
    "component": 'GlobalCluster("orders", inputs, pulumi.ResourceOptions(transforms=[transform]))',
    "stack": 'pulumi.runtime.register_resource_transform(transform)\nGlobalCluster("orders", inputs)',
}


@pytest.mark.parametrize("place", CALLS)
def test_a_transform_does_not_remove_options_of_the_component(project, aws, place):
    """Hooks and ignored properties stay: nothing is replaced, and an upgrade and a switchover happen in AWS."""

    def write(**args):
        regions = dict.fromkeys(("us-east-1", "eu-west-1"), MEMBER)
        inputs = in_camel_case({"global_cluster_identifier": "orders", "regions": regions, **args})
        project.write(PROGRAM.format(kind=COMPONENT, inputs=inputs, call=CALLS[place]))
        plugins = {"providers": [{"name": "neptune-global", "path": str(ROOT)}]}
        project.write({"runtime": "python", "plugins": plugins})

    upgrade_and_switch_over(project, aws, write)

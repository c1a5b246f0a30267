"""The provider's default tags, which pulumi-aws does not set on a global cluster."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ARN = "arn:aws:rds::123456789012:global-cluster:orders"
CLUSTER_ARN = "arn:aws:rds:us-east-1:123456789012:cluster:orders-us-east-1"
PROGRAM = """
import pulumi
import pulumi_aws as aws
from neptune_global_component import GlobalCluster

options = None
{provider}
member = {{"instance_class": "db.r6g.large", "skip_final_snapshot": True}}
regions = {{"us-east-1": member}}
orders = GlobalCluster("orders", {{"global_cluster_identifier": "orders", "regions": regions{more}}}, options)
"""
PROVIDER = """
provider = aws.Provider("own", region="us-east-1", default_tags={{"tags": {tags}}})
options = pulumi.ResourceOptions(providers=[provider])
"""
YAML_MEMBER = {"instanceClass": "db.r6g.large", "skipFinalSnapshot": True}


def yaml(tags):
    """Return a YAML program with these tags."""
    properties = {"globalClusterIdentifier": "orders", "regions": {"us-east-1": YAML_MEMBER}, **tags}
    return {
        "packages": {"neptune-global": str(Path(__file__).parents[3])},
        "resources": {"orders": {"type": "neptune-global:index:GlobalCluster", "properties": properties}},
    }


def python(tags):
    """Return a Python program with these tags."""
    return PROGRAM.format(provider="", more="".join(f', "{key}": {value!r}' for key, value in tags.items()))


BOTH = pytest.mark.parametrize("program", [python, pytest.param(yaml, marks=pytest.mark.long)])


def tags(aws, arn=ARN):
    """Return the tags in AWS."""
    found = aws.neptune().list_tags_for_resource(ResourceName=arn)["TagList"]
    return {one["Key"]: one["Value"] for one in found}


def set_default_tags(project, **given):
    """Set the default tags of the stack's configuration."""
    project.run("config", "set", "aws:defaultTags", json.dumps({"tags": given}))


@BOTH
def test_default_tags_of_the_configuration(project, aws, program):
    """They are set on the global cluster and its cluster, the program's tags override them, and they can be removed."""
    set_default_tags(project, cost="c42", team="platform")
    project.write(program({"tags": {"team": "graph"}}))
    project.up()
    assert tags(aws) == tags(aws, CLUSTER_ARN) == {"cost": "c42", "team": "graph"}
    project.run("preview", "--expect-no-changes")
    set_default_tags(project, cost="c43")
    assert "set tags of the global cluster: cost" in project.run("preview")
    project.up()
    assert tags(aws) == tags(aws, CLUSTER_ARN) == {"cost": "c43", "team": "graph"}
    project.run("config", "rm", "aws:defaultTags")
    assert "remove tags of the global cluster: cost" in project.run("preview")
    project.up()
    assert tags(aws) == tags(aws, CLUSTER_ARN) == {"team": "graph"}
    project.run("preview", "--refresh", "--expect-no-changes")


@BOTH
def test_default_tags_alone(project, aws, program):
    """Without tags in the program, the global cluster has the provider's until they are removed."""
    set_default_tags(project, cost="c42")
    project.write(program({}))
    project.up()
    assert tags(aws) == tags(aws, CLUSTER_ARN) == {"cost": "c42"}
    project.run("preview", "--expect-no-changes")
    project.run("config", "rm", "aws:defaultTags")
    assert "remove tags of the global cluster: cost" in project.run("preview")
    project.up()
    assert tags(aws) == {}
    project.run("preview", "--expect-no-changes")
    project.run("destroy", "--yes", "--skip-preview")


def test_default_tags_of_an_explicit_provider(project, aws):
    """They are set on the global cluster too, and a change of them is previewed and applied."""
    for wanted, said in (({"cost": "c42"}, ""), ({"cost": "c43"}, "set tags of the global cluster: cost"), ({}, "")):
        project.write(PROGRAM.format(provider=PROVIDER.format(tags=wanted), more=""))
        assert said in project.run("preview")
        project.up()
        assert tags(aws) == tags(aws, CLUSTER_ARN) == wanted
        project.run("preview", "--expect-no-changes")


@BOTH
def test_tags_that_are_numbers_or_booleans(project, aws, program):
    """Each becomes a string, on the global cluster and on its cluster."""
    project.write(program({"tags": {"cost": 42, "share": 0.5, "live": True}}))
    project.up()
    assert tags(aws) == tags(aws, CLUSTER_ARN) == {"cost": "42", "share": "0.5", "live": "true"}
    project.run("preview", "--refresh", "--expect-no-changes")

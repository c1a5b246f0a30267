"""The provider's default tags, which pulumi-aws does not set on a global cluster."""

from __future__ import annotations

import json

import pytest
from programs import program, yaml_program

ARN = "arn:aws:rds::123456789012:global-cluster:orders"
CLUSTER_ARN = "arn:aws:rds:us-east-1:123456789012:cluster:orders-us-east-1"
PROVIDER = 'provider = aws.Provider("own", region="us-east-1", default_tags={{"tags": {tags}}})'
OPTIONS = "pulumi.ResourceOptions(providers=[provider])"
BOTH = pytest.mark.parametrize(
    "write", [program, pytest.param(yaml_program, marks=pytest.mark.long)], ids=["python", "yaml"]
)


def tags(aws, arn=ARN):
    """Return the tags in AWS."""
    found = aws.neptune().list_tags_for_resource(ResourceName=arn)["TagList"]
    return {one["Key"]: one["Value"] for one in found}


def set_default_tags(project, **given):
    """Set the default tags of the stack's configuration."""
    project.run("config", "set", "aws:defaultTags", json.dumps({"tags": given}))


@BOTH
def test_default_tags_of_the_configuration(project, aws, write):
    """They are set on the global cluster and its cluster, the program's tags override them, and they can be removed."""
    set_default_tags(project, cost="c42", team="platform")
    project.write(write("us-east-1", tags={"team": "graph"}))
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
def test_default_tags_alone(project, aws, write):
    """Without tags in the program, the global cluster has the provider's until they are removed."""
    set_default_tags(project, cost="c42")
    project.write(write("us-east-1"))
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
        project.write(program("us-east-1", before=PROVIDER.format(tags=wanted), options=OPTIONS))
        assert said in project.run("preview")
        project.up()
        assert tags(aws) == tags(aws, CLUSTER_ARN) == wanted
        project.run("preview", "--expect-no-changes")


@BOTH
def test_tags_that_are_numbers_or_booleans(project, aws, write):
    """Each becomes a string, on the global cluster and on its cluster."""
    project.write(write("us-east-1", tags={"cost": 42, "share": 0.5, "live": True}))
    project.up()
    assert tags(aws) == tags(aws, CLUSTER_ARN) == {"cost": "42", "share": "0.5", "live": "true"}
    project.run("preview", "--refresh", "--expect-no-changes")

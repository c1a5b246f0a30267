"""The stand-in as a provider of programs: explicit providers, secrets, functions, schema."""

from __future__ import annotations

import json
from importlib.metadata import version

import pytest

GROUP = "aws:neptune/parameterGroup:ParameterGroup"
PYTHON_PROGRAM = """\
import pulumi
import pulumi_aws as aws

group = aws.neptune.GlobalCluster("g", global_cluster_identifier="orders", engine="neptune")
member = aws.neptune.Cluster(
    "a", cluster_identifier="orders-a", global_cluster_identifier=group.id, skip_final_snapshot=True
)
live = aws.neptune.GlobalCluster.get("live", id=group.id, opts=pulumi.ResourceOptions(depends_on=[member]))
pulumi.export("members", live.global_cluster_members)
pulumi.export("stale", group.global_cluster_members)
pulumi.export("account", aws.get_caller_identity().account_id)
"""


def test_explicit_provider(project, aws):
    """An explicit provider sets endpoint and region, and its default tags apply to the resources."""
    for name in ("AWS_ENDPOINT_URL", "AWS_REGION", "AWS_DEFAULT_REGION"):
        del project.environment[name]
    provider = {
        "region": "us-west-2",
        "accessKey": "test",
        "secretKey": "test",
        "skipCredentialsValidation": True,
        "endpoints": [{"neptune": aws.url, "sts": aws.url}],
        "defaultTags": {"tags": {"team": "graph"}},
    }
    program = {
        "resources": {
            "west": {"type": "pulumi:providers:aws", "properties": provider},
            "g": {"type": GROUP, "properties": {"family": "neptune1.4"}, "options": {"provider": "${west}"}},
        },
        "outputs": {"arn": "${g.arn}", "tags": "${g.tagsAll}", "region": "${g.region}"},
    }
    project.write(program)
    outputs = project.up()
    assert outputs["arn"].startswith("arn:aws:rds:us-west-2:")
    assert outputs["tags"] == {"team": "graph"}
    assert outputs["region"] == "us-west-2"
    assert project.changes() == {}
    project.run("refresh", "--yes")
    assert project.changes() == {}


def test_no_region(project):
    """Without a region, the preview fails with pulumi-aws's message."""
    del project.environment["AWS_REGION"], project.environment["AWS_DEFAULT_REGION"]
    project.write({"resources": {"g": {"type": GROUP, "properties": {"family": "neptune1.4"}}}})
    assert "Missing region information" in project.run("preview", fails=True)


def test_another_region_of_the_stack(project):
    """A changed aws:region replaces resources without their own region, because pulumi-aws adds it to their inputs."""
    project.write({"resources": {"g": {"type": GROUP, "properties": {"family": "neptune1.4"}}}})
    project.run("config", "set", "aws:region", "us-east-1")
    project.up()
    project.run("config", "set", "aws:region", "eu-west-1")
    assert project.changes() == {"g": ("replace", {"region": "update-replace"})}


def test_real_account(project):
    """Without a local AWS, no AWS call is made."""
    del project.environment["AWS_ENDPOINT_URL"]
    project.write({"resources": {"g": {"type": GROUP, "properties": {"family": "neptune1.4"}}}})
    assert "works with a local AWS only" in project.run("up", "--yes", "--skip-preview", fails=True)


def test_secrets(project):
    """An output is secret if the input of the same name is."""
    group = {"type": GROUP, "properties": {"family": "neptune1.4", "description": {"fn::secret": "hush"}}}
    project.write({"resources": {"g": group}, "outputs": {"description": "${g.description}"}})
    project.up()
    assert json.loads(project.run("stack", "output", "--json")) == {"description": "[secret]"}
    assert "hush" not in project.run("stack", "export")


def test_lookup_from_python(project):
    """A lookup after the members shows them in the first update, where the resource itself does not yet."""
    (project.folder / "__main__.py").write_text(PYTHON_PROGRAM)
    project.write({"runtime": "python"})
    outputs = project.up()
    # Since 3.26x, the SDK exports the members in camelCase.
    arns = [one.get("dbClusterArn") or one["db_cluster_arn"] for one in outputs["members"]]
    assert [arn.split(":")[-1] for arn in arns] == ["orders-a"]
    assert outputs["stale"] == []
    assert outputs["account"] == "123456789012"
    assert project.changes() == {"live": ("read", {})}


@pytest.mark.parametrize("function", ["aws:getRegion", "aws:getCallerIdentity"])
def test_functions(project, function):
    """YAML programs can call the functions."""
    project.write(
        {"variables": {"it": {"fn::invoke": {"function": function, "arguments": {}}}}, "outputs": {"it": "${it}"}}
    )
    assert {"us-east-1", "123456789012"} & set(project.up()["it"].values())


def test_get_schema(project):
    """`pulumi package get-schema` prints the schema of the installed version."""
    project.write({})
    schema = json.loads(project.run("package", "get-schema", "aws"))
    assert schema["version"] == version("pulumi_aws")


def test_a_failed_creation(project, aws):
    """A cluster that exists although its creation failed stays in the state, and the error is AWS's message."""
    aws.local.settings({"faults": [{"operation": "DescribeDBClusters", "errorCode": "AccessDenied", "times": 1}]})
    cluster = {"clusterIdentifier": "orders", "skipFinalSnapshot": True}
    project.write({"resources": {"a": {"type": "aws:neptune:Cluster", "properties": cluster}}})
    printed = project.run("up", "--yes", "--skip-preview", fails=True)
    assert "AccessDenied" in printed
    assert "Traceback" not in printed
    assert "Unexpected <class" not in printed
    kept = project.resources()["aws:neptune/cluster:Cluster", "a"]
    assert kept["id"] == "orders"
    assert kept["initErrors"]

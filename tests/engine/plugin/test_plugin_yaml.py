"""The component in YAML programs: the plugin from this repository's folder, on the real engine."""

from __future__ import annotations

from pathlib import Path

import pytest
from pulumi_project import wait_until

ROOT = Path(__file__).parents[3]
TYPE = "neptune-global:index:GlobalCluster"
MEMBER = {"instanceClass": "db.r6g.large", "skipFinalSnapshot": True}


def program(properties, *, options=None, resources=None):
    """A program with one component, whose outputs are the stack's, and other resources."""
    return {
        "packages": {"neptune-global": str(ROOT)},
        "resources": {
            "orders": {
                "type": TYPE,
                "properties": {"globalClusterIdentifier": "orders", **properties},
                "options": options or {},
            },
            **(resources or {}),
        },
        "outputs": {"members": "${orders.globalClusterMembers}", "primaryRegion": "${orders.primaryRegion}"},
    }


def failed_output(project, *command):
    """Return the output of a failing command, which has no stack trace."""
    printed = project.run(*command, fails=True)
    assert "Traceback" not in printed
    assert ".py" not in printed
    return printed


def test_bad_input(project, aws):
    """The preview fails with every problem at once, each at its property's path in the program's own spelling."""
    regions = {
        "us-east-1": {"instanceClass": "db.t3.medium", "finalSnapshotIdentifier": "last", "port": 80},
        "eu-west-1": {"instanceClass": "db.r6g.large", "instances": 1.5},
    }
    project.write(program({"engineVersion": "1.1", "regions": regions}))
    printed = failed_output(project, "preview")
    assert "GlobalCluster 'orders': 6 problems; nothing was changed." in printed
    for path in (
        "engineVersion",
        "primaryRegion",
        'regions["us-east-1"].instanceClass',
        'regions["us-east-1"].port',
        'regions["eu-west-1"].instances',
        'regions["eu-west-1"].finalSnapshotIdentifier',
    ):
        assert f"- property {path} " in printed
    assert "80 is out of range. Set a number from 1150 to 65535." in printed
    assert "or skipFinalSnapshot: true." in printed
    assert aws.writes() == []


def test_a_value_that_the_preview_does_not_know(project, aws):
    """An unknown value is checked in `up`, before the first write that uses it, with the same message."""
    other = {"type": "aws:neptune:Cluster", "properties": {"clusterIdentifier": "other", "skipFinalSnapshot": True}}
    properties = {"engineVersion": "${other.clusterResourceId}", "regions": {"us-east-1": MEMBER}}
    project.write(program(properties, resources={"other": other}))
    project.run("preview")
    printed = failed_output(project, "up", "--yes", "--skip-preview")
    assert "- property engineVersion with value" in printed
    assert "is not an engine version: it must be four numbers, for example '1.4.6.0'." in printed
    assert aws.writes() == ["CreateDBCluster"]


def test_what_exists_already(project, aws):
    """An existing resource in AWS is reported at the property's path, too."""
    aws.neptune().create_global_cluster(GlobalClusterIdentifier="orders", Engine="neptune")
    project.write(program({"regions": {"us-east-1": MEMBER}}))
    printed = failed_output(project, "preview")
    assert "- property globalClusterIdentifier with value" in printed
    assert "has a problem: 'orders' already exists" in printed


def test_every_problem_of_a_change_is_a_property_error(project, aws):
    """A preview and an update list all of them at their paths, in the spelling of the program."""
    regions = {"us-east-1": MEMBER, "eu-west-1": MEMBER}
    project.write(program({"primaryRegion": "us-east-1", "engineVersion": "1.4.6.0", "regions": regions}))
    project.up()
    writes = aws.writes()
    changed = {"primaryRegion": "eu-west-1", "engineVersion": "1.4.5.0", "storageEncrypted": True}
    project.write(program({**changed, "regions": {**regions, "us-west-2": MEMBER}}))
    for command in (["preview"], ["up", "--yes", "--skip-preview"]):
        printed = failed_output(project, *command)
        assert "GlobalCluster 'orders': 3 problems; nothing was changed." in printed
        assert "grpc" not in printed
        assert "before hook" not in printed
        for path in ("storageEncrypted", "engineVersion", 'regions["us-west-2"]'):
            assert f"- property {path} " in printed
    assert aws.writes() == writes


def test_secrets(project):
    """A secret stays secret, at the top level and in a region, and makes no other value secret."""
    region = {**MEMBER, "port": {"fn::secret": 8183}, "preferredBackupWindow": "01:00-02:00"}
    project.write(program({"globalClusterIdentifier": {"fn::secret": "hush"}, "regions": {"us-east-1": region}}))
    assert project.up()["primaryRegion"] == "us-east-1"
    resources = project.resources()
    inputs = resources["aws:neptune/cluster:Cluster", "orders-us-east-1"]["inputs"]
    assert "ciphertext" in inputs["port"]
    assert inputs["preferredBackupWindow"] == "01:00-02:00"
    whole = resources["aws:neptune/globalCluster:GlobalCluster", "orders"]
    assert "ciphertext" in whole["inputs"]["globalClusterIdentifier"]
    project.run("preview", "--expect-no-changes")


def test_an_output_inside_a_region(project, aws):
    """Outputs of other resources can be anywhere in a region, also as an entire object."""
    stash = {"type": "pulumi:index:Stash", "properties": {"input": {"minCapacity": 1, "maxCapacity": 2.5}}}
    region = {
        "instanceClass": "db.serverless",
        "skipFinalSnapshot": True,
        "serverlessV2ScalingConfiguration": "${scaling.output}",
    }
    project.write(program({"regions": {"us-east-1": region}}, resources={"scaling": stash}))
    project.up()
    (made,) = aws.neptune().describe_db_clusters()["DBClusters"]
    assert made["ServerlessV2ScalingConfiguration"] == {"MinCapacity": 1.0, "MaxCapacity": 2.5}
    project.run("preview", "--expect-no-changes")


@pytest.mark.parametrize("option", [pytest.param("provider", marks=pytest.mark.long), "providers"])
def test_an_explicit_provider(project, aws, option):
    """It serves the children and the reads without AWS environment variables, in each call's region."""
    for name in ("AWS_ENDPOINT_URL", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        del project.environment[name]
    settings = {"region": "us-west-2", "accessKey": "test", "secretKey": "test"}
    mine = {
        "type": "pulumi:providers:aws",
        "properties": {**settings, "endpoints": [{"neptune": aws.url, "sts": aws.url}]},
    }
    properties = {"regions": {"us-east-1": MEMBER, "eu-west-1": MEMBER}, "primaryRegion": "us-east-1"}
    options = {"provider": "${mine}", "providers": ["${mine}"]}
    project.write(program(properties, options={option: options[option]}, resources={"mine": mine}))
    outputs = project.up()
    assert [one["region"] for one in outputs["members"]] == ["us-east-1", "eu-west-1"]
    made = [(call["parameters"]["DBClusterIdentifier"], call["region"]) for call in aws.calls("CreateDBInstance")]
    assert made == [("orders-us-east-1", "us-east-1"), ("orders-eu-west-1", "eu-west-1")]
    for call in aws.calls():
        named = call["parameters"].get("DBClusterIdentifier") or call["parameters"].get("DBInstanceIdentifier") or ""
        assert named.removeprefix("orders-").startswith(call["region"]) or not named
    # The component's reads of the global database; the provider's reads go to the member's region.
    assert "us-west-2" in {call["region"] for call in aws.calls("DescribeGlobalClusters")}
    project.run("preview", "--expect-no-changes")


def test_options(project, aws):
    """A protected component's children are protected, and depend on what it depends on."""
    other = {"type": "aws:neptune:Cluster", "properties": {"clusterIdentifier": "other", "skipFinalSnapshot": True}}
    options = {"protect": True, "dependsOn": ["${other}"]}
    project.write(program({"regions": {"us-east-1": MEMBER}}, options=options, resources={"other": other}))
    project.up()
    assert aws.writes()[:2] == ["CreateDBCluster", "CreateGlobalCluster"]
    children = {key: one for key, one in project.resources().items() if one.get("parent", "").endswith("::orders")}
    assert {one.get("protect") for one in children.values()} == {True}
    assert "protect" in failed_output(project, "destroy", "--yes")
    assert "DeleteDBInstance" not in aws.writes()


def test_another_name_with_an_alias(project, aws):
    """Under another name with an alias, the component keeps all its children, also after an interrupted update."""
    regions = {"us-east-1": MEMBER, "eu-west-1": MEMBER}
    project.write(program({"primaryRegion": "us-east-1", "engineVersion": "1.4.5.0", "regions": regions}))
    project.up()
    before = project.resources()
    renamed = program({"primaryRegion": "us-east-1", "engineVersion": "1.4.5.0", "regions": regions})
    renamed["resources"]["sales"] = renamed["resources"].pop("orders")
    renamed["resources"]["sales"]["options"] = {"aliases": [before[TYPE, "orders"]["urn"]]}
    renamed["outputs"] = {"members": "${sales.globalClusterMembers}"}
    project.write(renamed)
    writes = aws.writes()
    project.run("preview", "--expect-no-changes")
    reads = len(aws.calls())
    project.kill_when(lambda: len(aws.calls()) > reads, "up", "--yes", "--skip-preview")
    assert {name for _, name in project.resources()} >= {"sales", "orders-us-east-1"}
    project.run("preview", "--expect-no-changes")
    project.up()
    assert aws.writes() == writes
    assert {name for _, name in project.resources()} >= {"sales", "sales-us-east-1", "sales-eu-west-1-1"}


def test_the_plugin_is_as_wide_as_aws_allows(project, aws):
    """All instances of all secondaries are created concurrently, also on a machine with few processors."""
    aws.local.settings({"latency": {"CreateDBInstance": 3600}})
    names = ("us-east-1", "eu-west-1", "ap-northeast-1", "us-west-2")
    regions = {name: {**MEMBER, "instances": 4} for name in names}
    project.write(program({"primaryRegion": "us-east-1", "regions": regions}))
    process = project.start("up", "--yes", "--skip-preview", "--parallel", "32")
    # No instance becomes available before all that can be created concurrently have started.
    wait_until(lambda: len(aws.calls("CreateDBInstance")) == 4)
    aws.local.settle()
    wait_until(lambda: len(aws.calls("CreateDBInstance")) == 16)
    aws.local.settle()
    printed, _ = process.communicate()
    assert process.returncode == 0, printed


def test_many_databases_of_one_plugin(project, aws):
    """More databases than the plugin has threads are created without a deadlock."""
    numbers = range(2, 14)
    more = {
        f"orders-{number}": {
            "type": TYPE,
            "properties": {"globalClusterIdentifier": f"orders-{number}", "tags": {"team": "graph"}},
        }
        for number in numbers
    }
    project.write(program({}, resources=more))
    project.run("up", "--yes", "--skip-preview", "--parallel", "1")
    assert len(aws.global_clusters()) == 1 + len(numbers)


def test_absent_outputs_are_null(project):
    """An absent output is null, and is not unknown in a preview."""
    names = ("failoverState", "primaryRegion", "primaryClusterArn", "endpoint")
    outputs = {name: f"${{orders.{name}}}" for name in names}
    project.write(
        {
            "packages": {"neptune-global": str(ROOT)},
            "resources": {
                "orders": {"type": TYPE, "properties": {"globalClusterIdentifier": "orders"}},
                "kept": {
                    "type": "pulumi:Stash",
                    "properties": {"input": outputs},
                },
            },
            "outputs": outputs,
        }
    )
    project.up()
    project.run("preview", "--expect-no-changes")

"""A renamed component: with an alias everything is kept, and without one the update fails."""

from __future__ import annotations

import pytest
from programs import MEMBER, program, reject, yaml_program

ALIAS = 'pulumi.ResourceOptions(aliases=[pulumi.Alias(name="orders")])'


def database(name="orders", options="None", *, region="us-east-1", adopt=False):
    """Return a program with the clusters of one region."""
    members = {region: {"cluster_identifier": "old", "instances": 2}}
    return program(name=name, regions=members, options=options, adopt=adopt)


@pytest.fixture
def adopted(project, aws):
    """An imported global database, whose instances have their own names."""
    source = aws.cluster("old")
    for name in ("zeta", "alpha"):
        aws.instance("old", name)
    aws.neptune().create_global_cluster(GlobalClusterIdentifier="orders", SourceDBClusterIdentifier=source)
    project.write(database(adopt=True))
    project.up()
    return project


@pytest.mark.parametrize("adopt", [True, pytest.param(False, marks=pytest.mark.long)])
def test_with_an_alias_adopted_instances_stay(adopted, aws, adopt):
    """Their identifiers are taken from the state under the old name."""
    before = len(aws.writes())
    adopted.write(database("sales", ALIAS, adopt=adopt))
    assert {operation for operation, _ in adopted.changes().values()} <= {"update"}
    adopted.up()
    adopted.run("preview", "--expect-no-changes")
    assert [call for call in aws.writes()[before:] if call.startswith(("Create", "Delete"))] == []


@pytest.mark.parametrize("adopt", [True, pytest.param(False, marks=pytest.mark.long)])
def test_without_an_alias_it_is_refused(adopted, aws, adopt):
    """The error names the URN in the state: the update would delete the database under the old name."""
    with aws.no_writes():
        adopted.write(database("sales", adopt=adopt))
        printed = adopted.run("preview", fails=True)
        assert "the global cluster is in this stack already, as urn:pulumi:dev::test::neptune-global:index" in printed
        assert "aliases=" in printed


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("AccessDenied", "can't be removed: AWS was not read"),
        ("GlobalClusterNotFoundFault", "can't be removed: its cluster arn:aws:rds"),
    ],
)
def test_with_an_alias_the_state_is_used_while_aws_does_not_answer(adopted, aws, code, problem):
    """While AWS does not answer, imported instances are kept, and the primary's region can't be removed."""
    with aws.no_writes():
        aws.local.settings({"faults": [{"operation": "DescribeGlobalClusters", "errorCode": code, "times": 100}]})
        adopted.write(database("sales", ALIAS))
        assert {operation for operation, _ in adopted.changes().values()} <= {"update"}
        adopted.write(database("sales", ALIAS, region="eu-west-1"))
        printed = adopted.run("preview", fails=True)
        assert f'regions["us-east-1"]: {problem}' in printed


def test_an_interrupted_rename_is_completed(adopted, aws):
    """The next update renames the children that still have the old name, and deletes and creates nothing."""
    before, reads = len(aws.writes()), len(aws.calls())
    adopted.write(database("sales", ALIAS))
    adopted.kill_when(lambda: len(aws.calls()) > reads, "up", "--yes", "--skip-preview")
    assert ("neptune-global:index:GlobalCluster", "sales") in adopted.resources()
    # Only the children after this one still have the old name.
    record = adopted.resources()["pulumi:index:Stash", "orders-declared"]["urn"]
    adopted.run("state", "rename", record, "sales-declared", "--yes")
    adopted.run("preview", "--expect-no-changes")
    adopted.up()
    assert not [name for _, name in adopted.resources() if name.startswith("orders")]
    assert [call for call in aws.writes()[before:] if call.startswith(("Create", "Delete"))] == []


def test_an_alias_that_is_added_after_a_failed_update_is_enough(adopted, aws):
    """The failed update without the alias has added the component under its new name."""
    with aws.no_writes():
        adopted.write(database("sales"))
        assert "add an alias" in adopted.run("up", "--yes", "--skip-preview", fails=True)
        assert ("neptune-global:index:GlobalCluster", "sales") in adopted.resources()
        adopted.write(database("sales", ALIAS))
        adopted.up()
    assert not [name for _, name in adopted.resources() if name.startswith("orders")]
    adopted.run("preview", "--expect-no-changes")


def test_another_component_of_the_former_name_keeps_its_children(project, aws):
    """A component whose alias is another's former name takes no children of the other one's interrupted rename."""
    options = 'pulumi.ResourceOptions(aliases=[pulumi.Alias(name="orders"), pulumi.Alias(name="billing")])'
    other = 'GlobalCluster({!r}, {{**{!r}, "global_cluster_identifier": "billing"}}, {})'
    regions = {"primary_region": "us-east-1", "regions": {"us-east-1": MEMBER, "eu-west-1": MEMBER}}
    project.write(program("us-east-1", name="sales", options=ALIAS, after=other.format("orders", regions, "None")))
    project.up()
    component = project.resources()["neptune-global:index:GlobalCluster", "orders"]["urn"]
    project.run("state", "rename", component, "crm", "--yes")
    project.write(program("us-east-1", name="sales", options=ALIAS, after=other.format("crm", regions, options)))
    with aws.no_writes():
        project.run("preview", "--expect-no-changes")
        # Nor if the component itself is renamed again in the same update.
        again = 'pulumi.ResourceOptions(aliases=[pulumi.Alias(name="sales"), pulumi.Alias(name="orders")])'
        both = program("us-east-1", name="shop", options=again, after=other.format("crm", regions, options))
        project.write(both)
        project.run("preview", "--expect-no-changes")
        project.up()
    assert {name.split("-")[0] for _, name in project.resources()} >= {"shop", "crm"}
    assert not [name for _, name in project.resources() if name.startswith(("orders", "sales"))]


def test_a_rename_in_the_program_does_not_hide_another_identifier(adopted, aws):
    """With an alias and another identifier, the error is the same as without the alias."""
    adopted.write(program(name="sales", regions={"us-east-1": {}}, options=ALIAS, global_cluster_identifier="sales"))
    printed = reject(adopted, aws)
    assert "global_cluster_identifier: can't change from 'orders' to 'sales'" in printed
    assert "regions[\"us-east-1\"].cluster_identifier: can't change from 'old' to 'sales-us-east-1'" in printed


def test_a_rename_of_the_parent_does_not_hide_another_identifier(project, aws):
    """The component is found under the alias that it inherits from its parent."""
    parent = 'team = pulumi.ComponentResource("my:index:Team", {!r}, opts=pulumi.ResourceOptions(aliases={}))'
    options = "pulumi.ResourceOptions(parent=team)"
    project.write(program("us-east-1", name="x-orders", before=parent.format("x", "None"), options=options))
    project.up()
    renamed = parent.format("y", '[pulumi.Alias(name="x")]')
    other = program("us-east-1", name="y-orders", before=renamed, options=options, global_cluster_identifier="sales")
    project.write(other)
    assert "global_cluster_identifier: can't change from 'orders' to 'sales'" in reject(project, aws, "preview")
    project.write(program("us-east-1", name="y-orders", before=renamed, options=options))
    project.run("preview", "--expect-no-changes")


def test_another_account_may_have_the_same_identifier(project, aws):
    """A component that is added for another account is not the first account's under another name."""
    role = {"RoleArn": "arn:aws:iam::222222222222:role/other", "RoleSessionName": "other"}
    keys = aws.client("sts").assume_role(**role)["Credentials"]
    provider = 'other = aws.Provider("other", region="us-east-1", access_key={!r}, secret_key={!r}, token={!r})'.format(
        keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"]
    )
    args = {"global_cluster_identifier": "orders", "primary_region": "us-east-1", "regions": {"us-east-1": MEMBER}}
    other = f'sales = GlobalCluster("sales", {args!r}, pulumi.ResourceOptions(provider=other))'
    project.write(program("us-east-1", before=provider))
    project.up()
    project.write(program("us-east-1", before=provider, after=other))
    project.up()
    cluster = project.resources()["aws:neptune/cluster:Cluster", "sales-us-east-1"]
    assert ":222222222222:" in cluster["outputs"]["arn"]
    project.run("preview", "--expect-no-changes")


def test_an_interrupted_rename_in_yaml_is_completed(project, aws):
    """The plugin for other languages finds the children under the old name, too."""
    yaml = yaml_program("us-east-1")
    project.write(yaml)
    project.up()
    component = project.resources()["neptune-global:index:GlobalCluster", "orders"]["urn"]
    project.run("state", "rename", component, "sales", "--yes")
    yaml["resources"]["orders"] |= {"name": "sales", "options": {"aliases": [{"name": "orders"}]}}
    project.write(yaml)
    with aws.no_writes():
        project.run("preview", "--expect-no-changes")

"""The IAM policies of `neptune-global iam-policy`, enforced by the local AWS under real `pulumi` runs."""

from __future__ import annotations

import pytest
from programs import Code, program

from neptune_global_component.cli.permissions import policy

# All types of pulumi-aws that the policy covers, with names that match a policy limited to orders-global. The second
# step updates each of them, and the component.
OTHERS = """
common = {"region": "eu-west-1", "tags": {"step": str(step), f"only-{step}": "x"}}
named = {"name": "orders-global", **common}
group = aws.neptune.SubnetGroup("subnets", subnet_ids=subnets[: step + 1], **named)
cluster_parameters = aws.neptune.ClusterParameterGroup(
    "cluster-parameters",
    family="neptune1.4",
    parameters=[{"name": "neptune_enable_audit_log", "value": str(step - 1)}],
    **named,
)
settings = [{"name": "neptune_query_timeout", "value": "1000"}, {"name": "neptune_result_cache", "value": "1"}]
parameters = aws.neptune.ParameterGroup("parameters", family="neptune1.4", parameters=settings[:step], **named)
cluster = aws.neptune.Cluster(
    "cluster",
    cluster_identifier="orders-global-a",
    global_cluster_identifier=orders.global_cluster_identifier,
    engine_version="1.4.5.0",
    neptune_subnet_group_name=group.name,
    neptune_cluster_parameter_group_name=cluster_parameters.name,
    backup_retention_period=step,
    iam_roles=["arn:aws:iam::123456789012:role/load"][: step - 1],
    apply_immediately=True,
    final_snapshot_identifier="last",
    **common,
)
aws.neptune.ClusterInstance(
    "instance",
    identifier="orders-global-a-1",
    cluster_identifier=cluster.id,
    instance_class="db.r6g.large",
    neptune_parameter_group_name=parameters.name,
    promotion_tier=step,
    apply_immediately=True,
    **common,
)
"""


def whole_program(subnets):
    """Return a program with the component and all other resources."""
    return program(
        global_cluster_identifier="orders-global",
        engine_version="1.4.5.0",
        deletion_protection=Code("step == 1"),
        exports=("global_cluster_members",),
        before=f'step = pulumi.Config().get_int("step") or 1\nsubnets = {subnets!r}',
        after=OTHERS,
    )


def with_source(source):
    """Return a program whose global cluster has a source, and is protected if the configuration says so."""
    return program(
        global_cluster_identifier="orders-global",
        source_db_cluster_identifier=source,
        deletion_protection=Code('pulumi.Config().get_bool("protect")'),
        exports=("clusters",),
    )


def without(action):
    """Return the read-only policy without one action."""
    made = policy(read_only=True)
    made["Statement"][0]["Action"].remove(action)
    return made


def denied(aws):
    """Return the operations that AWS denied so far."""
    return {call["operation"] for call in aws.calls() if call["errorCode"] == "AccessDenied"}


def test_the_policy_for_deploying_is_enough(project, aws, local_aws):
    """Preview, up, refresh, a complete change and a destroy work, also with a policy limited to the names."""
    project.write(whole_program(aws.subnets("eu-west-1")))
    local_aws.settings({"policy": policy(identifiers=["orders-global"])})
    project.run("preview")
    project.run("up", "--yes", "--skip-preview")
    project.run("refresh", "--yes")
    project.run("config", "set", "step", "2")
    assert len(project.up()["global_cluster_members"]) == 1
    project.run("destroy", "--yes")
    assert denied(aws) == set()
    assert aws.global_clusters() == []


@pytest.fixture
def source(aws):
    """Return the ARN of a cluster that becomes the primary."""
    return aws.cluster()


def test_the_policy_for_reading_is_enough_for_previews(project, aws, local_aws, source):
    """Previews pass, also with a refresh; up and destroy fail at the first write, whose action the error names."""
    project.write(with_source(source))
    local_aws.settings({"policy": policy(read_only=True)})
    project.run("preview")
    printed = project.run("up", "--yes", "--skip-preview", fails=True)
    assert "not authorized to perform: rds:CreateGlobalCluster on" in printed
    local_aws.settings({"policy": None})
    project.run("up", "--yes", "--skip-preview")
    before = aws.global_clusters()
    local_aws.settings({"policy": policy(read_only=True)})
    project.run("preview", "--refresh", "--expect-no-changes")
    printed = project.run("destroy", "--yes", "--skip-preview", fails=True)
    assert "not authorized to perform: rds:RemoveFromGlobalCluster on" in printed
    project.run("config", "set", "protect", "true")
    printed = project.run("up", "--yes", "--skip-preview", fails=True)
    assert "not authorized to perform: rds:ModifyGlobalCluster on" in printed
    assert denied(aws) == {"CreateGlobalCluster", "RemoveFromGlobalCluster", "ModifyGlobalCluster"}
    assert aws.global_clusters() == before


@pytest.mark.parametrize("action", ["rds:DescribeGlobalClusters", "rds:DescribeDBClusters"])
def test_reads_of_the_component_that_are_denied(project, local_aws, source, action):
    """A preview warns once, names the action, and continues with the values in the state."""
    project.write(with_source(source))
    project.run("up", "--yes", "--skip-preview")
    local_aws.settings({"policy": without(action)})
    diagnostics = project.run("preview", "--expect-no-changes").partition("Diagnostics:")[2]
    assert diagnostics.count("warning:") == 1
    assert f"Allow {action}" in diagnostics

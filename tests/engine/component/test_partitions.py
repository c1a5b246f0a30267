"""Global databases in the partitions of GovCloud and China."""

from __future__ import annotations

import pytest
from programs import program

from neptune_global_component.cli.permissions import policy

TAGS = {"team": "graph"}


@pytest.mark.parametrize(
    ("partition", "regions", "suffix"),
    [
        pytest.param("aws-us-gov", ("us-gov-west-1", "us-gov-east-1"), "neptune.amazonaws.com", marks=pytest.mark.long),
        ("aws-cn", ("cn-north-1", "cn-northwest-1"), "neptune.amazonaws.com.cn"),
    ],
)
def test_the_policy_of_a_partition_is_enough(project, aws, partition, regions, suffix):
    """A database is created and destroyed with the partition's policy, with the partition's ARNs and endpoints."""
    primary, secondary = regions
    project.environment |= {"AWS_REGION": primary, "AWS_DEFAULT_REGION": primary}
    project.write(program(primary, secondary, tags=TAGS, exports=("global_cluster_arn", "clusters")))
    aws.local.settings({"policy": policy(partition=partition)})
    outputs = project.up()
    assert outputs["global_cluster_arn"] == f"arn:{partition}:rds::123456789012:global-cluster:orders"
    assert sorted(outputs["clusters"]) == sorted([primary, secondary])
    for region, cluster in outputs["clusters"].items():
        assert cluster["arn"] == f"arn:{partition}:rds:{region}:123456789012:cluster:orders-{region}"
        assert cluster["endpoint"].endswith(f".{region}.{suffix}")
    tags = aws.neptune(primary).list_tags_for_resource(ResourceName=outputs["global_cluster_arn"])["TagList"]
    assert tags == [{"Key": "team", "Value": "graph"}]
    project.run("preview", "--refresh", "--expect-no-changes")
    project.run("destroy", "--yes", "--skip-preview")
    assert aws.neptune(primary).describe_global_clusters()["GlobalClusters"] == []


def test_the_policy_of_another_partition_allows_nothing(project, aws):
    """The error names the action, and the ARN in the database's own partition."""
    project.environment |= {"AWS_REGION": "us-gov-west-1", "AWS_DEFAULT_REGION": "us-gov-west-1"}
    project.write(program("us-gov-west-1", "us-gov-east-1", tags=TAGS))
    aws.local.settings({"policy": policy()})
    printed = project.run("up", "--yes", "--skip-preview", fails=True)
    assert "rds:CreateGlobalCluster on resource: arn:aws-us-gov:rds::123456789012:global-cluster:orders" in printed

"""The SDK's few threads and the component's hooks never wait for each other."""

from __future__ import annotations

import pytest

PROGRAM = """
import pulumi
import pulumi_aws as aws
from neptune_global_component import GlobalCluster

for number in range(8):
    provider = {provider}
    GlobalCluster(f"orders-{{number}}", {{
        "global_cluster_identifier": f"orders-{{number}}",
        "tags": {{"team": "{team}"}},
        "observe": {observe},
    }}, pulumi.ResourceOptions(provider=provider))
"""
PROVIDERS = {
    "of the program": ("None", True),
    "explicit, and AWS is not read": ("aws.Provider(f'provider-{number}', region='eu-west-1')", False),
}


@pytest.mark.parametrize("kind", PROVIDERS)
def test_an_update_that_does_one_thing_at_once(project, aws, kind):
    """With ``--parallel 1``, which gives the SDK four threads, more databases than that are created and changed."""
    provider, observe = PROVIDERS[kind]
    for team in ("graph", "search"):
        project.write(PROGRAM.format(provider=provider, observe=observe, team=team))
        project.run("up", "--yes", "--skip-preview", "--parallel", "1")
        found = [one["GlobalClusterArn"] for one in aws.global_clusters()]
        tags = [aws.neptune().list_tags_for_resource(ResourceName=arn)["TagList"] for arn in found]
        assert tags == [[{"Key": "team", "Value": team}]] * 8
    project.run("preview", "--expect-no-changes", "--parallel", "1")

"""An update is killed at any of its AWS calls: the next one results in one global cluster in the state."""

from __future__ import annotations

import pytest
from programs import Code, program

FOREVER = 24 * 3600
"""A latency that ends when the test settles it."""
GLOBAL = "aws:neptune/globalCluster:GlobalCluster"
EXPORTS = ("global_cluster_members", "status")
PROGRAM = program(exports=EXPORTS)


def ends_well(project, aws):
    """Check that the next update succeeds, with one global cluster in AWS and in the state."""
    aws.local.settings({"latency": {}})
    aws.local.settle()
    outputs = project.up()
    assert outputs["status"] == "available"
    (made,) = aws.global_clusters()
    assert project.resources()[GLOBAL, "orders"]["id"] == made["GlobalClusterIdentifier"]
    assert aws.writes().count("CreateGlobalCluster") == 1
    project.run("preview", "--expect-no-changes")
    project.run("destroy", "--yes")
    assert aws.global_clusters() == []
    return outputs


@pytest.mark.parametrize(
    "identifier",
    [pytest.param('"orders"', marks=pytest.mark.long), 'pulumi.Output.secret("orders")'],
    ids=["plain", "secret"],
)
def test_killed_while_aws_creates(project, aws, identifier):
    """The next update imports the global cluster, which is in AWS but not in the state."""
    aws.local.settings({"latency": {"CreateGlobalCluster": FOREVER}})
    project.write(program(global_cluster_identifier=Code(identifier), exports=EXPORTS))
    project.kill_when(lambda: aws.calls("CreateGlobalCluster"), "up", "--yes", "--skip-preview")
    assert (GLOBAL, "orders") not in project.resources()
    ends_well(project, aws)


def test_killed_while_aws_links_the_source(project, aws):
    """The source stays the writer, and is standalone after a destroy."""
    arn = aws.cluster()
    aws.local.settings({"latency": {"CreateGlobalCluster": FOREVER}})
    project.write(program(source_db_cluster_identifier=arn, exports=EXPORTS))
    project.kill_when(lambda: aws.calls("CreateGlobalCluster"), "up", "--yes", "--skip-preview")
    outputs = ends_well(project, aws)
    assert [(one["dbClusterArn"], one["isWriter"]) for one in outputs["global_cluster_members"]] == [(arn, True)]
    (source,) = aws.neptune().describe_db_clusters()["DBClusters"]
    assert (source["Status"], source.get("GlobalClusterIdentifier")) == ("available", None)


@pytest.mark.parametrize("reads", [pytest.param(1, marks=pytest.mark.long), 2, pytest.param(3, marks=pytest.mark.long)])
def test_killed_at_a_read(project, aws, reads):
    """The next update creates the global cluster, or resumes if it was already requested."""
    project.write(PROGRAM)
    project.kill_when(lambda: len(aws.calls("DescribeGlobalClusters")) >= reads, "up", "--yes", "--skip-preview")
    ends_well(project, aws)


def test_killed_while_aws_deletes(project, aws):
    """The next destroy succeeds after AWS has deleted it; until then AWS rejects a second deletion."""
    project.write(PROGRAM)
    project.up()
    aws.local.settings({"latency": {"DeleteGlobalCluster": FOREVER}})
    project.kill_when(lambda: aws.calls("DeleteGlobalCluster"), "destroy", "--yes", "--skip-preview")
    assert [one["Status"] for one in aws.global_clusters()] == ["deleting"]
    aws.local.settle()
    project.run("destroy", "--yes")
    assert aws.global_clusters() == []

"""AWS does not answer the component: outputs come from the state, and dependent resources don't change."""

from __future__ import annotations

import pytest
from programs import program

REGIONS = ("us-east-1", "eu-west-1")
EXPORTS = ("status", "global_cluster_members", "endpoint", "clusters", "primary_region", "primary_cluster_arn")
PROGRAM = program(*REGIONS, exports=EXPORTS, after='pulumi.Stash("application", input=orders.endpoint)')


@pytest.mark.parametrize("operation", ["DescribeGlobalClusters", "DescribeDBClusters"])
def test_a_read_that_is_refused_empties_no_output(project, aws, operation):
    """In preview and update, a resource that uses the endpoint does not change."""
    project.write(PROGRAM)
    known = project.up()
    assert [one["isWriter"] for one in known["global_cluster_members"]] == [True, False]
    aws.local.settings({"faults": [{"operation": operation, "errorCode": "AccessDenied", "times": 100}]})
    printed = project.run("preview", "--expect-no-changes")
    assert f"{operation} was refused" in printed
    project.up()
    # The state has no status, which only AWS returns.
    shown = {name: value for name, value in known.items() if name != "status" or operation == "DescribeDBClusters"}
    assert project.outputs() == shown


def test_a_first_update_without_reads(project, aws):
    """The outputs are pulumi-aws's values, with the declared primary as the writer."""
    project.write(program(*REGIONS, observe=False, exports=EXPORTS))
    known = project.up()
    assert [(one["region"], one["isWriter"]) for one in known["global_cluster_members"]] == [
        ("us-east-1", True),
        ("eu-west-1", False),
    ]
    (primary,) = aws.neptune().describe_db_clusters()["DBClusters"]
    assert known["endpoint"] == primary["Endpoint"]
    assert known["clusters"]["us-east-1"]["resourceId"] == primary["DbClusterResourceId"]

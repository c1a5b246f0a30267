"""A program with everything that usually surrounds a Neptune database, on the stand-in."""

from __future__ import annotations

IAM = """
trust = aws.iam.get_policy_document(
    statements=[
        {"actions": ["sts:AssumeRole"], "principals": [{"type": "Service", "identifiers": ["rds.amazonaws.com"]}]}
    ]
)
role = aws.iam.Role(
    "loader",
    assume_role_policy=trust.json,
    description=f"Loads {TEXT}",
    managed_policy_arns=["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"],
    tags={"text": TEXT},
)
policy = aws.iam.Policy(
    "load",
    policy={
        "Version": "2012-10-17",
        "Statement": [{"Sid": TEXT, "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}],
    },
)
reader = aws.iam.Role("reader", assume_role_policy=trust.json)
aws.iam.RolePolicyAttachment("attached", role=reader.name, policy_arn=policy.arn)
aws.iam.RolePolicy("inline", role=reader.id, policy=policy.policy)
"""
PROGRAM = f"""
import pulumi
import pulumi_aws as aws
from neptune_global_component import GlobalCluster

TEXT = "first"
{IAM}
GlobalCluster(
    "orders",
    global_cluster_identifier="orders",
    storage_encrypted=True,
    primary_region="us-east-1",
    regions={{
        "us-east-1": {{
            "instance_class": "db.r6g.large",
            "skip_final_snapshot": True,
            "iam_roles": [role.arn],
        }},
    }},
)
"""
CHANGES = {
    "inline": ["policy"],
    "load": ["policy"],
    "loader": ["description", "tags.text", "tagsAll.text"],
}


def settles(project):
    """Check that previews have no changes, before and after a refresh."""
    assert project.changes() == {}
    project.run("refresh", "--yes", "--skip-preview")
    assert project.changes() == {}


def left(aws):
    """The things of the program that AWS still has."""
    iam = aws.client("iam", "us-east-1")
    return {
        "roles": [one["RoleName"] for one in iam.list_roles()["Roles"] if one["Path"] == "/"],
        "policies": [one["PolicyName"] for one in iam.list_policies(Scope="Local")["Policies"]],
    }


def test_a_program_with_everything(project, aws):
    """A program with all that surrounds a database is created, updated in place and destroyed without a trace."""
    before = left(aws)
    project.write(PROGRAM)
    project.up()
    settles(project)
    project.write(PROGRAM.replace('"first"', '"second"'))
    changes = project.changes()
    assert {name: sorted(paths) for name, (_, paths) in changes.items()} == CHANGES
    assert {operation for operation, _ in changes.values()} == {"update"}
    project.up()
    settles(project)
    iam = aws.client("iam", "us-east-1")
    (cluster,) = aws.neptune("us-east-1").describe_db_clusters()["DBClusters"]
    (role,) = cluster["AssociatedRoles"]
    found = iam.get_role(RoleName=role["RoleArn"].rpartition("/")[2])["Role"]
    assert (found["Description"], found["Tags"]) == ("Loads second", [{"Key": "text", "Value": "second"}])
    project.run("destroy", "--yes", "--skip-preview")
    assert left(aws) == before

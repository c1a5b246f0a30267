"""The enforced IAM policy: what calls need, what a policy allows, and AWS's error messages."""

from __future__ import annotations

import urllib.request

import pytest
from neptune_calls import create_cluster, create_global, refusal

from neptune_global_component.core.errors import LocalAwsError
from neptune_global_component.local.authorization import Need, Policy, needs

ACCOUNT = "123456789012"
TAGS = [{"Key": "env", "Value": "test"}]
ORDERS = f"arn:aws:rds::{ACCOUNT}:global-cluster:orders"
A = f"arn:aws:rds:eu-west-1:{ACCOUNT}:cluster:a"


def allow(*actions, resource="*", **more):
    """Return a policy with one Allow statement."""
    return {"Statement": {"Effect": "Allow", "Action": list(actions), "Resource": resource, **more}}


def wanted(operation, **parameters):
    """Return what a call in eu-west-1 needs: actions with types and names of the resources."""
    found = needs("rds", operation, "eu-west-1", parameters)
    return [(need.action.removeprefix("rds:"), need.resource.split(f":{ACCOUNT}:")[-1]) for need in found]


@pytest.mark.parametrize(
    ("operation", "parameters", "expected"),
    [
        ("DescribeGlobalClusters", {}, [("DescribeGlobalClusters", "global-cluster:*")]),
        ("DescribeDBInstances", {"Filters": []}, [("DescribeDBInstances", "db:*")]),
        ("DescribeDBSubnetGroups", {"DBSubnetGroupName": "g"}, [("DescribeDBSubnetGroups", "subgrp:g")]),
        ("DescribeDBEngineVersions", {"Engine": "neptune"}, [("DescribeDBEngineVersions", "*")]),
        (
            "RemoveFromGlobalCluster",
            {"GlobalClusterIdentifier": "orders", "DbClusterIdentifier": A},
            [("RemoveFromGlobalCluster", "global-cluster:orders"), ("RemoveFromGlobalCluster", "cluster:a")],
        ),
        (
            "CreateDBSubnetGroup",
            {"DBSubnetGroupName": "g", "Tags": TAGS},
            [("CreateDBSubnetGroup", "subgrp:g"), ("AddTagsToResource", "subgrp:g")],
        ),
        ("CreateDBSubnetGroup", {"DBSubnetGroupName": "g", "Tags": []}, [("CreateDBSubnetGroup", "subgrp:g")]),
        (
            "CreateEventSubscription",
            {"SubscriptionName": "e", "Tags": TAGS},
            [("CreateEventSubscription", "es:e"), ("AddTagsToResource", "es:e")],
        ),
        ("CreateDBProxy", {"DBProxyName": "p", "Tags": TAGS}, [("CreateDBProxy", "*")]),
        ("AddTagsToResource", {"ResourceName": A, "Tags": TAGS}, [("AddTagsToResource", "cluster:a")]),
        (
            "DeleteDBCluster",
            {"DBClusterIdentifier": "a", "FinalDBSnapshotIdentifier": "last"},
            [
                ("DeleteDBCluster", "cluster:a"),
                ("DeleteDBCluster", "cluster-snapshot:last"),
                ("CreateDBClusterSnapshot", "cluster:a"),
                ("CreateDBClusterSnapshot", "cluster-snapshot:last"),
            ],
        ),
        ("DeleteDBCluster", {"DBClusterIdentifier": "a"}, [("DeleteDBCluster", "cluster:a")]),
    ],
)
def test_needs_of_a_call(operation, parameters, expected):
    """A call needs its action on each named resource, or on all of a type. Tags and snapshots need another action."""
    assert wanted(operation, **parameters) == expected


def test_needs_of_a_new_cluster():
    """CreateDBCluster also needs its groups, named or default. Conditions can use the engine."""
    given = {"DBClusterIdentifier": "a", "Engine": "neptune", "DBSubnetGroupName": "g"}
    found = needs("rds", "CreateDBCluster", "eu-west-1", given | {"GlobalClusterIdentifier": "orders"})
    assert {need.resource for need in found} == {
        A,
        ORDERS,
        f"arn:aws:rds:eu-west-1:{ACCOUNT}:subgrp:g",
        f"arn:aws:rds:eu-west-1:{ACCOUNT}:cluster-pg:default",
        f"arn:aws:rds:eu-west-1:{ACCOUNT}:og:default",
    }
    assert all(need.context == {"rds:DatabaseEngine": "neptune"} for need in found)


def test_other_services():
    """Resources of other services are not distinguished. GetCallerIdentity needs no permission."""
    assert needs("kms", "DescribeKey", "eu-west-1", {"KeyId": "k"}) == [Need("kms:DescribeKey", "*")]
    assert needs("sts", "GetCallerIdentity", "eu-west-1", {}) == []


def is_allowed(document, **context):
    """Return whether a policy allows an action."""
    return Policy(document).denial([Need("rds:CreateDBCluster", A, context)]) is None


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (allow("rds:CreateDBCluster"), True),
        (allow("RDS:createdbcluster"), True),
        (allow("rds:Create*"), True),
        (allow("rds:CreateD?Cluster"), True),
        (allow("rds:Create?Cluster"), False),
        (allow("rds:CreateDBCluster*", "rds:X"), True),
        (allow("rds:DeleteDBCluster"), False),
        (allow("rds:CreateDB[C]luster"), False),
        (allow("*", resource=[ORDERS, A]), True),
        (allow("*", resource="arn:aws:rds:*:*:cluster:a"), True),
        (allow("*", resource="arn:aws:rds:*:*:cluster:A"), False),
        (allow("*", resource="arn.aws.rds.*:*:cluster:a"), False),
        (allow("*", resource=ORDERS), False),
        (allow("*", Condition={"StringEquals": {"key": ["x", "neptune"]}}), True),
        (allow("*", Condition={"StringEquals": {"key": "nept*"}}), False),
        (allow("*", Condition={"StringLike": {"key": "nept*"}}), True),
        (allow("*", Condition={"StringLike": {"key": "nept*"}, "Bool": {"key": "true"}}), False),
        (allow("*", Condition={"StringLike": {"absent": "*"}}), False),
        ({"Version": "2012-10-17", "Statement": []}, False),
    ],
)
def test_decisions_of_a_policy(document, expected):
    """Actions match in any case, resources exactly, both with wildcards. Conditions match keys that are present."""
    assert is_allowed(document, key="neptune") is expected


def test_a_deny_overrides():
    """A Deny overrides every Allow, and the error message mentions it."""
    statements = [allow("*")["Statement"], allow("rds:Delete*")["Statement"] | {"Effect": "Deny"}]
    policy = Policy({"Statement": statements})
    assert policy.denial([Need("rds:CreateDBCluster", A)]) is None
    assert policy.denial([Need("rds:CreateDBCluster", A), Need("rds:DeleteDBCluster", A)]) == (
        f"User: arn:aws:iam::{ACCOUNT}:user/local is not authorized to perform: rds:DeleteDBCluster on resource: {A} "
        "with an explicit deny in an identity-based policy"
    )


BAD = {"Effect": "Allow", "Action": "*", "Resource": "*"}


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ([], "policy: must be a JSON object, got []"),
        ({"Statement": BAD, "Statment": []}, "policy: unknown Statment"),
        ({}, "policy.Statement[0]: must be a JSON object, got None"),
        ({"Statement": [BAD, BAD | {"NotAction": "*"}]}, "policy.Statement[1]: unknown NotAction"),
        ({"Statement": BAD | {"Effect": "allow"}}, "policy.Statement[0].Effect: must be Allow or Deny, got 'allow'"),
        (
            {"Statement": BAD | {"Action": []}},
            "policy.Statement[0].Action: must be a string or a list of strings, got []",
        ),
        (
            {"Statement": BAD | {"Action": ["*", 1]}},
            "policy.Statement[0].Action: must be a string or a list of strings, got ['*', 1]",
        ),
        (
            {"Statement": {"Effect": "Allow", "Action": "*"}},
            "policy.Statement[0].Resource: must be a string or a list of strings, got None",
        ),
        ({"Statement": BAD | {"Condition": {"IpAddress": {}}}}, "policy.Statement[0].Condition: unknown IpAddress"),
        (
            {"Statement": BAD | {"Condition": {"Bool": {"a:b": True}}}},
            "policy.Statement[0].Condition.Bool.a:b: must be a string or a list of strings, got True",
        ),
    ],
)
def test_a_bad_policy(aws, neptune, document, words):
    """An invalid or unsupported policy is rejected with its path, and the previous policy stays."""
    aws.settings({"policy": allow("rds:Describe*")})
    with pytest.raises(LocalAwsError) as caught:
        aws.settings({"policy": document})
    assert words in str(caught.value)
    assert refusal(neptune().create_global_cluster, GlobalClusterIdentifier="o", Engine="neptune")[0] == "AccessDenied"


def test_a_denied_call(aws, neptune):
    """A denied call fails with AWS's code, status and message, is recorded, and has no effect."""
    aws.settings({"policy": allow("rds:DescribeGlobalClusters")})
    code, words = refusal(neptune().create_global_cluster, GlobalClusterIdentifier="orders", Engine="neptune")
    assert code == "AccessDenied"
    assert words == (
        f"User: arn:aws:iam::{ACCOUNT}:user/local is not authorized to perform: rds:CreateGlobalCluster "
        f"on resource: {ORDERS} because no identity-based policy allows the rds:CreateGlobalCluster action"
    )
    assert [(call["operation"], call["status"], call["errorCode"]) for call in aws.calls()] == [
        ("CreateGlobalCluster", 403, "AccessDenied")
    ]
    assert neptune().describe_global_clusters()["GlobalClusters"] == []


def test_removing_the_policy(aws, neptune):
    """Null and a reset remove the policy. Other settings leave it unchanged."""
    aws.settings({"policy": allow("rds:Describe*")})
    aws.settings({"faults": []})
    assert refusal(neptune().create_global_cluster, GlobalClusterIdentifier="o", Engine="neptune")[0] == "AccessDenied"
    aws.settings({"policy": None})
    create_global(neptune)
    aws.settings({"policy": allow("rds:Describe*")})
    aws.reset()
    create_global(neptune)


def test_a_condition_on_the_engine(aws, neptune):
    """A policy for Neptune denies the other engines of RDS."""
    condition = {"StringEquals": {"rds:DatabaseEngine": "neptune"}}
    aws.settings({"policy": allow("rds:CreateDBCluster", Condition=condition)})
    create_cluster(neptune)
    assert refusal(neptune().create_db_cluster, DBClusterIdentifier="b", Engine="aurora")[0] == "AccessDenied"


def test_other_calls(aws, client):
    """GetCallerIdentity is always allowed, other services by action. A call without a signature is not checked."""
    aws.settings({"policy": allow("kms:ListKeys")})
    assert client("sts").get_caller_identity()["Account"] == ACCOUNT
    assert client("kms").list_keys()["Keys"] == []
    assert refusal(client("kms").list_aliases)[0] == "AccessDenied"
    with urllib.request.urlopen(f"{aws.url}/moto-api/data.json") as answer:  # noqa: S310 - the local AWS's own URL
        assert answer.status == 200


def test_a_fault_precedes_the_policy(aws, neptune):
    """A fault applies even to a call that the policy denies."""
    aws.settings(
        {"policy": allow("s3:*"), "faults": [{"operation": "DescribeGlobalClusters", "errorCode": "Throttling"}]}
    )
    assert refusal(neptune().describe_global_clusters)[0] == "Throttling"
    assert refusal(neptune().describe_global_clusters)[0] == "AccessDenied"

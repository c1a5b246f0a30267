"""The function getPolicyDocument."""

from __future__ import annotations

import json

import pytest

from neptune_global_component.local.provider.errors import ProviderError
from neptune_global_component.local.provider.functions import FUNCTIONS

GET = FUNCTIONS["aws:iam/getPolicyDocument:getPolicyDocument"]


def document(**args):
    """Return the document that the function creates from its arguments."""
    answer = GET(None, "us-east-1", args)
    made = json.loads(answer["json"])
    assert json.loads(answer["minifiedJson"]) == made
    return made


def test_a_statement():
    """One value becomes a string, several a list, and `&{...}` a policy variable of IAM."""
    statement = {
        "sid": "Load",
        "actions": ["s3:ListBucket", "s3:GetObject"],
        "resources": ["arn:aws:s3:::b/&{aws:username}/*"],
        "principals": [{"type": "AWS", "identifiers": ["1", "2"]}, {"type": "Service", "identifiers": ["rds"]}],
        "conditions": [{"test": "StringEquals", "variable": "aws:RequestedRegion", "values": ["us-east-1"]}],
    }
    assert document(statements=[statement], policyId="p") == {
        "Version": "2012-10-17",
        "Id": "p",
        "Statement": [
            {
                "Sid": "Load",
                "Effect": "Allow",
                "Action": ["s3:ListBucket", "s3:GetObject"],
                "Resource": "arn:aws:s3:::b/${aws:username}/*",
                "Principal": {"AWS": ["2", "1"], "Service": "rds"},
                "Condition": {"StringEquals": {"aws:RequestedRegion": "us-east-1"}},
            }
        ],
    }


def test_everybody():
    """The principal `*` of the type `*` stands for everyone."""
    anyone = [{"type": "*", "identifiers": ["*"]}]
    (statement,) = document(statements=[{"effect": "Deny", "notPrincipals": anyone}])["Statement"]
    assert statement == {"Effect": "Deny", "NotPrincipal": "*"}


def text(*statements):
    """Return a policy as JSON."""
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def test_merged_documents():
    """Statements replace those of source documents with the same sid, and are replaced by override documents."""
    first, second = ({"Sid": name, "Effect": "Allow", "Action": "s3:*", "Resource": "*"} for name in ("a", "b"))
    statements = document(
        sourcePolicyDocuments=[text(first), text(second)],
        statements=[{"sid": "a", "actions": ["rds:*"]}],
        overridePolicyDocuments=[text({**second, "Effect": "Deny"})],
    )["Statement"]
    assert [(one["Sid"], one["Effect"], one["Action"]) for one in statements] == [
        ("a", "Allow", "rds:*"),
        ("b", "Deny", "s3:*"),
    ]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ({"sourcePolicyDocuments": [text({"Sid": "a"}), text({"Sid": "a"})]}, "the same sid"),
        ({"overridePolicyDocuments": ["{"]}, "not JSON"),
    ],
)
def test_wrong_documents(args, words):
    """Source documents with the same sid, and invalid JSON, are rejected."""
    with pytest.raises(ProviderError, match=words):
        document(**args)

"""Tags of global clusters, clusters and instances."""

from __future__ import annotations

import pytest
from neptune_calls import PRIMARY, create_all, create_global, refusal, the_global

TAG = {"Key": "env", "Value": "test"}
GLOBAL = "arn:aws:rds::123456789012:global-cluster:orders"
INSTANCE = "arn:aws:rds:us-east-1:123456789012:db:orders-us-east-1-1"


@pytest.mark.parametrize("arn", [GLOBAL, PRIMARY, INSTANCE])
def test_tags(neptune, arn):
    """Tags can be added, changed, listed and removed by ARN."""
    create_all(neptune)
    calls, named = neptune(), {"ResourceName": arn}
    calls.add_tags_to_resource(**named, Tags=[TAG, {"Key": "team", "Value": "graph"}])
    calls.add_tags_to_resource(**named, Tags=[{"Key": "env", "Value": "prod"}])
    calls.remove_tags_from_resource(**named, TagKeys=["team"])
    assert calls.list_tags_for_resource(**named)["TagList"] == [{"Key": "env", "Value": "prod"}]


def test_two_of_one_key(neptune):
    """A duplicate tag key in a call is rejected. Keys are case-sensitive."""
    twice = [TAG, {"Key": "env", "Value": "prod"}]
    expected = ("InvalidParameterCombination", "Duplicate tag key found in request: env")
    assert refusal(lambda: create_global(neptune, Tags=twice)) == expected
    create_global(neptune, Tags=[TAG, {"Key": "Env", "Value": "prod"}])
    assert refusal(neptune().add_tags_to_resource, ResourceName=GLOBAL, Tags=twice) == expected


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("aws:owner", "a", 'Tag keys cannot start with the reserved prefix "aws:".'),
        ("AWS:owner", "a", 'Tag keys cannot start with the reserved prefix "aws:".'),
        ("", "a", "Tag keys must have between 1 and 128 characters."),
        ("a" * 129, "a", "Tag keys must have between 1 and 128 characters."),
        ("a", "b" * 257, "Tag values must have between 0 and 256 characters."),
        ("a<b>", "a", "Tag keys may only contain unicode letters, digits, whitespace"),
        ("a", "off(M-F,18)", "Tag values may only contain unicode letters, digits, whitespace"),
    ],
)
def test_invalid(neptune, key, value, words):
    """An invalid key or value is rejected, at creation and later."""
    create_global(neptune)
    calls, tags = neptune(), [{"Key": key, "Value": value}]
    for request, named in (
        (calls.create_db_cluster, {"DBClusterIdentifier": "a", "Engine": "neptune"}),
        (calls.add_tags_to_resource, {"ResourceName": GLOBAL}),
    ):
        code, message = refusal(request, **named, Tags=tags)
        assert (code, message[: len(words)]) == ("InvalidParameterValue", words)


def test_the_longest(neptune):
    """A key of 128 characters, and a value of 256 or of none, are accepted in every script."""
    tags = [{"Key": "é" * 128, "Value": "b" * 256}, {"Key": "a_.:/=+-@ ²", "Value": ""}]
    create_global(neptune, Tags=tags)
    assert the_global(neptune)["TagList"] == tags


def test_global_cluster(neptune):
    """A global cluster's tags are set at creation, and visible in every region."""
    create_global(neptune, Tags=[TAG])
    assert the_global(neptune, "eu-west-1")["TagList"] == [TAG]
    assert neptune("us-west-2").list_tags_for_resource(ResourceName=GLOBAL)["TagList"] == [TAG]


@pytest.mark.parametrize(
    ("arn", "code"),
    [
        (GLOBAL, "GlobalClusterNotFoundFault"),
        (PRIMARY, "DBClusterNotFoundFault"),
        (INSTANCE, "DBInstanceNotFound"),
        ("nonsense", "InvalidParameterValue"),
    ],
)
def test_unknown(neptune, arn, code):
    """Tagging an unknown resource is rejected."""
    calls, named = neptune(), {"ResourceName": arn}
    assert refusal(calls.list_tags_for_resource, **named)[0] == code
    assert refusal(calls.add_tags_to_resource, **named, Tags=[TAG])[0] == code
    assert refusal(calls.remove_tags_from_resource, **named, TagKeys=["env"])[0] == code


def test_other_region(neptune):
    """A cluster can be tagged only in its own region."""
    create_all(neptune)
    code, _ = refusal(neptune("eu-west-1").list_tags_for_resource, ResourceName=PRIMARY)
    assert code == "DBClusterNotFoundFault"

"""Event subscriptions and event categories."""

from __future__ import annotations

import pytest
from neptune_calls import create_cluster, refusal

NAMED = {"SubscriptionName": "alerts"}


@pytest.fixture
def topic(client, aws):
    """The ARN of an SNS topic."""
    del aws
    return client("sns").create_topic(Name="alerts")["TopicArn"]


def test_subscription(neptune, topic):
    """A subscription is enabled by default, can be changed, and sources can be added and removed."""
    create_cluster(neptune)
    calls, sources = neptune(), ["orders-us-east-1"]
    given = {"SnsTopicArn": topic, "SourceType": "db-cluster", "EventCategories": ["failover"]}
    created = calls.create_event_subscription(**NAMED, **given, SourceIds=sources)["EventSubscription"]
    assert (created["Status"], created["Enabled"], created["SourceIdsList"]) == ("creating", True, sources)
    (found,) = calls.describe_event_subscriptions(**NAMED)["EventSubscriptionsList"]
    assert found["Status"] == "active"
    assert found["EventSubscriptionArn"] == "arn:aws:rds:us-east-1:123456789012:es:alerts"
    assert found["CustomerAwsId"] == "123456789012"
    changed = calls.modify_event_subscription(**NAMED, EventCategories=["failure"], Enabled=False)["EventSubscription"]
    assert (changed["EventCategoriesList"], changed["Enabled"]) == (["failure"], False)
    named = {**NAMED, "SourceIdentifier": sources[0]}
    assert calls.remove_source_identifier_from_subscription(**named)["EventSubscription"]["SourceIdsList"] == []
    assert refusal(calls.remove_source_identifier_from_subscription, **named)[0] == "SourceNotFound"
    assert calls.add_source_identifier_to_subscription(**named)["EventSubscription"]["SourceIdsList"] == sources
    calls.delete_event_subscription(**NAMED)
    assert refusal(calls.describe_event_subscriptions, **NAMED)[0] == "SubscriptionNotFound"
    assert calls.describe_event_subscriptions()["EventSubscriptionsList"] == []


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("SNSInvalidTopic", {"SnsTopicArn": "alerts"}),
        ("SNSTopicArnNotFound", {"SnsTopicArn": "arn:aws:sns:us-east-1:123456789012:nobody"}),
        ("InvalidParameterValue", {"SourceType": "db-proxy"}),
        ("InvalidParameterCombination", {"SourceIds": ["orders"]}),
        ("SubscriptionCategoryNotFound", {"SourceType": "db-cluster", "EventCategories": ["low storage"]}),
        ("SourceNotFound", {"SourceType": "db-cluster", "SourceIds": ["nobody"]}),
    ],
)
def test_rejected_subscriptions(neptune, topic, code, given):
    """A subscription with an unknown topic, source or category is rejected with AWS's code."""
    assert refusal(neptune().create_event_subscription, **{**NAMED, "SnsTopicArn": topic, **given})[0] == code
    assert neptune().describe_event_subscriptions()["EventSubscriptionsList"] == []


def test_subscription_of_a_used_name(neptune, topic):
    """A subscription name that is in use is rejected."""
    neptune().create_event_subscription(**NAMED, SnsTopicArn=topic)
    code, _ = refusal(neptune().create_event_subscription, **NAMED, SnsTopicArn=topic)
    assert code == "SubscriptionAlreadyExist"


def test_event_categories(neptune):
    """Event categories are listed for every source type, or for one."""
    maps = neptune().describe_event_categories()["EventCategoriesMapList"]
    (one,) = neptune().describe_event_categories(SourceType="db-cluster")["EventCategoriesMapList"]
    assert one in maps
    assert "failover" in one["EventCategories"]
    assert refusal(neptune().describe_event_categories, SourceType="nothing")[0] == "InvalidParameterValue"

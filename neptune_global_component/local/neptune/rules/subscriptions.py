"""Rules for event subscriptions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from moto.rds.exceptions import InvalidParameterCombination, InvalidParameterValue
from moto.sns.models import sns_backends

from neptune_global_component.local.neptune.exceptions import (
    SNSInvalidTopic,
    SNSTopicArnNotFound,
    SourceNotFound,
    SubscriptionCategoryNotFound,
)
from neptune_global_component.local.neptune.subscription import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Collection

_TOPIC = re.compile(r"arn:aws[a-z-]*:sns:(?P<region>[a-z0-9-]+):(?P<account>\d{12}):[\w-]+(\.fifo)?")


def check_topic(arn: str) -> None:
    """Reject a value that is not the ARN of a topic, and a topic that does not exist (message inferred).

    https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateEventSubscription.html

    Args:
        arn: SnsTopicArn.

    Raises:
        SNSInvalidTopic: it is not the ARN of a topic.
        SNSTopicArnNotFound: the topic does not exist.
    """
    match = _TOPIC.fullmatch(arn)
    if match is None:
        raise SNSInvalidTopic(arn)
    regions = sns_backends[match["account"]]
    if match["region"] not in regions or arn not in regions[match["region"]].topics:
        raise SNSTopicArnNotFound(arn)


def check_categories(source_type: str | None, categories: Collection[str]) -> None:
    """Reject an unknown source type, and categories that its events do not have (message inferred).

    Args:
        source_type: SourceType; None stands for every type.
        categories: EventCategories.

    Raises:
        InvalidParameterValue: the source type is unknown.
        SubscriptionCategoryNotFound: a category is unknown.
    """
    if source_type is not None and source_type not in CATEGORIES:
        raise InvalidParameterValue(f"Invalid source type: {source_type}. Valid values are: {', '.join(CATEGORIES)}")
    known = CATEGORIES[source_type] if source_type else {one for listed in CATEGORIES.values() for one in listed}
    for category in categories:
        if category not in known:
            raise SubscriptionCategoryNotFound(category)


def check_sources(source_type: str | None, sources: Collection[str], existing: Collection[str]) -> None:
    """Reject sources without a source type, and sources that do not exist (message inferred).

    Args:
        source_type: SourceType.
        sources: SourceIds.
        existing: the identifiers of the region's resources of this type, in lower case.

    Raises:
        InvalidParameterCombination: the source type is missing.
        SourceNotFound: a source does not exist.
    """
    if sources and source_type is None:
        raise InvalidParameterCombination("SourceType must be specified together with SourceIds")
    for source in sources:
        if source.lower() not in existing:
            raise SourceNotFound(source)

"""Event subscriptions and event categories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moto.core.responses import ActionResult
from moto.rds.exceptions import SubscriptionAlreadyExistError, SubscriptionNotFoundError

from neptune_global_component.local.neptune.exceptions import SourceNotFound
from neptune_global_component.local.neptune.operations.base import Operations
from neptune_global_component.local.neptune.rules import subscriptions
from neptune_global_component.local.neptune.subscription import CATEGORIES, EventSubscription

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping


class SubscriptionOperations(Operations):
    """Subscriptions to the events of a region."""

    def create_event_subscription(self) -> ActionResult:
        """CreateEventSubscription: enabled by default."""
        name = self.params["SubscriptionName"]
        if name in self.backend.event_subscriptions:
            raise SubscriptionAlreadyExistError(name)
        kind, sources = self.params.get("SourceType"), self.params.get("SourceIds") or []
        subscriptions.check_topic(self.params["SnsTopicArn"])
        subscriptions.check_categories(kind, self.params.get("EventCategories") or [])
        subscriptions.check_sources(kind, sources, _identifiers(self, kind))
        created = EventSubscription(self.backend, **{"enabled": True, **self.params})
        created.source_ids = list(sources)
        self.backend.event_subscriptions[name] = created
        return ActionResult({"EventSubscription": created.begin("creating", self.seconds)})

    def describe_event_subscriptions(self) -> ActionResult:
        """DescribeEventSubscriptions, with paging."""
        records = self.backend.describe_event_subscriptions(self.params.get("SubscriptionName", ""))
        return self.page("EventSubscriptionsList", list(records))

    def modify_event_subscription(self) -> ActionResult:
        """ModifyEventSubscription: inputs that are not specified keep their values."""
        subscription = _find(self)
        kind = self.params.get("SourceType", subscription.source_type)
        categories = self.params.get("EventCategories", subscription.event_categories) or []
        topic = self.params.get("SnsTopicArn", subscription.sns_topic_arn)
        subscriptions.check_topic(topic)
        subscriptions.check_categories(kind, categories)
        subscription.sns_topic_arn, subscription.source_type, subscription.event_categories = topic, kind, categories
        subscription.enabled = self.params.get("Enabled", subscription.enabled)
        return ActionResult({"EventSubscription": subscription.begin("modifying", self.seconds)})

    def delete_event_subscription(self) -> ActionResult:
        """DeleteEventSubscription."""
        return ActionResult({"EventSubscription": _find(self).begin("deleting", self.seconds)})

    def add_source_identifier_to_subscription(self) -> ActionResult:
        """AddSourceIdentifierToSubscription."""
        subscription, source = _find(self), self.params["SourceIdentifier"]
        subscriptions.check_sources(subscription.source_type, [source], _identifiers(self, subscription.source_type))
        subscription.source_ids = [*(one for one in subscription.source_ids if one != source), source]
        return ActionResult({"EventSubscription": subscription})

    def remove_source_identifier_from_subscription(self) -> ActionResult:
        """RemoveSourceIdentifierFromSubscription."""
        subscription, source = _find(self), self.params["SourceIdentifier"]
        if source not in subscription.source_ids:
            raise SourceNotFound(source)
        subscription.source_ids = [one for one in subscription.source_ids if one != source]
        return ActionResult({"EventSubscription": subscription})

    def describe_event_categories(self) -> ActionResult:
        """DescribeEventCategories: of all source types, or of one."""
        kind = self.params.get("SourceType")
        subscriptions.check_categories(kind, [])
        maps = [
            {"SourceType": name, "EventCategories": list(categories)}
            for name, categories in CATEGORIES.items()
            if kind in {None, name}
        ]
        return ActionResult({"EventCategoriesMapList": maps})


def _find(call: Operations) -> EventSubscription:
    name = call.params["SubscriptionName"]
    subscription = call.backend.event_subscriptions.get(name)
    if not isinstance(subscription, EventSubscription):
        raise SubscriptionNotFoundError(name)
    return subscription


def _identifiers(call: Operations, kind: str | None) -> Collection[str]:
    backend = call.backend
    resources: Mapping[str, Iterable[str]] = {
        "db-instance": backend.databases,
        "db-cluster": backend.clusters,
        "db-cluster-snapshot": backend.cluster_snapshots,
        "db-snapshot": backend.database_snapshots,
        "db-parameter-group": backend.db_parameter_groups,
        "db-security-group": backend.security_groups,
    }
    return {name.lower() for name in resources.get(kind or "", ())}

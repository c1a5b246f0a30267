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
        """CreateEventSubscription: enabled, unless Enabled is false."""
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
        """DescribeEventSubscriptions, by pages."""
        found = self.backend.describe_event_subscriptions(self.params.get("SubscriptionName", ""))
        return self.page("EventSubscriptionsList", list(found))

    def modify_event_subscription(self) -> ActionResult:
        """ModifyEventSubscription: what is not specified stays."""
        found = _find(self)
        kind = self.params.get("SourceType", found.source_type)
        categories = self.params.get("EventCategories", found.event_categories) or []
        topic = self.params.get("SnsTopicArn", found.sns_topic_arn)
        subscriptions.check_topic(topic)
        subscriptions.check_categories(kind, categories)
        found.sns_topic_arn, found.source_type, found.event_categories = topic, kind, categories
        found.enabled = self.params.get("Enabled", found.enabled)
        return ActionResult({"EventSubscription": found.begin("modifying", self.seconds)})

    def delete_event_subscription(self) -> ActionResult:
        """DeleteEventSubscription."""
        return ActionResult({"EventSubscription": _find(self).begin("deleting", self.seconds)})

    def add_source_identifier_to_subscription(self) -> ActionResult:
        """AddSourceIdentifierToSubscription."""
        found, source = _find(self), self.params["SourceIdentifier"]
        subscriptions.check_sources(found.source_type, [source], _identifiers(self, found.source_type))
        found.source_ids = [*(one for one in found.source_ids if one != source), source]
        return ActionResult({"EventSubscription": found})

    def remove_source_identifier_from_subscription(self) -> ActionResult:
        """RemoveSourceIdentifierFromSubscription."""
        found, source = _find(self), self.params["SourceIdentifier"]
        if source not in found.source_ids:
            raise SourceNotFound(source)
        found.source_ids = [one for one in found.source_ids if one != source]
        return ActionResult({"EventSubscription": found})

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
    found = call.backend.event_subscriptions.get(name)
    if not isinstance(found, EventSubscription):
        raise SubscriptionNotFoundError(name)
    return found


def _identifiers(call: Operations, kind: str | None) -> Collection[str]:
    backend = call.backend
    kept: Mapping[str, Iterable[str]] = {
        "db-instance": backend.databases,
        "db-cluster": backend.clusters,
        "db-cluster-snapshot": backend.cluster_snapshots,
        "db-snapshot": backend.database_snapshots,
        "db-parameter-group": backend.db_parameter_groups,
        "db-security-group": backend.security_groups,
    }
    return {name.lower() for name in kept.get(kind or "", ())}

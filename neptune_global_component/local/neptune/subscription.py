"""A subscription to events: moto's model with Neptune's members and statuses."""

from __future__ import annotations

from moto.rds import models

from neptune_global_component.local.neptune.lifecycle import Lifecycle

_CONFIGURATION = "configuration change"
CATEGORIES = {
    "db-instance": (
        "availability",
        "backup",
        _CONFIGURATION,
        "creation",
        "deletion",
        "failover",
        "failure",
        "low storage",
        "maintenance",
        "notification",
        "read replica",
        "recovery",
        "restoration",
    ),
    "db-cluster": (
        _CONFIGURATION,
        "creation",
        "deletion",
        "failover",
        "failure",
        "global-failover",
        "maintenance",
        "migration",
        "notification",
        "serverless",
    ),
    "db-cluster-snapshot": ("backup", "creation", "deletion", "notification"),
    "db-snapshot": ("creation", "deletion", "notification", "restoration"),
    "db-parameter-group": (_CONFIGURATION,),
    "db-security-group": (_CONFIGURATION, "failure"),
}
"""The event categories of each source type: RDS's, which Neptune uses.

https://docs.aws.amazon.com/neptune/latest/userguide/event-lists.html
"""


class EventSubscription(Lifecycle, models.EventSubscription):
    """A subscription of an SNS topic to events of a region."""

    @property
    def customer_aws_id(self) -> str:
        """The account."""
        return self.account_id

    @property
    def subscription_creation_time(self) -> str:
        """The creation time, in AWS's format."""
        return self.created_at.strftime("%a %b %d %H:%M:%S UTC %Y")

    @property
    def event_subscription_arn(self) -> str:
        """The ARN."""
        return self.arn

"""DescribeEvents: the effects of successful calls, with their times."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from moto.core.utils import utcnow
from moto.rds.exceptions import InvalidParameterCombination

from neptune_global_component.local.neptune.operations.base import Operations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from moto.core.responses import ActionResult


class _Kind(NamedTuple):
    """A type of event source, and the call parameter that names the source."""

    source_type: str
    parameter: str
    resource_type: str


_CLUSTER = _Kind("db-cluster", "DBClusterIdentifier", "cluster")
_INSTANCE = _Kind("db-instance", "DBInstanceIdentifier", "db")
_SNAPSHOT = _Kind("db-cluster-snapshot", "DBClusterSnapshotIdentifier", "cluster-snapshot")
# Categories as in https://docs.aws.amazon.com/neptune/latest/userguide/event-lists.html, messages as in RDS.
_EVENTS = {
    "CreateDBCluster": (_CLUSTER, "creation", "DB cluster created"),
    "CreateDBClusterSnapshot": (_SNAPSHOT, "backup", "Manual cluster snapshot created"),
    "CreateDBInstance": (_INSTANCE, "creation", "DB instance created"),
    "DeleteDBCluster": (_CLUSTER, "deletion", "DB cluster deleted"),
    "DeleteDBClusterSnapshot": (_SNAPSHOT, "deletion", "Deleted manual snapshot"),
    "DeleteDBInstance": (_INSTANCE, "deletion", "DB instance deleted"),
    "FailoverDBCluster": (_CLUSTER, "failover", "Completed failover to another DB instance"),
    "RebootDBInstance": (_INSTANCE, "availability", "DB instance restarted"),
    "RestoreDBClusterFromSnapshot": (_CLUSTER, "creation", "DB cluster created"),
    "RestoreDBClusterToPointInTime": (_CLUSTER, "creation", "DB cluster created"),
    "StartDBCluster": (_CLUSTER, "notification", "DB cluster started"),
    "StopDBCluster": (_CLUSTER, "notification", "DB cluster stopped"),
}
_MINUTES = 60


class EventOperations(Operations):
    """Events of a region."""

    def call_action(self) -> Any:  # noqa: ANN401 - moto's type
        """Answer the call, and record an event if it succeeds."""
        answer = super().call_action()
        event_type = _EVENTS.get(self._get_action())
        if event_type and answer[0] == HTTPStatus.OK:
            kind, category, message = event_type
            name = self.params[kind.parameter].lower()
            place = f"{self.backend.partition}:rds:{self.region}:{self.current_account}"
            event = {
                "SourceIdentifier": name,
                "SourceType": kind.source_type,
                "Message": message,
                "EventCategories": [category],
                "Date": utcnow(),
                "SourceArn": f"arn:{place}:{kind.resource_type}:{name}",
            }
            self.backend.events.append(cast("Any", event))
        return answer

    def describe_events(self) -> ActionResult:
        """DescribeEvents: of the last hour by default, with paging."""
        if "SourceIdentifier" in self.params and "SourceType" not in self.params:
            # AWS's message, as in moto.
            raise InvalidParameterCombination("Cannot specify source identifier without source type")
        events = cast("list[dict[str, Any]]", self.backend.events)
        return self.page("Events", [event for event in events if _matches(event, self.params)])


def _matches(event: Mapping[str, Any], params: Mapping[str, Any]) -> bool:
    end = params.get("EndTime") or utcnow()
    start = params.get("StartTime") or end - timedelta(minutes=params.get("Duration") or _MINUTES)
    criteria = ((event[name], params.get(name)) for name in ("SourceIdentifier", "SourceType"))
    categories = params.get("EventCategories")
    return (
        all(value in {None, actual} for actual, value in criteria)
        and (not categories or bool(set(categories) & set(event["EventCategories"])))
        and start <= event["Date"] <= end
    )

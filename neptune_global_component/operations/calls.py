"""The AWS calls of the operations: each change, and what it alone needs to know; errors become texts for the user."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neptune_global_component.aws import is_transient
from neptune_global_component.errors import CallError

if TYPE_CHECKING:
    from neptune_global_component.observe import Connect

_METHODS = {
    "AddTagsToResource": "add_tags_to_resource",
    "FailoverGlobalCluster": "failover_global_cluster",
    "GetMetricStatistics": "get_metric_statistics",
    "ListTagsForResource": "list_tags_for_resource",
    "ModifyDBCluster": "modify_db_cluster",
    "ModifyGlobalCluster": "modify_global_cluster",
    "RemoveTagsFromResource": "remove_tags_from_resource",
    "SwitchoverGlobalCluster": "switchover_global_cluster",
}
_BUSY = frozenset(
    (
        "InvalidDBClusterStateFault",
        "InvalidDBInstanceState",
        "InvalidDBInstanceStateFault",
        "InvalidGlobalClusterStateFault",
    )
)
_CLOUDWATCH = frozenset(("GetMetricStatistics",))
_DENIED = frozenset(("AccessDenied", "AccessDeniedException"))


def call(connect: Connect, region: str | None, operation: str, **parameters: object) -> dict[str, Any]:
    """Make a call of the Neptune API, or of CloudWatch.

    Args:
        connect: gives the boto3 client of a service and a region.
        region: where; the provider's region where it is None.
        operation: AWS's name of it.
        parameters: of the call.

    Raises:
        CallError: AWS refused, or did not answer.
    """
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - a quarter of a second, when it is used

    place = f" in {region}" if region else ""
    service, prefix = ("cloudwatch", "cloudwatch") if operation in _CLOUDWATCH else ("neptune", "rds")
    try:
        answer: dict[str, Any] = getattr(connect(service, region), _METHODS[operation])(**parameters)
    except ClientError as error:
        code, message = error.response["Error"]["Code"], error.response["Error"].get("Message", "")
        allow = f" Allow {prefix}:{operation}, which `neptune-global iam-policy{_option(operation)}` has."
        raise CallError(
            f"{operation} was refused{place} ({code}: {message}).{allow if code in _DENIED else ''}",
            transient=is_transient(error),
            busy=code in _BUSY,
        ) from error
    except BotoCoreError as error:
        raise CallError(f"{operation} failed{place} ({error}).", transient=is_transient(error)) from error
    return answer


def _option(operation: str) -> str:
    return " --failover" if operation == "FailoverGlobalCluster" else ""

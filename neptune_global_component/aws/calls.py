"""Call the Neptune API and CloudWatch, and classify AWS's errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neptune_global_component.aws.remedies import remedy
from neptune_global_component.aws.transience import code_of, is_down, is_transient
from neptune_global_component.core.errors import CallError
from neptune_global_component.core.facts.answers import required
from neptune_global_component.core.messages import Message, Prose

if TYPE_CHECKING:
    from neptune_global_component.aws.clients import Connect

_BUSY = frozenset(
    (
        "InvalidDBClusterStateFault",
        "InvalidDBInstanceState",
        "InvalidDBInstanceStateFault",
        "InvalidGlobalClusterStateFault",
    )
)
_CLOUDWATCH = frozenset(("GetMetricData",))
_DENIED = frozenset(("AccessDenied", "AccessDeniedException"))
_NOT_AWS = "the response is not from AWS. Check the proxy, which may have sent it, and AWS_ENDPOINT_URL."


def call(connect: Connect, region: str | None, operation: str, **parameters: object) -> dict[str, Any]:
    """Call an operation of AWS.

    Args:
        connect: returns the boto3 client of a service and a region.
        region: the region to call; the provider's if None.
        operation: AWS's name of the operation.
        parameters: the parameters of the operation.

    Raises:
        CallError: AWS returned an error, or did not answer.
        ReadError: no client can be created.
    """
    from botocore import xform_name  # noqa: PLC0415 - a quarter of a second, when it is used
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - as above
    from botocore.parsers import ResponseParserError  # noqa: PLC0415 - as above

    place = f" in {region}" if region else ""
    service, prefix = ("cloudwatch", "cloudwatch") if operation in _CLOUDWATCH else ("neptune", "rds")
    try:
        answer: dict[str, Any] = getattr(connect(service, region), xform_name(operation))(**parameters)
    except ClientError as error:
        code, message = code_of(error), error.response.get("Error", {}).get("Message", "")
        allow = f"Allow {prefix}:{operation}, which `neptune-global iam-policy{_option(operation)}` includes."
        raise CallError(
            Message(
                "{operation} was refused{place} ({code}: {message}).",
                operation=operation,
                place=place,
                code=code,
                message=Prose(message),
            ),
            code=code,
            transient=is_transient(error),
            down=is_down(error),
            busy=code in _BUSY,
            allow=allow if code in _DENIED else "",
        ) from error
    except BotoCoreError as error:
        text = f"{operation} failed{place} ({error}).{remedy(error)}"
        raise CallError(text, transient=is_transient(error), down=is_down(error)) from error
    except ResponseParserError as error:
        raise CallError(f"{operation} failed{place}: {_NOT_AWS}") from error
    return answer


def call_pages(
    connect: Connect, region: str | None, operation: str, noun: str, **parameters: object
) -> list[dict[str, Any]]:
    """Call a Describe operation until AWS has returned all pages.

    Args:
        connect: returns the boto3 client of a service and a region.
        region: the region to call; the provider's if None.
        operation: AWS's name of the operation.
        noun: the key of the entries in its response.
        parameters: the parameters of the operation.

    Raises:
        CallError: AWS returned an error, or did not answer.
        ReadError: no client can be created, or a response has no entries.
    """
    entries: list[dict[str, Any]] = []
    marker: dict[str, object] = {}
    while True:
        answer = call(connect, region, operation, **parameters, **marker)
        entries += required(answer, noun)
        following = {"Marker": answer.get("Marker")}
        # A marker that AWS repeats leads to the same page.
        if not following["Marker"] or following == marker:
            return entries
        marker = following


def _option(operation: str) -> str:
    if operation.startswith("Describe"):
        return " --read-only"
    return " --failover" if operation == "FailoverGlobalCluster" else ""

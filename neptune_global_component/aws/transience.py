"""Classify failed AWS calls: transient failures, and regions that are down."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from botocore.exceptions import ClientError

_SERVER_ERROR = 500
_THROTTLING = frozenset(("RequestLimitExceeded", "Throttling", "ThrottlingException", "TooManyRequestsException"))


def is_transient(error: Exception) -> bool:
    """Return whether the call may succeed later: throttling, a server error of AWS, or a network error.

    Source: https://docs.aws.amazon.com/neptune/latest/apiref/CommonErrors.html

    Args:
        error: the exception that boto3 raised.
    """
    from botocore.exceptions import ClientError  # noqa: PLC0415 - a quarter of a second, when AWS is read only

    return is_down(error) or (isinstance(error, ClientError) and code_of(error) in _THROTTLING)


def is_down(error: Exception) -> bool:
    """Return whether a region seems to be down: no connection, a timeout, or a server error of AWS.

    Args:
        error: the exception that boto3 raised.
    """
    from botocore.exceptions import (  # noqa: PLC0415 - as above
        ClientError,
        ConnectionError,  # noqa: A004 - botocore's name
        HTTPClientError,
    )

    if isinstance(error, ClientError):
        status: int = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        return status >= _SERVER_ERROR and code_of(error) not in _THROTTLING
    return isinstance(error, ConnectionError | HTTPClientError)


def code_of(error: ClientError) -> str:
    """Return AWS's error code, or ``Unknown``, as botocore does, if the response has none.

    Args:
        error: the exception that boto3 raised.
    """
    return str(error.response.get("Error", {}).get("Code", "Unknown"))

"""Which failures of a call of AWS may pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from botocore.exceptions import ClientError

_SERVER_ERROR = 500
_THROTTLING = frozenset(("RequestLimitExceeded", "Throttling", "ThrottlingException", "TooManyRequestsException"))


def is_transient(error: Exception) -> bool:
    """Say whether a call that failed so may succeed a little later: throttling, an error of AWS's own, the network.

    Source: https://docs.aws.amazon.com/neptune/latest/apiref/CommonErrors.html

    Args:
        error: what boto3 raised.
    """
    from botocore.exceptions import (  # noqa: PLC0415 - a quarter of a second, when AWS is read only
        ClientError,
        ConnectionError,  # noqa: A004 - botocore's name
        HTTPClientError,
    )

    if isinstance(error, ClientError):
        return code_of(error) in _THROTTLING or is_down(error)
    return isinstance(error, ConnectionError | HTTPClientError)


def is_down(error: Exception) -> bool:
    """Return whether a region seems to be down: no connection, no answer in time, or an error of AWS's own.

    Args:
        error: what boto3 raised.
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
    """Return AWS's error code; ``Unknown``, as botocore writes it, where the answer has none.

    Args:
        error: what boto3 raised.
    """
    return str(error.response.get("Error", {}).get("Code", "Unknown"))

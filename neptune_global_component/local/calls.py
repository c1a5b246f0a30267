"""One AWS call: its service, operation, region and parameters, and error responses in its protocol."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from botocore.exceptions import UnknownServiceError
from botocore.model import OperationNotFoundError
from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult, BaseResponse
from werkzeug.wrappers import Response

if TYPE_CHECKING:
    from moto.core.request import Request

_SCOPE = re.compile(r"Credential=[^/]*/\d+/(?P<region>[^/]+)/(?P<service>[^/]+)/aws4_request")
# Services whose signing name differs from the name of their model and the prefix of their IAM actions.
_SERVICES = {"monitoring": "cloudwatch"}
_CODE = re.compile(r'<Code>([^<]+)</Code>|"__type":\s*"(?:[^"#]*#)?([^"]+)"')

# Errors that botocore's service models lack: https://docs.aws.amazon.com/neptune/latest/apiref/CommonErrors.html
_STATUS = {
    "AccessDenied": HTTPStatus.FORBIDDEN,
    "AccessDeniedException": HTTPStatus.FORBIDDEN,
    "ExpiredToken": HTTPStatus.FORBIDDEN,
    "InternalFailure": HTTPStatus.INTERNAL_SERVER_ERROR,
    "InvalidClientTokenId": HTTPStatus.FORBIDDEN,
    "NotImplemented": HTTPStatus.NOT_IMPLEMENTED,
    "ServiceUnavailable": HTTPStatus.SERVICE_UNAVAILABLE,
}


class ErrorResponse(ServiceException):
    """An error that this server returns itself: moto identifies its own errors by their module."""


class Call:
    """An AWS call.

    Args:
        request: the HTTP request, whose body has not been read yet.
    """

    def __init__(self, request: Request) -> None:
        scope = _SCOPE.search(request.headers.get("Authorization", ""))
        self.service = _SERVICES.get(scope["service"], scope["service"]) if scope else ""
        self.region = scope["region"] if scope else ""
        target = request.headers.get("X-Amz-Target", "").rpartition(".")[2]
        self.operation = request.values.get("Action") or target or f"{request.method} {request.path}"
        self.parameters: dict[str, Any] = {}
        self._response: BaseResponse | None = None
        response = BaseResponse(self.service)
        response.automated_parameter_parsing = True
        try:
            response.setup_class(request)
        except (UnknownServiceError, OperationNotFoundError, NotImplementedError):
            # Without a model, record what can be parsed, and let moto answer what it can.
            return
        self._response = response
        self.operation = response._get_action() or self.operation  # noqa: SLF001 - moto's way for all protocols
        self.parameters = getattr(response, "params", {})

    def error(self, code: str, message: str) -> Response:
        """Return an error response in the protocol of the service.

        Args:
            code: AWS's error code.
            message: the error message.
        """
        if self._response is None:
            return Response(f"{code}: {message}", _STATUS.get(code, HTTPStatus.BAD_REQUEST))
        status, headers, body = self._response.serialized(ActionResult(ErrorResponse(code, message)))
        return Response(body, _STATUS.get(code, status), headers)


def error_code(answer: Response) -> str | None:
    """Return the error code of a response, or None for a success.

    Args:
        answer: a service's response, in any protocol.
    """
    if answer.status_code < HTTPStatus.BAD_REQUEST:
        return None
    found = _CODE.search(answer.get_data(as_text=True))
    return (
        (found[1] or found[2]) if found else answer.headers.get("X-Amzn-Errortype", HTTPStatus(answer.status_code).name)
    )

"""An AWS call as it came in: which operation of which service, in which region, with what; and the errors to answer."""

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
# A service whose calls are signed for another name than its model and its IAM actions have.
_SERVICES = {"monitoring": "cloudwatch"}
_CODE = re.compile(r'<Code>([^<]+)</Code>|"__type":\s*"(?:[^"#]*#)?([^"]+)"')

# What botocore's service models do not know: https://docs.aws.amazon.com/neptune/latest/apiref/CommonErrors.html
_STATUS = {
    "AccessDenied": HTTPStatus.FORBIDDEN,
    "AccessDeniedException": HTTPStatus.FORBIDDEN,
    "ExpiredToken": HTTPStatus.FORBIDDEN,
    "InternalFailure": HTTPStatus.INTERNAL_SERVER_ERROR,
    "InvalidClientTokenId": HTTPStatus.FORBIDDEN,
    "NotImplemented": HTTPStatus.NOT_IMPLEMENTED,
    "ServiceUnavailable": HTTPStatus.SERVICE_UNAVAILABLE,
}


class Refusal(ServiceException):
    """An error that this server answers, not moto: moto looks up its own by the module they are from."""


class Call:
    """An AWS call.

    Args:
        request: the HTTP request, whose body is still to be read.
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
            # Without a model it is recorded as far as it is understood, and moto answers what it can.
            return
        self._response = response
        self.operation = response._get_action() or self.operation  # noqa: SLF001 - moto's way for all protocols
        self.parameters = getattr(response, "params", {})

    def refusal(self, code: str, message: str) -> Response:
        """Return an error in the protocol of the service.

        Args:
            code: AWS's error code.
            message: what to say.
        """
        if self._response is None:
            return Response(f"{code}: {message}", _STATUS.get(code, HTTPStatus.BAD_REQUEST))
        status, headers, body = self._response.serialized(ActionResult(Refusal(code, message)))
        return Response(body, _STATUS.get(code, status), headers)


def error_code(answer: Response) -> str | None:
    """Return the error code in an answer, None if it is no error.

    Args:
        answer: a service's answer, in any protocol.
    """
    if answer.status_code < HTTPStatus.BAD_REQUEST:
        return None
    found = _CODE.search(answer.get_data(as_text=True))
    return (
        (found[1] or found[2]) if found else answer.headers.get("X-Amzn-Errortype", HTTPStatus(answer.status_code).name)
    )

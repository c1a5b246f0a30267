"""The control calls of the local AWS: plain HTTP under ``/neptune-global/``. All other requests go to AWS.

Only programs on this machine may call, and no web page: a browser sends its ``Origin``, and a host name that was
rebound to this machine is visible in ``Host``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from werkzeug.wrappers import Request, Response

from neptune_global_component.core.errors import LocalAwsError
from neptune_global_component.local.loopback import is_loopback
from neptune_global_component.local.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from concurrent.futures import Future

    from _typeshed.wsgi import StartResponse, WSGIEnvironment

    from neptune_global_component.local.gateway import Gateway

PREFIX = "/neptune-global/"


class Control:
    """The WSGI application of the server, with the settings and the recorded calls.

    Args:
        aws: the gateway to AWS, available once moto is imported.
    """

    def __init__(self, aws: Future[Gateway]) -> None:
        self.calls: list[dict[str, Any]] = []
        self.settings = Settings()
        self._aws = aws

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a control call, or forward the request to AWS."""
        request = Request(environ)
        origin = request.headers.get("Origin")
        if not is_loopback(f"//{request.headers.get('Host', '')}") or (origin is not None and not is_loopback(origin)):
            return _text("only programs on this machine can call the local AWS", 403)(environ, start_response)
        if request.path.startswith(PREFIX):
            return self._answer(request)(environ, start_response)
        return self._aws.result()(environ, start_response)

    def _answer(self, request: Request) -> Response:
        call = (request.method, request.path.removeprefix(PREFIX))
        if call == ("GET", "calls"):
            return Response(json.dumps(self.calls, default=str), mimetype="application/json")
        if call == ("POST", "reset"):
            self._reset()
            return _text("reset")
        if call == ("POST", "settle"):
            self._aws.result().settle()
            return _text("settled")
        if call == ("POST", "settings"):
            try:
                self.settings.update(json.loads(request.get_data()))
            except (LocalAwsError, ValueError) as error:
                return _text(f"The settings were not changed: {error}", 400)
            return _text("set")
        return _text(
            f"unknown control call. Use GET {PREFIX}calls or POST {PREFIX}reset, {PREFIX}settings, {PREFIX}settle", 404
        )

    def _reset(self) -> None:
        # Until moto is imported, there is no state to reset.
        if self._aws.done():
            self._aws.result().reset()
        self.calls.clear()
        self.settings.clear()


def _text(text: str, status: int = 200) -> Response:
    return Response(f"{text}\n", status, mimetype="text/plain")

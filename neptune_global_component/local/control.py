"""The control calls of the local AWS: plain HTTP under ``/neptune-global/``; everything else goes to AWS.

Only this machine may call, and no web page of another site: a browser sends its ``Origin``, and a name that was made to
point to this machine stays in ``Host``.
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
    """The WSGI application of the whole server, and what it remembers beside AWS's resources.

    Args:
        aws: the way to AWS, once moto is imported.
    """

    def __init__(self, aws: Future[Gateway]) -> None:
        self.calls: list[dict[str, Any]] = []
        self.settings = Settings()
        self._aws = aws

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a control call, or hand the request to AWS."""
        request = Request(environ)
        origin = request.headers.get("Origin")
        if not is_loopback(f"//{request.headers.get('Host', '')}") or (origin is not None and not is_loopback(origin)):
            return _text("only programs on this machine may call the local AWS", 403)(environ, start_response)
        if request.path.startswith(PREFIX):
            return self._answer(request)(environ, start_response)
        return self._aws.result()(environ, start_response)

    def _answer(self, request: Request) -> Response:
        call = (request.method, request.path.removeprefix(PREFIX))
        if call == ("GET", "calls"):
            return Response(json.dumps(self.calls, default=str), mimetype="application/json")
        if call == ("POST", "reset"):
            self._reset()
            return _text("forgotten")
        if call == ("POST", "settle"):
            self._aws.result().settle()
            return _text("settled")
        if call == ("POST", "settings"):
            try:
                self.settings.update(json.loads(request.get_data()))
            except (LocalAwsError, ValueError) as error:
                return _text(f"The settings were not changed: {error}", 400)
            return _text("set")
        return _text(f"there are GET {PREFIX}calls and POST {PREFIX}reset, {PREFIX}settings, {PREFIX}settle", 404)

    def _reset(self) -> None:
        # Before moto is there, there is nothing in it to forget.
        if self._aws.done():
            self._aws.result().reset()
        self.calls.clear()
        self.settings.clear()


def _text(text: str, status: int = 200) -> Response:
    return Response(f"{text}\n", status, mimetype="text/plain")

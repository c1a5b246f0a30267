"""The control calls of the local AWS: plain HTTP under ``/neptune-global/``. All other requests go to AWS.

Only programs on this machine may call, and no web page: a browser sends its ``Origin``, and a host name that was
rebound to this machine is visible in ``Host``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from werkzeug.wrappers import Request, Response

from neptune_global_component.core.errors import LocalAwsError
from neptune_global_component.core.loopback import is_loopback
from neptune_global_component.local.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from concurrent.futures import Future

    from _typeshed.wsgi import StartResponse, WSGIEnvironment

    from neptune_global_component.local.gateway import Gateway
    from neptune_global_component.local.saved_state import SavedState

PREFIX = "/neptune-global/"


class Control:
    """The WSGI application of the server, with the settings and the recorded calls.

    Args:
        aws: the gateway to AWS, available once moto is imported.
    """

    def __init__(self, aws: Future[Gateway]) -> None:
        self.calls: list[dict[str, Any]] = []
        self.settings = Settings()
        self._saved: dict[str, tuple[SavedState, list[dict[str, Any]]]] = {}
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
        answers = {
            ("GET", "calls"): self._list_calls,
            ("POST", "reset"): self._reset,
            ("POST", "restore"): self._restore,
            ("POST", "save"): self._save,
            ("POST", "settings"): self._set,
            ("POST", "settle"): self._settle,
        }
        answer = answers.get((request.method, request.path.removeprefix(PREFIX)))
        if answer is None:
            valid = ", ".join(f"{method} {PREFIX}{name}" for method, name in answers)
            return _text(f"unknown control call. Use one of {valid}", 404)
        return answer(request.get_data())

    def _list_calls(self, _: bytes) -> Response:
        return Response(json.dumps(self.calls, default=str), mimetype="application/json")

    def _reset(self, _: bytes) -> Response:
        # Until moto is imported, there is no state to reset.
        if self._aws.done():
            self._aws.result().reset()
        self.calls.clear()
        self.settings.clear()
        return _text("reset")

    def _save(self, name: bytes) -> Response:
        try:
            self._saved[name.decode()] = (self._aws.result().save(), list(self.calls))
        except LocalAwsError as error:
            return _text(str(error), 501)
        return _text("saved")

    def _restore(self, name: bytes) -> Response:
        if name.decode() not in self._saved:
            names = ", ".join(map(repr, self._saved)) or "none"
            return _text(f"{name.decode()!r} is not saved. Saved names: {names}. Use POST {PREFIX}save first", 404)
        state, calls = self._saved[name.decode()]
        self._aws.result().restore(state)
        self.calls[:] = calls
        self.settings.clear()
        return _text("restored")

    def _settle(self, _: bytes) -> Response:
        self._aws.result().settle()
        return _text("settled")

    def _set(self, settings: bytes) -> Response:
        try:
            self.settings.update(json.loads(settings))
        except (LocalAwsError, ValueError) as error:
            return _text(f"The settings were not changed: {error}", 400)
        return _text("set")


def _text(text: str, status: int = 200) -> Response:
    return Response(f"{text}\n", status, mimetype="text/plain")

"""The path of a request to moto: configured faults, the enforced IAM policy, and the record of calls."""

from __future__ import annotations

import functools
import io
import socket
import threading
import traceback
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from moto.core import responses
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.core.request import Request
from moto.core.utils import method_names_from_class
from moto.ec2.models import ec2_backends
from moto.moto_api._internal.models import moto_api_backend
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.wrappers import Response

from neptune_global_component.local import neptune
from neptune_global_component.local.authorization import needs, user_arn
from neptune_global_component.local.calls import Call, error_code
from neptune_global_component.local.managed_policies import load_managed_policies
from neptune_global_component.local.neptune import store
from neptune_global_component.local.saved_state import SavedState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from _typeshed.wsgi import StartResponse, WSGIEnvironment
    from flask import Flask

    from neptune_global_component.local.control import Control
    from neptune_global_component.local.settings import Settings

_DROPPED = "ConnectionDropped"
_FAULT_MESSAGES = {
    "AccessDenied": "User: {user} is not authorized to perform: {service}:{operation}",
    "InternalFailure": "The request processing has failed because of an unknown error, exception or failure.",
    "ThrottlingException": "Rate exceeded",
    "Throttling": "Rate exceeded",
}


class _Dispatcher(DomainDispatcherApplication):
    """A dispatcher that replaces moto's, which scans its folders and all services on each call."""

    def __init__(self, create_app: Callable[[Any], Flask]) -> None:
        super().__init__(create_app)
        self._backends: dict[str | None, Any] = {}

    def get_backend_for_host(self, host: str | None) -> Any:  # noqa: ANN401 - the type that moto declares
        """Return the backend of the service that a host name stands for."""
        if host not in self._backends:
            self._backends[host] = super().get_backend_for_host(host)
        return self._backends[host]


def prepare_moto(settings: Settings) -> None:
    """Make the moto of this process fast, and let it serve Neptune. Call it once, before the first request.

    Args:
        settings: the latency of operations, and additional engine versions.
    """
    # moto lists the methods of the service's class on each call, a seventh of its time.
    names = functools.cache(method_names_from_class)
    responses.method_names_from_class = names  # type: ignore[attr-defined]
    neptune.install(settings.latency, lambda: settings.engine_versions)
    # moto loads the data shared by all regions with the first region. Load it now, so that no call waits for it.
    ec2_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].get_default_subnets()


class Gateway:
    """The WSGI application in front of moto's.

    Args:
        control: holds the settings and records the calls.
    """

    def __init__(self, control: Control) -> None:
        self._control = control
        self._moto = _Dispatcher(create_backend_app)
        # moto is not thread-safe. No call blocks while it holds this lock.
        self._lock = threading.Lock()

    def reset(self) -> None:
        """Delete all AWS resources."""
        with self._lock:
            moto_api_backend.reset()

    def save(self) -> SavedState:
        """Return a copy of all AWS resources."""
        with self._lock:
            return SavedState()

    def restore(self, state: SavedState) -> None:
        """Replace all AWS resources.

        Args:
            state: the copy to go back to.
        """
        with self._lock:
            moto_api_backend.reset()
            state.restore()

    def settle(self) -> None:
        """Complete all operations in progress, regardless of their latency."""
        with self._lock:
            store.finish(DEFAULT_ACCOUNT_ID)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer an AWS call."""
        request = Request(environ)
        body = request.get_data(parse_form_data=False)
        environ |= {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}
        environ.pop("HTTP_TRANSFER_ENCODING", None)
        with self._lock:
            call = Call(Request(environ))
            environ["wsgi.input"] = io.BytesIO(body)
            answer = None if self._control.settings.is_down(call.region) else self._answer(call, environ)
            self._record(call, answer)
        if answer is None:
            self._control.settings.wait_while_hanging(call.region)
            environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
            raise ConnectionResetError(_DROPPED)
        return answer(environ, start_response)

    def _answer(self, call: Call, environ: WSGIEnvironment) -> Response | None:
        fault = self._control.settings.take_fault(call.operation, call.region)
        if fault == _DROPPED:
            return None
        if fault:
            context = {"service": call.service, "operation": call.operation, "user": user_arn(call.region)}
            message = _FAULT_MESSAGES.get(fault, "injected by the settings of the local AWS")
            return call.error(fault, message.format(**context))
        denial = self._denial(call)
        if denial:
            return call.error("AccessDenied", denial)
        try:
            load_managed_policies(call)
            return Response.from_app(self._moto, environ, buffered=True)
        except NotImplementedError:
            return call.error("NotImplemented", f"the local AWS does not support {call.service}:{call.operation}")
        except Exception as error:  # noqa: BLE001 - AWS answers every call, whatever moto raises
            traceback.print_exc()
            return call.error("InternalFailure", _internal_failure(call.operation, error))

    def _denial(self, call: Call) -> str | None:
        policy = self._control.settings.policy
        # AWS accepts a few calls without a signature, such as AssumeRoleWithWebIdentity. They have no caller to
        # authorize.
        if policy is None or not call.service:
            return None
        return policy.denial(needs(call.service, call.operation, call.region, call.parameters), call.region)

    def _record(self, call: Call, answer: Response | None) -> None:
        self._control.calls.append(
            {
                "service": call.service,
                "operation": call.operation,
                "region": call.region,
                "parameters": call.parameters,
                "status": None if answer is None else answer.status_code,
                "errorCode": _DROPPED if answer is None else error_code(answer),
                "at": datetime.now(timezone.utc).isoformat(timespec="microseconds"),
            }
        )


def _internal_failure(operation: str, error: Exception) -> str:
    """Return the message of an internal error. It contains the reason, because a local run deletes its log."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = "/".join(Path(frame.filename).parts[-3:])
    return (
        f"{operation} failed inside the local AWS: {type(error).__name__}: {error} ({place}, line {frame.lineno}). "
        "This is a bug in the local AWS, not of your program: report it with this message."
    )

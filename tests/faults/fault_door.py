"""A proxy in front of the local AWS that injects an event before a call or before its response."""

from __future__ import annotations

import http.client
import re
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

SCOPE = re.compile(r"Credential=[^/]*/\d+/([^/]+)/")
OWN_HEADERS = {"connection", "content-length", "date", "server", "transfer-encoding"}


@dataclass
class Watch:
    """The call to wait for, and the event.

    Args:
        operation: the AWS operation.
        region: the region that the call is signed for.
        number: the number of the call, from 1.
        before: called before AWS gets the call.
        answered: called after AWS has executed the call; returns whether to forward the response.
        silent: the number of calls to the region, from this one on, that get no response.
    """

    operation: str
    region: str
    number: int
    before: Callable[[], None] = lambda: None
    answered: Callable[[], bool] = lambda: True
    silent: int = 0
    happened: threading.Event = field(default_factory=threading.Event)


class Door:
    """Forwards every call to the local AWS, and its response back.

    Args:
        url: the URL of the local AWS.
    """

    def __init__(self, url):
        self._aws = urlsplit(url).netloc
        self._watch = None
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def close(self):
        """Stop."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def watch(self, watch):
        """Wait for a call; None to stop."""
        with self._lock:
            self._watch = watch

    def _take(self, operation, region):
        """Count a call; return the watch if it is the watched call, and whether the region is silent."""
        with self._lock:
            watch = self._watch
            if watch is None or watch.region != region:
                return None, False
            watch.number -= watch.operation == operation
            is_silent = watch.number <= 0 < watch.silent
            watch.silent -= is_silent
            is_watched = watch.number == 0 and watch.operation == operation
            return watch if is_watched else None, is_silent

    def _handler(self):
        door = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                door.pass_on(self, body)

            def log_message(self, *_):
                """Write nothing."""

        return Handler

    def pass_on(self, request, body):
        """Forward one call, unless its region is silent or its connection is to be dropped."""
        scope = SCOPE.search(request.headers["Authorization"])
        operation = parse_qs(body.decode())["Action"][0]
        watch, is_silent = self._take(operation, scope[1])
        if watch:
            watch.before()
        if is_silent:
            if watch:
                watch.happened.set()
            wait_for_close(request)
            return
        try:
            status, headers, answer = self._ask(request, body)
        except ConnectionError:
            drop(request)
            passed = False
        else:
            passed = not watch or watch.answered()
        if watch:
            watch.happened.set()
        if passed:
            respond(request, status, headers, answer)
        else:
            drop(request)

    def _ask(self, request, body):
        connection = http.client.HTTPConnection(self._aws)
        try:
            connection.request("POST", request.path, body, dict(request.headers))
            answer = connection.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            connection.close()


def respond(request, status, headers, answer):
    """Send AWS's response."""
    try:
        request.send_response(status)
        for name, value in headers:
            if name.lower() not in OWN_HEADERS:
                request.send_header(name, value)
        request.send_header("Content-Length", str(len(answer)))
        request.end_headers()
        request.wfile.write(answer)
    except ConnectionError:
        # The client was killed meanwhile.
        request.close_connection = True


def wait_for_close(request):
    """Keep a connection open without a response until the client closes it."""
    request.close_connection = True
    with suppress(ConnectionError):
        request.connection.recv(1)


def drop(request):
    """Close a connection without a response."""
    request.close_connection = True
    try:
        request.connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        # The killed client closed its connection first.
        return

"""A proxy in front of the local AWS that removes values from its responses."""

from __future__ import annotations

import contextlib
import http.client
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

HOP_BY_HOP = {"connection", "content-length", "date", "server", "transfer-encoding"}


@contextlib.contextmanager
def answers_without(url, *members):
    """Forward every call to AWS, remove elements from its XML responses, and return the proxy's URL.

    Args:
        url: the URL of the AWS.
        members: the names of the elements to remove.
    """
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(urlsplit(url).netloc, members))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(aws, members):
    taken_out = re.compile("|".join(f"<{member}>[^<]*</{member}>|<{member}/>" for member in members).encode())

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            with contextlib.closing(http.client.HTTPConnection(aws)) as connection:
                connection.request("POST", self.path, body, dict(self.headers))
                answer = connection.getresponse()
                text = taken_out.sub(b"", answer.read())
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in HOP_BY_HOP:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_):
            """Write nothing."""

    return Handler

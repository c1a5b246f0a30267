"""A HashiCorp Vault that encrypts the stacks' data keys.

With a passphrase, each command of Pulumi derives a key from it in a million rounds: a sixth of its processor time.
"""

from __future__ import annotations

import contextlib
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

SECRETS_PROVIDER = "hashivault://stack"


class _Transit(BaseHTTPRequestHandler):
    """Vault's transit engine, whose ciphertext is the plaintext: no test depends on it being secret."""

    protocol_version = "HTTP/1.1"

    def do_PUT(self):
        """Encrypt or decrypt the data key of a stack."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        (text,) = body.values()
        name = "ciphertext" if "plaintext" in body else "plaintext"
        answer = json.dumps({"data": {name: text}}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        """Keep the test's output free of requests."""


@contextlib.contextmanager
def running_key_service():
    """Run the service, and yield the environment variables that Pulumi finds it with."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Transit) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield {"VAULT_ADDR": f"http://127.0.0.1:{server.server_address[1]}", "VAULT_TOKEN": "test"}
        server.shutdown()

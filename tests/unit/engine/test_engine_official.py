"""The official installer: its arguments, and error messages."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from neptune_global_component.core.errors import EngineError
from neptune_global_component.local.engine import official, version

SCRIPT = b"""#!/bin/sh
echo "$@" > "$4/arguments"
"""


@contextmanager
def serving(body, status=200):
    """Serve one page on a free port of this machine and yield its URL."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.005})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(autouse=True)
def shell(machine, monkeypatch):
    """Put a shell on PATH, and disable proxies for this machine."""
    (machine.path / "sh").symlink_to("/bin/sh")
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def test_the_script_installs_the_pinned_version_into_the_folder(machine):
    """The script receives the version and the folder, and must not change the user's shell configuration."""
    with serving(SCRIPT) as url:
        official.install(machine.root, machine.report, url=url)
    arguments = (machine.root / "arguments").read_text().split()
    assert arguments == ["--version", version.PULUMI, "--install-root", str(machine.root), "--no-edit-path"]
    assert not (machine.root / "install.sh").exists()
    assert machine.lines == [
        f"fetching the installer from {url} (at most 10 s)",
        f"running the installer for pulumi {version.PULUMI} (about 100 MB to download)",
    ]


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (b"", 503, r"does not answer \(Service Unavailable\)"),
        (b"<html>please log in</html>", 200, "answered something that is not a shell script"),
        (b"#!/bin/sh\necho no tar here >&2; exit 1", 200, "exit status 1:\n      no tar here"),
    ],
)
def test_an_installer_that_does_not_work_has_its_reason(machine, body, status, reason):
    """An error response, a page that is not a script and a failing script are reported."""
    with serving(body, status) as url, pytest.raises(EngineError, match=reason):
        official.install(machine.root, machine.report, url=url)


def test_a_closed_network_has_its_reason(machine):
    """A refused connection is reported at once, with the URL."""
    with serving(b"") as url:
        pass
    with pytest.raises(EngineError, match=rf"{url} does not answer \(.*refused"):
        official.install(machine.root, machine.report, url=url)

"""The process of the local AWS: start, crash, stop, and end with its parent."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.request

import pytest

from neptune_global_component.core.errors import LocalAwsError
from neptune_global_component.local import process
from neptune_global_component.local.process import LocalAws

LIMIT_SECONDS = 600
CHILD = """
import sys, time
from neptune_global_component.local.process import LocalAws
aws = LocalAws.start({arguments})
print(aws.pid, aws.url, flush=True)
time.sleep(60)
"""


def answers(url):
    """Return whether a local AWS responds at a URL."""
    asked = f"{url}/neptune-global/calls"
    with contextlib.suppress(OSError), urllib.request.urlopen(asked, timeout=LIMIT_SECONDS) as answer:  # noqa: S310
        return answer.status == 200
    return False


def wait_until_gone(url):
    """Wait until a local AWS no longer responds."""
    deadline = time.monotonic() + LIMIT_SECONDS
    while answers(url):
        assert time.monotonic() < deadline, f"{url} still answers"
        time.sleep(0.02)


@contextlib.contextmanager
def parent(arguments=""):
    """A process that has started a local AWS, with the server's pid and URL."""
    command = [sys.executable, "-c", CHILD.format(arguments=arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        pid, url = child.stdout.readline().split()
        yield child, int(pid), url
        child.kill()


def test_started_and_stopped(tmp_path):
    """The server responds at its URL until it is stopped. Stopping twice is allowed."""
    with LocalAws.start(tmp_path / "log") as aws:
        assert aws.url.startswith("http://127.0.0.1:")
        assert aws.calls() == []
        os.kill(aws.pid, 0)
    with pytest.raises(ProcessLookupError):
        os.kill(aws.pid, 0)
    aws.stop()
    with pytest.raises(LocalAwsError, match="does not respond at"):
        aws.calls()


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_ends_with_its_parent(end):
    """The server stops with the process that started it, however that ends."""
    with parent() as (child, _, url):
        assert answers(url)
        child.send_signal(end)
        wait_until_gone(url)


def test_keep():
    """With ``keep`` the server outlives its parent, and is stopped by its process id."""
    with parent("keep=True") as (child, pid, url):
        child.kill()
        child.wait()
        time.sleep(0.2)
        assert answers(url)
        os.kill(pid, signal.SIGTERM)
        wait_until_gone(url)


def test_does_not_start(monkeypatch, tmp_path):
    """A server that exits at startup is reported with its last lines."""
    monkeypatch.setattr(process, "SERVER", "neptune_global_component.local.nowhere")
    with pytest.raises(
        LocalAwsError, match=r"did not start\. It exited, or did not report a port within 60 s\. .*\n.*No module named"
    ):
        LocalAws.start()
    with pytest.raises(LocalAwsError, match=r"cannot be written \(No such file"):
        LocalAws.start(tmp_path / "no" / "log")


def test_the_environment_is_ignored(monkeypatch, client):
    """The server ignores a proxy or an AWS profile in the environment."""
    del client
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_PROFILE", "nobody")
    with LocalAws.start() as aws:
        assert aws.calls() == []


def test_imports_nothing_heavy():
    """The module that starts the server imports neither moto nor boto3."""
    code = (
        "import sys, neptune_global_component.local.process as _; print({'moto', 'boto3', 'flask'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"

"""Starts, controls and stops the local AWS in its own process."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from typing import IO, TYPE_CHECKING, Any

from typing_extensions import Self

from neptune_global_component.core.errors import LocalAwsError
from neptune_global_component.local.processes import SERVER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from types import TracebackType

_START_SECONDS = 60.0
_STOP_SECONDS = 5.0
_RESPONSE_SECONDS = 60.0
_SHOWN_LINES = 15

# A proxy from the environment must not handle requests to this machine.
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class LocalAws:
    """A running local AWS, created by ``start``. As a context manager, it stops the server on exit.

    Args:
        process: the server.
        port: the loopback port that it listens on.
    """

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.pid = process.pid
        self._process = process

    @classmethod
    def start(cls, log: Path | None = None, *, keep: bool = False) -> LocalAws:
        """Start an empty local AWS on a free loopback port, and wait until it responds.

        Args:
            log: the server's log file; its output is discarded by default.
            keep: keep the server running after this process exits; the caller stops it by its process id. By default it
                stops with this process, however that ends.

        Raises:
            LocalAwsError: the server did not start; the message ends with its last lines of output.
        """
        with _open_log(log) as output:
            process = _spawn(output, keep=keep)
            try:
                started = cls(process, _port(process))
                started.calls()
            except BaseException as error:
                # An interrupt must not leave the server running.
                _stop(process)
                if isinstance(error, LocalAwsError):
                    raise LocalAwsError(
                        f"The local AWS did not start. {error} The last lines of its log:{_last_lines(output)}"
                    ) from error
                raise
        return started

    def stop(self) -> None:
        """Stop the server. Does nothing if it has already stopped."""
        _stop(self._process)

    def calls(self) -> list[dict[str, Any]]:
        """Return the AWS calls so far, in order.

        Returns:
            For each call ``service``, ``operation``, ``region``, ``parameters``, ``status`` (HTTP), ``errorCode``
            and ``at`` (UTC, ISO 8601).

        Raises:
            LocalAwsError: the server does not respond.
        """
        calls: list[dict[str, Any]] = json.loads(self._request("GET", "calls"))
        return calls

    def reset(self) -> None:
        """Delete all AWS resources and recorded calls, and restore the default settings.

        Raises:
            LocalAwsError: the server does not respond.
        """
        self._request("POST", "reset")

    def save(self, name: str) -> None:
        """Save a copy of all AWS resources and recorded calls, which stays until the server stops.

        Args:
            name: replaces what was saved under it before.

        Raises:
            LocalAwsError: the server does not respond, or can't copy a resource.
        """
        self._request("POST", "save", name.encode())

    def restore(self, name: str) -> None:
        """Go back to saved AWS resources and recorded calls, with the default settings.

        Args:
            name: the name of the saved copy.

        Raises:
            LocalAwsError: nothing was saved under the name, or the server does not respond.
        """
        self._request("POST", "restore", name.encode())

    def settle(self) -> None:
        """Complete all operations in progress, regardless of their latency.

        Raises:
            LocalAwsError: the server does not respond.
        """
        self._request("POST", "settle")

    def settings(self, settings: Mapping[str, object]) -> None:
        """Replace latency, faults and other settings. A setting that is not specified keeps its value.

        Args:
            settings: ``{"latency": {operation: seconds}, "faults": [{"operation", "region", "errorCode", "times"}],
                "down": {region: "close" or "hang"}, "policy": an IAM policy,
                "engineVersions": [version]}``, each optional.

        Raises:
            LocalAwsError: the settings are invalid, or the server does not respond.
        """
        self._request("POST", "settings", json.dumps(settings).encode())

    def _request(self, method: str, name: str, body: bytes | None = None) -> str:
        request = urllib.request.Request(  # noqa: S310 - always http, to the server started here
            f"{self.url}/neptune-global/{name}", data=body, method=method, headers={"Content-Type": "application/json"}
        )
        try:
            with _DIRECT.open(request, timeout=_RESPONSE_SECONDS) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                raise LocalAwsError(error.read().decode(errors="replace")) from error
        except OSError as error:
            raise LocalAwsError(
                f"The local AWS does not respond at {self.url} ({error}): it may have stopped. Start it again."
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


@contextlib.contextmanager
def _open_log(log: Path | None) -> Iterator[IO[bytes]]:
    if log is None:
        with tempfile.TemporaryFile() as output:
            yield output
        return
    try:
        output = log.open("wb+")
    except OSError as error:
        raise LocalAwsError(f"The log {log} cannot be written ({error.strerror}). Specify a writable path.") from error
    with output:
        yield output


def _spawn(output: IO[bytes], *, keep: bool) -> subprocess.Popen[bytes]:
    # The caller's AWS profile or moto settings would change the responses of the local AWS.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "MOTO_"))}
    return subprocess.Popen(  # noqa: S603 - this package's own server
        [sys.executable, "-m", SERVER, *(["--keep"] if keep else [])],
        # The server must depend neither on a folder that may be deleted nor on modules in the current folder.
        cwd=os.sep,
        env=environment,
        # The server stops when the other end of this pipe closes. The system closes it however this process ends.
        stdin=subprocess.DEVNULL if keep else subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=output,
        # Ctrl-C is meant for the caller, which may still need AWS to finish its work.
        start_new_session=True,
    )


def _port(process: subprocess.Popen[bytes]) -> int:
    assert process.stdout is not None  # noqa: S101 - started with a pipe
    with process.stdout as pipe, selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        line = pipe.readline() if selector.select(_START_SECONDS) else b""
    if not line.strip().isdigit():
        raise LocalAwsError(f"It exited, or did not report a port within {_START_SECONDS:.0f} s.")
    return int(line)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdin is not None:
        process.stdin.close()


def _last_lines(output: IO[bytes]) -> str:
    output.seek(0)
    lines = output.read().decode(errors="replace").splitlines()[-_SHOWN_LINES:]
    return "".join(f"\n      {line}" for line in lines) or "\n      (none)"

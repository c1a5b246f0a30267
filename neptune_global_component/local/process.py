"""The local AWS as a process of its own: start it, ask it, stop it."""

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
_ANSWER_SECONDS = 60.0
_SHOWN_LINES = 15

# A proxy that the environment names is not for a server on this machine.
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class LocalAws:
    """A local AWS that runs, made by ``start``: a context manager, which stops it.

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
        """Start an empty local AWS on a free loopback port, and wait until it answers.

        Args:
            log: where the server writes; nowhere if not given.
            keep: let it run on when this process ends; whoever started it then ends it by its process id. Otherwise
                it ends with this process, however that ends.

        Raises:
            LocalAwsError: it did not start; the text ends with the server's last lines.
        """
        with _opened(log) as output:
            process = _spawn(output, keep=keep)
            try:
                started = cls(process, _port(process))
                started.calls()
            except BaseException as error:
                # An interrupt must not leave the server behind either.
                _end(process)
                if isinstance(error, LocalAwsError):
                    raise LocalAwsError(
                        f"The local AWS did not start. {error} The last lines of its log:{_last_lines(output)}"
                    ) from error
                raise
        return started

    def stop(self) -> None:
        """Stop it; nothing happens if it has stopped already."""
        _end(self._process)

    def calls(self) -> list[dict[str, Any]]:
        """Return the AWS calls so far, in order.

        Returns:
            For each call ``service``, ``operation``, ``region``, ``parameters``, ``status`` (HTTP), ``errorCode``
            and ``at`` (UTC, ISO 8601).

        Raises:
            LocalAwsError: it does not answer.
        """
        calls: list[dict[str, Any]] = json.loads(self._request("GET", "calls"))
        return calls

    def reset(self) -> None:
        """Forget everything: AWS's resources, the calls, the settings.

        Raises:
            LocalAwsError: it does not answer.
        """
        self._request("POST", "reset")

    def settle(self) -> None:
        """Complete what is under way in AWS, however long its latency is.

        Raises:
            LocalAwsError: it does not answer.
        """
        self._request("POST", "settle")

    def settings(self, settings: Mapping[str, object]) -> None:
        """Set latency, faults and the other settings, each as a whole; what is not specified stays.

        Args:
            settings: ``{"latency": {operation: seconds}, "faults": [{"operation", "region", "errorCode", "times"}],
                "down": {region: "close" or "hang"}, "policy": an IAM policy,
                "engineVersions": [version]}``, each optional.

        Raises:
            LocalAwsError: the settings are not valid, or it does not answer.
        """
        self._request("POST", "settings", json.dumps(settings).encode())

    def _request(self, method: str, name: str, body: bytes | None = None) -> str:
        request = urllib.request.Request(  # noqa: S310 - always http, to the server started here
            f"{self.url}/neptune-global/{name}", data=body, method=method, headers={"Content-Type": "application/json"}
        )
        try:
            with _DIRECT.open(request, timeout=_ANSWER_SECONDS) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                raise LocalAwsError(error.read().decode(errors="replace")) from error
        except OSError as error:
            raise LocalAwsError(
                f"The local AWS does not answer at {self.url} ({error}): it may have ended. Start it again."
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


@contextlib.contextmanager
def _opened(log: Path | None) -> Iterator[IO[bytes]]:
    if log is None:
        with tempfile.TemporaryFile() as output:
            yield output
        return
    try:
        output = log.open("wb+")
    except OSError as error:
        raise LocalAwsError(f"The log {log} cannot be written ({error.strerror}): give a path that can.") from error
    with output:
        yield output


def _spawn(output: IO[bytes], *, keep: bool) -> subprocess.Popen[bytes]:
    # A profile or a setting of the caller's AWS or moto would change what the local AWS answers.
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "MOTO_"))}
    return subprocess.Popen(  # noqa: S603 - this package's own server
        [sys.executable, "-m", SERVER, *(["--keep"] if keep else [])],
        # Neither depends on a folder that may go, nor imports from one that is not its own.
        cwd=os.sep,
        env=kept,
        # The server ends when the other end of this pipe is closed, which the system does however this process ends.
        stdin=subprocess.DEVNULL if keep else subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=output,
        # Ctrl-C is for the caller, which may still need AWS to finish what it does.
        start_new_session=True,
    )


def _port(process: subprocess.Popen[bytes]) -> int:
    assert process.stdout is not None  # noqa: S101 - it was started with a pipe
    with process.stdout as pipe, selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        line = pipe.readline() if selector.select(_START_SECONDS) else b""
    if not line.strip().isdigit():
        raise LocalAwsError(f"It ended, or named no port within {_START_SECONDS:.0f} s.")
    return int(line)


def _end(process: subprocess.Popen[bytes]) -> None:
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

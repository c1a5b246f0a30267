"""Runs a program until it exits, and reports progress meanwhile."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import subprocess
import time
from typing import TYPE_CHECKING

from neptune_global_component.core.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from neptune_global_component.local.engine.model import Report

HEARTBEAT = 15.0
"""Seconds between two progress lines."""

_SHOWN_LINES = 8
_LOG = logging.getLogger(__name__)


def run(  # noqa: PLR0913 - all of them are keywords of one call of a program
    command: Sequence[str | Path],
    *,
    what: str,
    report: Report,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    limit: float,
    heartbeat: float = HEARTBEAT,
) -> str:
    """Run a program and return its standard output.

    Args:
        command: the program and its arguments.
        what: a description that can start a sentence, capitalized in errors: ``building pulumi 3.274.1``.
        report: receives a line every ``heartbeat`` seconds.
        env: the complete environment; by default this process's.
        cwd: the working directory; by default this process's.
        limit: seconds after which the program is stopped.
        heartbeat: seconds between two progress lines.

    Raises:
        EngineError: the program could not be started, failed, or was stopped at the limit.
    """
    with _start(command, what, env, cwd) as process:
        try:
            out, err = _watch(process, what, report, limit, heartbeat)
        except BaseException:
            # An interrupt must not leave a compiler running, nor may the with statement wait for it.
            with contextlib.suppress(ProcessLookupError, PermissionError):  # it may have just exited
                os.killpg(process.pid, signal.SIGKILL)
            raise
    if process.returncode:
        raise EngineError(f"{_sentence(what)} failed with exit status {process.returncode}:{_last_lines(err or out)}")
    return out


def _start(
    command: Sequence[str | Path], what: str, env: Mapping[str, str] | None, cwd: Path | None
) -> subprocess.Popen[str]:
    _LOG.debug("run", extra={"command": [str(part) for part in command], "cwd": str(cwd)})
    try:
        return subprocess.Popen(  # noqa: S603 - the callers choose the program, no shell reads the arguments
            command,
            env=env,
            cwd=cwd,
            text=True,
            errors="replace",
            # Its own process group, so that its child processes can be stopped with it.
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    except OSError as error:
        raise EngineError(f"{_sentence(what)}: {command[0]} could not be started ({error.strerror}).") from error


def _watch(
    process: subprocess.Popen[str], what: str, report: Report, limit: float, heartbeat: float
) -> tuple[str, str]:
    start = time.monotonic()
    while (left := start + limit - time.monotonic()) > 0:
        try:
            return process.communicate(timeout=min(heartbeat, left))
        except subprocess.TimeoutExpired:  # noqa: PERF203 - the loop waits anyway
            report(f"{what}: {time.monotonic() - start:.0f} s")
    raise EngineError(f"{_sentence(what)} was stopped: it took longer than {limit:.0f} s.")


def _sentence(what: str) -> str:
    return what[:1].upper() + what[1:]


def _last_lines(text: str) -> str:
    lines = text.strip().splitlines()[-_SHOWN_LINES:]
    return "".join(f"\n      {line}" for line in lines) or " it printed nothing."

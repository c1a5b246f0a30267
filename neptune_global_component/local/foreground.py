"""Runs the user's command in the foreground: forwards signals, returns its status, and stops it with its parent."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from neptune_global_component.local import processes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import FrameType

GRACE_SECONDS = 10.0
"""Seconds between asking the command to stop and killing it."""

_CHECK_SECONDS = 0.5


def run(command: Sequence[str], environment: Mapping[str, str], parent: int) -> int:
    """Run a command in this process's group, which keeps it in the terminal's foreground, and wait until it exits.

    Ctrl-C reaches the command directly, and this process keeps waiting. SIGTERM, SIGHUP and the end of the parent
    (unless SIGHUP is ignored, as under ``nohup``) are forwarded, and the command is killed 10 s later.

    Args:
        command: the program and its arguments.
        environment: the command's complete environment.
        parent: the process whose end stops the command.

    Returns:
        The command's exit status; 128 + N if signal N ended it.

    Raises:
        OSError: the command could not be started.
    """
    signals = _Signals(parent)
    with signals.handled():
        # The handlers come first: a signal may arrive as soon as the command runs.
        process = subprocess.Popen(command, env=environment)  # noqa: S603 - the user's command
        signals.go_to(process)
        status = process.wait()
    return 128 - status if status < 0 else status


class _Signals:
    """The signals that this process receives while the command runs.

    Args:
        parent: the process whose end stops the command.
    """

    def __init__(self, parent: int) -> None:
        self._parent = parent
        self._process: subprocess.Popen[bytes] | None = None
        self._early: int | None = None
        self._deadline: float | None = None
        self._survives = signal.getsignal(signal.SIGHUP) == signal.SIG_IGN

    @contextmanager
    def handled(self) -> Iterator[None]:
        """Handle the signals, and restore their handlers at the end."""
        handlers = {
            signal.SIGINT: self._interrupt,
            signal.SIGTERM: self._stop,
            signal.SIGHUP: self._stop,
            signal.SIGALRM: self._check,
        }
        before = {number: signal.getsignal(number) for number in handlers}
        # A signal that is already ignored, as in a script's background job, stays ignored here and in the command.
        for number, handler in handlers.items():
            if before[number] != signal.SIG_IGN or number == signal.SIGALRM:
                signal.signal(number, handler)
        signal.setitimer(signal.ITIMER_REAL, _CHECK_SECONDS, _CHECK_SECONDS)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            for number, handler_before in before.items():
                signal.signal(number, handler_before)

    def go_to(self, process: subprocess.Popen[bytes]) -> None:
        """Forward the signals to a process, also one that arrived earlier."""
        self._process = process
        if self._early is not None:
            self._stop(self._early, None)

    def _stop(self, number: int, _frame: FrameType | None) -> None:
        if self._process is None:
            self._early = number
        else:
            self._process.send_signal(number)
            self._deadline = self._deadline or time.monotonic() + GRACE_SECONDS

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        if self._process is None:
            self._stop(number, frame)
        elif not _in_foreground():
            processes.interrupt_group(self._process.pid)

    def _check(self, _number: int, frame: FrameType | None) -> None:
        if self._process is None:
            return
        if self._deadline is None and not self._survives and os.getppid() != self._parent:
            self._stop(signal.SIGTERM, frame)
        if self._deadline is not None and time.monotonic() > self._deadline:
            self._process.kill()


def _in_foreground() -> bool:
    """Return whether the terminal sends Ctrl-C to the command: it does so for its foreground process group."""
    try:
        with Path("/dev/tty").open("rb", buffering=0) as terminal:
            return os.tcgetpgrp(terminal.fileno()) == os.getpgrp()
    except OSError:
        return False  # no terminal

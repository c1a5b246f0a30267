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
    process = subprocess.Popen(command, env=environment)  # noqa: S603 - the user's command
    with _forward_signals(process, parent):
        status = process.wait()
    return 128 - status if status < 0 else status


@contextmanager
def _forward_signals(process: subprocess.Popen[bytes], parent: int) -> Iterator[None]:
    deadline: float | None = None

    def stop(number: int, _frame: FrameType | None) -> None:
        nonlocal deadline
        process.send_signal(number)
        deadline = deadline or time.monotonic() + GRACE_SECONDS

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        if not _in_foreground():
            processes.interrupt_group(process.pid)

    def check(_number: int, frame: FrameType | None) -> None:
        if deadline is None and not survives and os.getppid() != parent:
            stop(signal.SIGTERM, frame)
        if deadline is not None and time.monotonic() > deadline:
            process.kill()

    handlers = {signal.SIGINT: interrupt, signal.SIGTERM: stop, signal.SIGHUP: stop, signal.SIGALRM: check}
    before = {number: signal.getsignal(number) for number in handlers}
    survives = before[signal.SIGHUP] == signal.SIG_IGN
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


def _in_foreground() -> bool:
    """Return whether the terminal sends Ctrl-C to the command: it does so for its foreground process group."""
    try:
        with Path("/dev/tty").open("rb", buffering=0) as terminal:
            return os.tcgetpgrp(terminal.fileno()) == os.getpgrp()
    except OSError:
        return False  # no terminal

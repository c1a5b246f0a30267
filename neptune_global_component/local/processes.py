"""Finds and stops processes by an inherited variable or by the port that they serve."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from typing import TYPE_CHECKING

import psutil

from neptune_global_component.local.lifetime import MARK

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TERMINATE_SECONDS = 2.0
"""Seconds between asking a process to stop and killing it."""

KILL_SECONDS = 5.0

SERVER = "neptune_global_component.local.server"
"""The module that a local AWS runs."""

_POLL_SECONDS = 0.02


def stop_run(folder: Path) -> list[int]:
    """Stop every process of a local run.

    Args:
        folder: the run's folder, which its processes have in the environment variable MARK.

    Returns:
        The ids of the processes that still exist 5 s after they were killed.
    """
    return _stop(lambda: _run_processes(str(folder)))


def stop_server(pid: int, port: int) -> None:
    """Stop a process if it serves a port of this machine. Does nothing otherwise."""
    if serves(pid, port):
        with contextlib.suppress(psutil.NoSuchProcess):  # it has just exited
            server = psutil.Process(pid)
            _stop(lambda: {server})


def stop_log_writers(path: Path) -> bool:
    """Stop every local AWS that writes to a log file, and return whether there were any."""
    writers = set()
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied):  # exited, or of another user
            if SERVER in process.cmdline() and str(path.resolve()) in [each.path for each in process.open_files()]:
                writers.add(process)
    _stop(lambda: writers)
    return bool(writers)


def serves(pid: int, port: int) -> bool:
    """Return whether a process serves a port of this machine. Process ids alone are ambiguous: they are reused."""
    try:
        sockets = psutil.Process(pid).net_connections("tcp")
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return False
    return any(socket.status == psutil.CONN_LISTEN and socket.laddr.port == port for socket in sockets)


def interrupt_group(parent: int) -> None:
    """Send SIGINT to a process and its descendants in this process's group, as a terminal would."""
    try:
        processes = [psutil.Process(parent), *psutil.Process(parent).children(recursive=True)]
    except psutil.NoSuchProcess:
        return
    for process in processes:
        try:
            if os.getpgid(process.pid) == os.getpgrp():
                process.send_signal(signal.SIGINT)
        except (ProcessLookupError, psutil.NoSuchProcess):  # noqa: PERF203 - any of them may have just exited
            continue


def _stop(find: Callable[[], set[psutil.Process]]) -> list[int]:
    known: set[psutil.Process] = set()
    for number, seconds in ((signal.SIGTERM, TERMINATE_SECONDS), (signal.SIGKILL, KILL_SECONDS)):
        deadline = time.monotonic() + seconds
        signaled: set[psutil.Process] = set()
        # A process may start another while it is stopping, and some can only be found through a parent that still
        # exists. So search repeatedly, and remember every process found.
        while (known := {each for each in known | find() if _is_alive(each)}) and time.monotonic() < deadline:
            for process in known - signaled:
                with contextlib.suppress(psutil.NoSuchProcess):  # it has just exited
                    process.send_signal(number)
            signaled |= known
            time.sleep(_POLL_SECONDS)
    return sorted(process.pid for process in known)


def _is_alive(process: psutil.Process) -> bool:
    try:
        # A zombie has exited, and waits for its parent to collect the status.
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _run_processes(folder: str) -> set[psutil.Process]:
    processes = set()
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == folder:
                # A process may have cleared its environment, but its parent has not.
                processes |= {process, *process.children(recursive=True)}
        except (psutil.NoSuchProcess, psutil.AccessDenied):  # noqa: PERF203 - exited, or of another user
            continue
    return processes

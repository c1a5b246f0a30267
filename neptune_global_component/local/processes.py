"""Finding and ending processes: by what they inherited, or by the port that they serve."""

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
"""How long a process has between being asked to end and being killed."""

KILL_SECONDS = 5.0

SERVER = "neptune_global_component.local.server"
"""The module that a local AWS runs."""

_POLL_SECONDS = 0.02


def end_run(folder: Path) -> list[int]:
    """End every process of a local run.

    Args:
        folder: the run's folder, which its processes have in the environment variable MARK.

    Returns:
        The ids of the processes that are still there 5 s after they were killed.
    """
    return _end(lambda: _of_run(str(folder)))


def end_server(pid: int, port: int) -> None:
    """End the process of an id that serves a port of this machine; nothing happens where there is none."""
    if serves(pid, port):
        with contextlib.suppress(psutil.NoSuchProcess):  # it has just ended
            server = psutil.Process(pid)
            _end(lambda: {server})


def end_writers(path: Path) -> bool:
    """End the local AWSs that write a log, and say whether there were any."""
    found = set()
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied):  # ended just now, or somebody else's
            if SERVER in process.cmdline() and str(path.resolve()) in [each.path for each in process.open_files()]:
                found.add(process)
    _end(lambda: found)
    return bool(found)


def serves(pid: int, port: int) -> bool:
    """Whether the process of an id serves a port of this machine: ids are used again, after a while."""
    try:
        sockets = psutil.Process(pid).net_connections("tcp")
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return False
    return any(socket.status == psutil.CONN_LISTEN and socket.laddr.port == port for socket in sockets)


def interrupt_group(parent: int) -> None:
    """Send SIGINT to a process and those of its descendants in this process's group, as a terminal would."""
    try:
        processes = [psutil.Process(parent), *psutil.Process(parent).children(recursive=True)]
    except psutil.NoSuchProcess:
        return
    for process in processes:
        try:
            if os.getpgid(process.pid) == os.getpgrp():
                process.send_signal(signal.SIGINT)
        except (ProcessLookupError, psutil.NoSuchProcess):  # noqa: PERF203 - any of them may just have ended
            continue


def _end(find: Callable[[], set[psutil.Process]]) -> list[int]:
    known: set[psutil.Process] = set()
    for number, seconds in ((signal.SIGTERM, TERMINATE_SECONDS), (signal.SIGKILL, KILL_SECONDS)):
        deadline = time.monotonic() + seconds
        told: set[psutil.Process] = set()
        # A process may start another one while it is asked to end; one may be found by its parent alone, as long as
        # that is there. So each look counts, and what was found once is not forgotten.
        while (known := {each for each in known | find() if _is_alive(each)}) and time.monotonic() < deadline:
            for process in known - told:
                with contextlib.suppress(psutil.NoSuchProcess):  # it has just ended
                    process.send_signal(number)
            told |= known
            time.sleep(_POLL_SECONDS)
    return sorted(process.pid for process in known)


def _is_alive(process: psutil.Process) -> bool:
    try:
        # A zombie has ended, and waits for its parent to take note.
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _of_run(folder: str) -> set[psutil.Process]:
    found = set()
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == folder:
                # A process may have cleared its environment; its parent has not.
                found |= {process, *process.children(recursive=True)}
        except (psutil.NoSuchProcess, psutil.AccessDenied):  # noqa: PERF203 - ended just now, or somebody else's
            continue
    return found

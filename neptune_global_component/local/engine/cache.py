"""The folder that keeps installed engines: found in an instant, filled by one process at a time, never half full."""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from neptune_global_component.core.errors import EngineError
from neptune_global_component.local.engine import find, version
from neptune_global_component.local.engine.model import Engine, Report
from neptune_global_component.local.engine.run import HEARTBEAT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

VARIABLE = "NEPTUNE_GLOBAL_CACHE"
"""The environment variable that names the cache folder."""

_PROGRAMS = ("pulumi", find.PYTHON_HOST, "pulumi-language-python-exec")
_ORIGIN = "origin"
_POLL = 0.1


def root() -> Path:
    """Return the cache folder of this package, which need not exist."""
    if named := os.environ.get(VARIABLE):
        return Path(named).expanduser().absolute()
    if shared := os.environ.get("XDG_CACHE_HOME"):
        return Path(shared).expanduser().absolute() / "neptune-global"
    usual = "Library/Caches" if sys.platform == "darwin" else ".cache"
    return Path.home() / usual / "neptune-global"


def cached() -> Engine:
    """Return the engine that an earlier run installed; no program is started for it.

    Raises:
        EngineError: there is none.
    """
    folder = _home()
    programs = folder / "bin"
    missing = [name for name in _PROGRAMS if not find.is_program(programs / name)]
    if missing or not (folder / _ORIGIN).is_file():
        raise EngineError(f"There is no pulumi {version.PULUMI} in {folder}.")
    origin = (folder / _ORIGIN).read_text(encoding="utf-8")
    return Engine(pulumi=programs / "pulumi", bin=programs, version=version.PULUMI, origin=origin)


def fill(origin: str, install: Callable[[Path, Report], None], report: Report) -> Engine:
    """Install an engine into the cache, all of it or nothing. The caller holds the lock.

    Args:
        origin: where the engine comes from, in words.
        install: puts the engine's programs into the folder ``bin`` of the folder it is given.
        report: takes lines of progress.

    Raises:
        EngineError: the installation failed, or what it brought is not the engine that was asked for.
    """
    home = _home()
    try:
        with tempfile.TemporaryDirectory(
            prefix=f"{home.name}.part-", dir=home.parent, ignore_cleanup_errors=True
        ) as temporary:
            part = Path(temporary) / "engine"
            part.mkdir()
            install(part, report)
            _check(part / "bin", report)
            (part / _ORIGIN).write_text(origin, encoding="utf-8")
            # What is there is not complete, or this process would not install.
            shutil.rmtree(home, ignore_errors=True)
            part.rename(home)
    except OSError as error:
        raise EngineError(
            f"{home.parent} could not be written ({error}). Set {VARIABLE} to a folder that can."
        ) from error
    return cached()


@contextmanager
def locked(report: Report) -> Iterator[None]:
    """Hold the right to fill the cache, which one process at a time has; others wait.

    Args:
        report: takes a line at once and every 15 s while another process installs.

    Raises:
        EngineError: the cache folder cannot be written.
    """
    home = _home()
    path = home.with_name(f"{home.name}.lock")
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        lock = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise EngineError(
            f"{error.filename} cannot be written ({error.strerror}). Set {VARIABLE} to a folder that can."
        ) from error
    with lock:
        _acquire(lock.fileno(), path, report)
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        _remove_leftovers(home)
        yield


def _home() -> Path:
    return root() / "engine" / version.PULUMI


def _check(programs: Path, report: Report) -> None:
    missing = [name for name in _PROGRAMS if not find.is_program(programs / name)]
    if missing:
        raise EngineError(f"It brought no {', '.join(missing)}.")
    found = find.pulumi_version(programs / "pulumi", report)
    if found != version.PULUMI:
        raise EngineError(f"It brought pulumi {found} instead of {version.PULUMI}.")


def _acquire(descriptor: int, path: Path, report: Report) -> None:
    start = time.monotonic()
    next_line = start
    while not _take(descriptor):
        now = time.monotonic()
        if now >= next_line:
            holder = path.read_text(encoding="utf-8") or "unknown"
            report(f"waiting for another install (pid {holder}): {now - start:.0f} s")
            next_line = now + HEARTBEAT
        time.sleep(_POLL)


def _take(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _remove_leftovers(home: Path) -> None:
    # A process that was killed could not remove its folder; whoever holds the lock knows that nobody uses it.
    for leftover in home.parent.glob(f"{home.name}.part-*"):
        shutil.rmtree(leftover, ignore_errors=True)

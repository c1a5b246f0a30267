"""The cache of installed engines: looked up instantly, filled by one process at a time, and never incomplete."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout
from platformdirs import user_cache_dir

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


def root() -> Path:
    """Return the cache folder of this package, which may not exist.

    Raises:
        EngineError: the folder depends on a home folder that is not known.
    """
    folder = os.environ.get(VARIABLE) or user_cache_dir("neptune-global")
    try:
        return Path(folder).expanduser().absolute()
    except RuntimeError as error:  # HOME is not set, and the system does not know the user
        raise EngineError(
            f"The cache folder {folder} is in a home folder that is not known. Set {VARIABLE} to a writable folder."
        ) from error


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Convert errors of writing to the cache.

    Args:
        folder: the folder to name in the message.

    Raises:
        EngineError: the folder cannot be written.
    """
    try:
        yield
    except OSError as error:
        raise EngineError(f"{folder} could not be written ({error}). Set {VARIABLE} to a writable folder.") from error


def cached() -> Engine:
    """Return the engine that an earlier run installed, without starting a program.

    Raises:
        EngineError: no engine is installed.
    """
    folder = _home()
    programs = folder / "bin"
    if _missing_programs(programs) or not (folder / _ORIGIN).is_file():
        raise EngineError(f"pulumi {version.PULUMI} is not in {folder}.")
    origin = (folder / _ORIGIN).read_text(encoding="utf-8")
    return Engine(pulumi=programs / "pulumi", bin=programs, version=version.PULUMI, origin=origin)


def fill(origin: str, install: Callable[[Path, Report], None], report: Report) -> Engine:
    """Install an engine into the cache completely, or not at all. The caller holds the lock.

    Args:
        origin: a description of the engine's source.
        install: writes the engine's programs to the folder ``bin`` of its argument.
        report: receives progress lines.

    Raises:
        EngineError: the installation failed, or installed another engine than requested.
    """
    home = _home()
    prefix = f"{home.name}.part-"
    with (
        writing(home.parent),
        tempfile.TemporaryDirectory(prefix=prefix, dir=home.parent, ignore_cleanup_errors=True) as temporary,
    ):
        part = Path(temporary) / "engine"
        part.mkdir()
        install(part, report)
        _check(part / "bin", report)
        (part / _ORIGIN).write_text(origin, encoding="utf-8")
        # The existing folder is incomplete, or this process would not be installing.
        shutil.rmtree(home, ignore_errors=True)
        part.rename(home)
    return cached()


@contextmanager
def locked(report: Report) -> Iterator[None]:
    """Hold the lock for filling the cache. Other processes wait.

    Args:
        report: receives a line immediately and every 15 s while another process is installing.

    Raises:
        EngineError: the cache folder cannot be written.
    """
    home = _home()
    with exclusive(home.with_name(f"{home.name}.lock"), report):
        _remove_leftovers(home)
        yield


@contextmanager
def exclusive(path: Path, report: Report) -> Iterator[None]:
    """Hold a lock of the cache folder. Other processes wait.

    Args:
        path: the lock file; it is created, with its folder.
        report: receives a line immediately and every 15 s while another process holds the lock.

    Raises:
        EngineError: the cache folder cannot be written.
    """
    lock, start = FileLock(path), time.monotonic()
    with writing(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(Timeout):
            lock.acquire(timeout=0)
        while not lock.is_locked:
            report(f"waiting for the process that holds {path}: {time.monotonic() - start:.0f} s")
            with suppress(Timeout):
                lock.acquire(timeout=HEARTBEAT)
    try:
        yield
    finally:
        lock.release()


def _home() -> Path:
    return root() / "engine" / version.PULUMI


def _missing_programs(folder: Path) -> list[str]:
    return [name for name in _PROGRAMS if not find.is_program(folder / name)]


def _check(programs: Path, report: Report) -> None:
    if missing := _missing_programs(programs):
        raise EngineError(f"It brought no {', '.join(missing)}.")
    installed_version = find.pulumi_version(programs / "pulumi", report)
    if installed_version != version.PULUMI:
        raise EngineError(f"It brought pulumi {installed_version} instead of {version.PULUMI}.")


def _remove_leftovers(home: Path) -> None:
    # A killed process could not remove its folder. The lock guarantees that no process uses it.
    for leftover in home.parent.glob(f"{home.name}.part-*"):
        shutil.rmtree(leftover, ignore_errors=True)

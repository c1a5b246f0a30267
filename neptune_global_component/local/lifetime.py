"""The lifetime of a local run: a temporary folder that is removed with all processes of the run, however it ends."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from neptune_global_component.core.errors import LocalAwsError

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK = "NEPTUNE_GLOBAL_LOCAL"
"""The environment variable that every process of a local run inherits: the run's folder."""


@contextmanager
def temporary() -> Iterator[Path]:
    """Create a folder that is removed on exit, after every process that has its path in MARK was stopped.

    Raises:
        LocalAwsError: a process could not be stopped, or the folder not removed; the watcher printed the reason.
    """
    folder = Path(tempfile.mkdtemp(prefix="neptune-global-"))
    watcher = _watch(folder)
    try:
        yield folder
    finally:
        assert watcher.stdin is not None  # noqa: S101 - started with a pipe
        watcher.stdin.close()
        if watcher.wait():
            raise LocalAwsError(
                f"The local run in {folder} was not stopped completely. The lines above list what remains: stop "
                "those processes and remove the folder."
            )


def _watch(folder: Path) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603 - this package's own module
            [sys.executable, "-m", "neptune_global_component.local.watcher", str(folder)],
            # Modules in the user's folder must not shadow the standard library.
            cwd=folder,
            # The system closes this pipe even if this process is killed, which signals the end to the watcher.
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            # The watcher must outlive Ctrl-C and the end of a terminal or process group.
            start_new_session=True,
        )
    except BaseException:
        shutil.rmtree(folder)
        raise

"""The lifetime of a local run: a folder that goes, and takes every process of the run with it, however the run ends."""

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
    """Make a folder that is removed at the end, after every process that has its path in MARK was ended.

    Raises:
        LocalAwsError: something could not be ended or removed; the watcher has printed what.
    """
    folder = Path(tempfile.mkdtemp(prefix="neptune-global-"))
    watcher = _watch(folder)
    try:
        yield folder
    finally:
        assert watcher.stdin is not None  # noqa: S101 - it was started with a pipe
        watcher.stdin.close()
        if watcher.wait():
            raise LocalAwsError(
                f"The local run in {folder} was not ended completely. The lines above say what is left: end "
                "that, and remove the folder."
            )


def _watch(folder: Path) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603 - this package's own module
            [sys.executable, "-m", "neptune_global_component.local.watcher", str(folder)],
            # Modules in the user's folder must not take the place of Python's.
            cwd=folder,
            # The end of this pipe is the sign: the system closes it even where this process is killed.
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            # Neither Ctrl-C nor the end of a terminal or a process group is for the watcher.
            start_new_session=True,
        )
    except BaseException:
        shutil.rmtree(folder)
        raise

"""Running pulumi on the local AWS with a clock, a count of AWS calls and a look at the memory."""

from __future__ import annotations

import shutil
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neptune_global_component.local.process import LocalAws

PROGRAMS = Path(__file__).parent / "programs"
_SAMPLE_SECONDS = 0.05
_MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Measurement:
    """One operation: seconds, mebibytes of all its processes at their peak, and AWS calls."""

    seconds: float
    memory: float
    calls: int


class Stack:
    """A stack of one of the programs, in a folder of its own.

    Args:
        program: its folder under ``programs``.
        folder: an existing folder.
        environment: of an isolated Pulumi on the local AWS.
        aws: the local AWS.
    """

    def __init__(self, program: str, folder: Path, environment: Mapping[str, str], aws: LocalAws) -> None:
        self._folder = folder / program
        shutil.copytree(PROGRAMS / program, self._folder)
        state = folder / f"{program}-state"
        state.mkdir()
        self._environment = {**environment, "PULUMI_BACKEND_URL": f"file://{state}"}
        self._aws = aws
        self.run("stack", "init", "dev")

    def run(self, *arguments: str) -> Measurement:
        """Run pulumi to its end.

        Raises:
            RuntimeError: it failed; the text is what it printed.
        """
        before = len(self._aws.calls())
        start = time.monotonic()
        process = subprocess.Popen(
            ["pulumi", *arguments, "--non-interactive"],
            cwd=self._folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        peak = Peak(process.pid)
        printed, _ = process.communicate()
        seconds = time.monotonic() - start
        memory = peak.stop()
        if process.returncode:
            raise RuntimeError(printed)
        return Measurement(seconds, memory, len(self._aws.calls()) - before)


class Peak:
    """Looks every 50 ms how much memory a process and all its descendants have.

    Args:
        pid: the process.
    """

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._peak = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        """End looking, and give the most that was seen, in mebibytes."""
        self._ended.set()
        self._thread.join()
        return self._peak / _MEBIBYTE

    def _look(self) -> None:
        while not self._ended.wait(_SAMPLE_SECONDS):
            try:
                root = psutil.Process(self._pid)
                resident = [one.memory_info().rss for one in (root, *root.children(recursive=True))]
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
            self._peak = max(self._peak, sum(resident))

"""Run pulumi on the local AWS, and measure its time, its memory and its AWS calls."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shape import Shape

    from neptune_global_component.local.process import LocalAws

PROGRAMS = Path(__file__).parent / "programs"
_SAMPLE_SECONDS = 0.05
_MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Measurement:
    """One operation: seconds, peak memory of all its processes in MiB, and AWS calls."""

    seconds: float
    memory: float
    calls: int = 0


class Stack:
    """A stack of one of the programs, in its own folder.

    Args:
        program: its folder under ``programs``.
        folder: an existing folder.
        environment: the environment variables of an isolated Pulumi on the local AWS.
        aws: the local AWS.
        shape: the resources that the program declares.
    """

    def __init__(self, program: str, folder: Path, environment: Mapping[str, str], aws: LocalAws, shape: Shape) -> None:
        self._folder = folder / program
        shutil.copytree(PROGRAMS / program, self._folder)
        state = folder / f"{program}-state"
        state.mkdir()
        self._environment = {**environment, **shape.environment, "PULUMI_BACKEND_URL": f"file://{state}"}
        self._aws = aws
        self.run("stack", "init", "dev")

    def reshape(self, shape: Shape) -> None:
        """Change the resources that the program declares."""
        self._environment |= shape.environment

    def run(self, *arguments: str) -> Measurement:
        """Run pulumi and wait for it.

        Raises:
            RuntimeError: it failed; the message is its output.
        """
        before = len(self._aws.calls())
        measured = measure_command(["pulumi", *arguments, "--non-interactive"], self._environment, folder=self._folder)
        return replace(measured, calls=len(self._aws.calls()) - before)

    def output(self, *arguments: str) -> str:
        """Run pulumi, and return its standard output."""
        command = ["pulumi", *arguments, "--non-interactive"]
        return subprocess.run(
            command, cwd=self._folder, env=self._environment, stdout=subprocess.PIPE, text=True, check=True
        ).stdout


def measure_command(
    command: Sequence[str], environment: Mapping[str, str], statuses: Sequence[int] = (0,), folder: Path | None = None
) -> Measurement:
    """Run a command, and measure it.

    Args:
        command: the program and its arguments.
        environment: its environment variables.
        statuses: the exit statuses that count as success.
        folder: its working directory.

    Raises:
        RuntimeError: it failed; the message is its output.
    """
    start = time.monotonic()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    peak = Peak(process.pid)
    printed, _ = process.communicate()
    seconds = time.monotonic() - start
    memory = peak.stop()
    if process.returncode not in statuses:
        raise RuntimeError(printed)
    return Measurement(seconds, memory)


def median_of(
    rounds: int, command: Sequence[str], environment: Mapping[str, str], statuses: Sequence[int] = (0,)
) -> Measurement:
    """Run a command several times, and return the medians of its seconds and its memory.

    Args:
        rounds: the number of runs.
        command: the program and its arguments.
        environment: its environment variables.
        statuses: the exit statuses that count as success.

    Raises:
        RuntimeError: it failed; the message is its output.
    """
    runs = [measure_command(command, environment, statuses) for _ in range(rounds)]
    seconds = statistics.median(one.seconds for one in runs)
    return Measurement(round(seconds, 2), round(statistics.median(one.memory for one in runs), 1))


class Peak:
    """Samples the memory of a process and all its descendants every 50 ms.

    Args:
        pid: the process.
    """

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._peak = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        """Stop sampling, and return the peak in MiB."""
        self._ended.set()
        self._thread.join()
        return self._peak / _MEBIBYTE

    def _sample(self) -> None:
        while not self._ended.wait(_SAMPLE_SECONDS):
            try:
                root = psutil.Process(self._pid)
                resident = [one.memory_info().rss for one in (root, *root.children(recursive=True))]
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
            self._peak = max(self._peak, sum(resident))

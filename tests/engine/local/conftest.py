"""The command `neptune-global` as a process, and what it leaves behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from neptune_global_component.local.engine import ensure

PROGRAM = Path(sys.executable).parent / "neptune-global"
LIMIT = 600.0


class Cli:
    """Starts `neptune-global` in an empty folder, with its own environment and temporary folder."""

    program = str(PROGRAM)

    def __init__(self, folder, engine):
        self.folder = folder / "project"
        # A user may have such a folder name, which becomes part of a URL and of shell scripts.
        self.temporary = folder / "it's 100% temporary"
        self.folder.mkdir()
        self.temporary.mkdir()
        self.started = []
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "PULUMI_", "NEPTUNE_"))
        }
        self.environment = {
            **kept,
            "TMPDIR": str(self.temporary),
            "NEPTUNE_GLOBAL_CACHE": str(folder / "cache"),
            "NEPTUNE_GLOBAL_PULUMI": str(engine.pulumi),
        }

    def run(self, *arguments, prefix=(), status=0, **environment):
        """Run the command, and return the finished process."""
        done = subprocess.run(
            [*prefix, self.program, *arguments],
            cwd=self.folder,
            env={**self.environment, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=LIMIT,
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done

    def start(self, *command, **options):
        """Start a command in its own session, without a terminal."""
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=self.folder,
            env=self.environment,
            text=True,
            **{
                "stdin": subprocess.DEVNULL,
                "stdout": subprocess.PIPE,
                "stderr": subprocess.DEVNULL,
                "start_new_session": True,
                **options,
            },
        )
        self.started.append(process)
        return process

    def start_run(self, program, *prefix, **options):
        """Start `local run` with a Python program, and wait for its first line, `ready`."""
        process = self.start(
            *prefix, self.program, "local", "run", "--", sys.executable, "-u", "-c", program, **options
        )
        if process.stdout:
            assert process.stdout.readline() == "ready\n"
        return process

    def left(self):
        """Return the processes and folders of local runs that still exist."""
        return [*self.processes(), *self.temporary.iterdir()]

    def processes(self):
        """Return the processes with the temporary folder in their environment, except the test itself."""
        mark = str(self.temporary)
        found = []
        for process in psutil.process_iter():
            try:
                if process.environ().get("TMPDIR") == mark and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(process)
            except (psutil.NoSuchProcess, psutil.AccessDenied):  # noqa: PERF203 - ended just now, or of another user
                continue
        return found

    def ends(self):
        """Wait until nothing is left."""
        assert eventually(lambda: not self.left()), self.left()


def eventually(condition):
    """Return whether a condition becomes true within some seconds."""
    deadline = time.monotonic() + LIMIT
    while not (met := condition()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return met


@pytest.fixture
def cli(tmp_path):
    """Return the command in an empty folder; its processes end with the test."""
    made = Cli(tmp_path, ensure(lambda _line: None))
    yield made
    for process in made.processes():
        process.send_signal(signal.SIGKILL)
    for process in made.started:
        process.communicate()

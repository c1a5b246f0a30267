"""Running programs: output, progress, and error messages."""

from __future__ import annotations

import re

import pytest

from neptune_global_component.core.errors import EngineError
from neptune_global_component.local.engine.run import run


def test_the_standard_output_is_returned(machine):
    """Standard error is not part of the result."""
    program = machine.program(machine.root / "program", 'echo "got $1"; echo noise >&2')
    assert run([program, "this"], what="running", report=machine.report, limit=10) == "got this\n"


def test_a_long_run_shows_signs_of_life(machine):
    """A line with the elapsed seconds is reported at each heartbeat."""
    reported = machine.root / "reported"

    def report(line):
        machine.report(line)
        reported.touch()

    program = machine.program(machine.root / "program", 'until [ -e "$1" ]; do /bin/sleep 0.01; done')
    run([program, str(reported)], what="sleeping", report=report, limit=60, heartbeat=0.01)
    assert re.fullmatch(r"sleeping: \d+ s", machine.lines[0])


def test_a_failure_shows_the_last_lines(machine):
    """The error contains the exit status and the last lines of output."""
    program = machine.program(
        machine.root / "program", "i=0; while [ $i -lt 20 ]; do i=$((i+1)); echo e$i >&2; done; exit 3"
    )
    with pytest.raises(EngineError) as raised:
        run([program], what="running", report=machine.report, limit=10)
    text = str(raised.value)
    assert text.startswith("Running failed with exit status 3:\n")
    assert text.rsplit(maxsplit=1)[-1] == "e20"
    assert "e12" not in text


def test_a_program_that_cannot_be_started_is_named(machine):
    """The error contains the operating system's reason."""
    with pytest.raises(EngineError, match=r"Running: /no/such could not be started \(No such file or directory\)"):
        run(["/no/such"], what="running", report=machine.report, limit=10)


def test_a_program_is_stopped_at_its_limit(machine):
    """Child processes are stopped too, so that none keeps the output open."""
    program = machine.program(machine.root / "program", "/bin/sleep 60; echo late")
    with pytest.raises(EngineError, match="Running was stopped: it took longer than 0 s"):
        run([program], what="running", report=machine.report, limit=0.05)

"""Running programs: output, signs of life, and what is said when they fail."""

from __future__ import annotations

import pytest

from neptune_global_component.core.errors import EngineError
from neptune_global_component.local.engine.run import run


def test_the_standard_output_is_returned(machine):
    """What goes to standard error is not part of it."""
    program = machine.program(machine.root / "program", 'echo "got $1"; echo noise >&2')
    assert run([program, "this"], what="running", report=machine.report, limit=10) == "got this\n"


def test_a_long_run_shows_signs_of_life(machine):
    """A line comes at each heartbeat, with the seconds so far."""
    run(["/bin/sleep", "0.05"], what="sleeping", report=machine.report, limit=10, heartbeat=0.01)
    assert machine.lines
    assert set(machine.lines) == {"sleeping: 0 s"}


def test_a_failure_shows_the_last_lines(machine):
    """The error has the exit status and the end of what the program wrote."""
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
    """The error has the operating system's reason."""
    with pytest.raises(EngineError, match=r"Running: /no/such could not be started \(No such file or directory\)"):
        run(["/no/such"], what="running", report=machine.report, limit=10)


def test_a_program_is_stopped_at_its_limit(machine):
    """What it started stops with it, so nothing keeps the output open."""
    program = machine.program(machine.root / "program", "/bin/sleep 60; echo late")
    with pytest.raises(EngineError, match="Running was stopped: it took longer than 0 s"):
        run([program], what="running", report=machine.report, limit=0.05)

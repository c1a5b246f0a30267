"""A command in the foreground of the test process, which receives signals."""

from __future__ import annotations

import os
import signal
import subprocess

import pytest

from neptune_global_component.local import foreground


def run(program, parent=None):
    """Run a shell program, whose $PPID is this process."""
    return foreground.run(["sh", "-c", program], os.environ, os.getppid() if parent is None else parent)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Shorten all timeouts."""
    monkeypatch.setattr(foreground, "GRACE_SECONDS", 0.2)
    monkeypatch.setattr(foreground, "_CHECK_SECONDS", 0.05)


@pytest.mark.parametrize("number", ["TERM", "HUP"])
def test_signals_are_forwarded(number):
    """A signal is forwarded to the command, which decides how to react and with which status to exit."""
    assert run(f"trap 'exit 5' {number}; kill -{number} $PPID; while :; do sleep 0.01; done") == 5


def test_a_command_that_does_not_exit_is_killed():
    """A command that does not exit is killed after the grace period."""
    assert run("trap '' TERM; kill -TERM $PPID; exec sleep 60") == 128 + signal.SIGKILL


def test_the_end_of_the_parent_sends_sigterm():
    """If the parent exits, the command receives SIGTERM."""
    assert run("exec sleep 60", parent=1 << 30) == 128 + signal.SIGTERM


def test_a_command_under_nohup_survives_the_parent():
    """With SIGHUP ignored, as under `nohup`, the command survives the parent."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert run("kill -HUP $$; kill -HUP $PPID; sleep 0.3; exit 4", parent=1 << 30) == 4
    finally:
        signal.signal(signal.SIGHUP, before)


def test_the_handlers_are_restored():
    """Afterwards the previous signal handlers are restored."""
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM)]
    run("exit 0")
    after = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM)]
    assert before == after
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_a_signal_before_the_command_runs_is_forwarded(monkeypatch):
    """A signal that arrives while the command is started reaches the command."""
    start = subprocess.Popen

    def popen(*arguments, **options):
        os.kill(os.getpid(), signal.SIGTERM)
        return start(*arguments, **options)

    monkeypatch.setattr(foreground.subprocess, "Popen", popen)
    assert run("exec sleep 60") == 128 + signal.SIGTERM

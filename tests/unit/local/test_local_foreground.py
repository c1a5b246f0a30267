"""A command in the foreground of this very process, which it signals."""

from __future__ import annotations

import os
import signal

import pytest

from neptune_global_component.local import foreground


def run(program, parent=None):
    """Run a shell program, which begins once this process, its $PPID, has set up its handlers."""
    return foreground.run(["sh", "-c", f"sleep 0.3; {program}"], os.environ, os.getppid() if parent is None else parent)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Nothing waits long."""
    monkeypatch.setattr(foreground, "GRACE_SECONDS", 0.2)
    monkeypatch.setattr(foreground, "_CHECK_SECONDS", 0.05)


@pytest.mark.parametrize("number", ["TERM", "HUP"])
def test_who_is_asked_to_end_passes_it_on(number):
    """The command decides what it does, and with which status."""
    assert run(f"trap 'exit 5' {number}; kill -{number} $PPID; while :; do sleep 0.01; done") == 5


def test_who_does_not_end_is_killed():
    """After the time that it has."""
    assert run("trap '' TERM; kill -TERM $PPID; exec sleep 60") == 128 + signal.SIGKILL


def test_the_end_of_the_parent_is_like_sigterm():
    """Another process than the one that is the parent now has ended."""
    assert run("exec sleep 60", parent=1 << 30) == 128 + signal.SIGTERM


def test_who_ignores_sighup_survives_the_parent():
    """As `nohup` has it, and the command ignores it too."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert run("kill -HUP $$; kill -HUP $PPID; sleep 0.3; exit 4", parent=1 << 30) == 4
    finally:
        signal.signal(signal.SIGHUP, before)


def test_the_handlers_are_put_back():
    """Ctrl-C means what it meant, once the command is gone."""
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM)]
    run("exit 0")
    after = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM)]
    assert before == after
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)

"""The end of `local run`: exit statuses, signals, and cleanup."""

from __future__ import annotations

import os
import pty
import signal
import sys
import time

import pytest

# Reports each interrupt, and takes its time to finish.
PATIENT = """
import signal, sys, time
count = 0
def interrupt(*_):
    global count
    count += 1
    print("interrupt", count)
signal.signal(signal.SIGINT, interrupt)
print("ready")
while not count:
    time.sleep(0.02)
time.sleep(0.5)
print("interrupts:", count)
sys.exit(7)
"""
# Starts two processes that ignore all signals except SIGKILL: one in its own session, one without the run's
# environment.
STUBBORN = """
import os, subprocess, sys, time
ignore = "import signal, time; [signal.signal(n, signal.SIG_IGN) for n in (1, 2, 15)]; print(); time.sleep(600)"
for options in {"start_new_session": True}, {"env": {"TMPDIR": os.environ["TMPDIR"]}}:
    child = subprocess.Popen([sys.executable, "-u", "-c", ignore], stdout=subprocess.PIPE, **options)
    child.stdout.readline()
print("ready")
time.sleep(600)
"""
TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""


@pytest.mark.parametrize(("program", "status"), [("exit 0", 0), ("exit 41", 41), ("kill -TERM $$", 143)])
def test_the_exit_status_is_the_commands(cli, program, status):
    """The exit status is the command's, or 128 + N after signal N."""
    cli.run("local", "run", "--", "sh", "-c", program, status=status)
    assert cli.left() == []


def test_standard_output_is_the_commands(cli):
    """Standard output is the command's; the tool writes a few lines to standard error."""
    done = cli.run("local", "run", "--", "sh", "-c", "cat; echo $AWS_ENDPOINT_URL; pwd; which pulumi")
    url, folder, pulumi = done.stdout.splitlines()
    assert (folder, url[:17]) == (str(cli.folder), "http://127.0.0.1:")
    assert pulumi.startswith(str(cli.temporary))
    *_, engine, plugin, aws = done.stderr.splitlines()
    assert engine.startswith("engine: pulumi ")
    assert plugin.startswith("aws plugin: built-in stand-in (7.")
    assert aws == f"local AWS: {url}"


def test_a_command_that_is_not_there(cli):
    """A missing command exits with 127, as in a shell."""
    done = cli.run("local", "run", "--", "no-such-program", status=127)
    assert "error: 'no-such-program' is not on PATH, or is not executable.\n" in done.stderr
    assert cli.left() == []


def test_a_command_that_cannot_be_run(cli):
    """A command that can't be executed exits with 126, as in a shell."""
    program = cli.folder / "empty"
    program.touch()
    program.chmod(0o755)
    done = cli.run("local", "run", "--", "./empty", status=126)
    assert "error: './empty' can't be run (Exec format error).\n" in done.stderr


def test_what_the_command_leaves_running_ends_with_it(cli):
    """Processes that the command leaves running are ended, or killed, in any session."""
    background = "trap '' HUP INT TERM; echo ready; sleep 600"
    done = cli.run(
        "local",
        "run",
        "--",
        "sh",
        "-c",
        f'setsid sh -c "{background}" > started & until read line < started; do :; done',
    )
    assert (cli.folder / "started").read_text() == "ready\n"
    assert cli.left() == []
    assert "error" not in done.stderr


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_signal_is_passed_on_once_and_waited_for(cli, name):
    """Without a terminal, a signal is forwarded once, the command is awaited, and its exit status is returned."""
    process = cli.start_run(PATIENT.replace("SIGINT", name))
    os.kill(process.pid, getattr(signal, name))
    assert process.communicate(timeout=600)[0] == "interrupt 1\ninterrupts: 1\n"
    assert process.returncode == 7
    cli.ends()


def test_ctrl_c_in_a_terminal_reaches_the_command_once(cli):
    """In a terminal, each Ctrl-C reaches the command once."""
    ours, theirs = pty.openpty()
    program = PATIENT.replace("while not count", "print(os.tcgetpgrp(0) == os.getpgrp())\nwhile count < 2").replace(
        "import signal", "import os, signal"
    )
    process = cli.start_run(program, sys.executable, "-c", TERMINAL, stdin=theirs)
    assert process.stdout.readline() == "True\n"
    os.write(ours, b"\x03")
    assert process.stdout.readline() == "interrupt 1\n"
    os.write(ours, b"\x03")
    assert process.communicate(timeout=600)[0] == "interrupt 2\ninterrupts: 2\n"
    assert process.returncode == 7
    os.close(ours)
    os.close(theirs)
    cli.ends()


def test_sigkill_ends_everything_too(cli):
    """After SIGKILL, the watcher cleans up."""
    process = cli.start_run(STUBBORN)
    process.kill()
    cli.ends()


def test_the_end_of_the_parent_ends_everything(cli):
    """A program that starts `neptune-global` and is killed leaves nothing behind."""
    parent = parent_of_a_run(cli)
    parent.kill()
    cli.ends()


def test_under_nohup_it_outlives_its_parent(cli):
    """Under nohup, the run continues after its parent ends."""
    parent = parent_of_a_run(cli, "nohup")
    parent.kill()
    parent.wait()
    time.sleep(1.5)
    (run,) = [process for process in cli.processes() if process.cmdline()[1:4] == [cli.program, "local", "run"]]
    run.terminate()
    cli.ends()


def parent_of_a_run(cli, *prefix):
    """Start a program that starts `local run`, and wait until the run is ready."""
    waiting = "print('ready'); import time; time.sleep(600)"
    command = [*prefix, cli.program, "local", "run", "--", sys.executable, "-u", "-c", waiting]
    parent = cli.start(sys.executable, "-c", f"import subprocess; subprocess.run({command})")
    assert parent.stdout.readline() == "ready\n"
    return parent

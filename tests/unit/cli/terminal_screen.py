"""Run the command in a pseudo-terminal, and read its screen."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from dataclasses import dataclass

# Cursor movements, erasing, and showing or hiding the cursor: not colours.
_CONTROL = re.compile(r"\x1b\[\??[0-9;]*[A-HJKSTfhl]")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
# The terminal controls the program, so that Ctrl-C interrupts it.
_PROGRAM = """
import fcntl, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from neptune_global_component.cli import main
main(prog_name="neptune-global")
"""


@dataclass(frozen=True)
class Screen:
    """The output of a run.

    Args:
        status: the exit status.
        written: everything, with escape sequences.
    """

    status: int
    written: str

    @property
    def lines(self):
        """The lines without escape sequences, after the last carriage return of each."""
        text = COLOUR.sub("", _CONTROL.sub("", self.written)).replace("\r\n", "\n")
        return [line.rpartition("\r")[2].rstrip() for line in text.splitlines()]

    @property
    def words(self):
        """The words on the screen."""
        return " ".join(self.lines).split()

    @property
    def has_colours(self):
        """Return whether the output has colours or bold text."""
        return COLOUR.search(self.written) is not None


def run(*arguments, columns, environment, answer=""):
    """Run the command in a terminal of this width.

    Args:
        *arguments: of the command line.
        columns: the width of the terminal.
        environment: environment variables, added to PATH.
        answer: what the person types after the question.
    """
    main, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    with subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, *arguments],
        stdin=child,
        stdout=child,
        stderr=child,
        env={"PATH": os.environ["PATH"], "TERM": "xterm-256color", **environment},
        close_fds=True,
        start_new_session=True,
    ) as process:
        os.close(child)
        written = b""
        # Linux answers EIO when the other end is closed.
        with contextlib.suppress(OSError):
            while part := os.read(main, 65536):
                written += part
                if answer and written.endswith(b": "):
                    os.write(main, answer.encode())
                    answer = ""
    os.close(main)
    return Screen(process.returncode, written.decode())

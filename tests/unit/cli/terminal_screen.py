"""Run the command in a pseudo-terminal, and read its screen."""

from __future__ import annotations

import os
import re
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

from tools.terminal import Terminal

# Cursor movements, erasing, and showing or hiding the cursor: not colours.
_CONTROL = re.compile(r"\x1b\[\??[0-9;]*[A-HJKSTfhl]")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_PROGRAM = "from neptune_global_component.cli import main; main(prog_name='neptune-global')"


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
    command = shlex.join([sys.executable, "-c", _PROGRAM, *arguments])
    terminal = Terminal(columns, Path.cwd(), {"PATH": os.environ["PATH"], **environment}, str)
    written, status = terminal.run(command, answer)
    return Screen(status, written)

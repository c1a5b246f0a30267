"""A terminal that runs commands and is saved as an SVG file."""

from __future__ import annotations

import contextlib
import fcntl
import io
import os
import pty
import re
import select
import struct
import subprocess
import termios
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pyte
from pyte.graphics import FG_BG_256
from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from pyte.screens import Char

_LINES = 300
"""More than the longest recording has, so that nothing scrolls away."""
_WINDOW = 50
"""The lines that programs are told."""
_NAMES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
_COLOURS = {
    "brown": "yellow",
    "default": "",
    **dict(zip(FG_BG_256, (*_NAMES, *(f"bright_{name}" for name in _NAMES)), strict=False)),
}
"""By pyte's name or number of a color: rich's name of it, or of one that is easier to read."""
_INTERRUPTIONS = ("\x03", "\x04")
"""Ctrl-C and Ctrl-D."""
# Fonts from another server, and what shows nothing: clips of lines that are never too long, and line ends.
_USELESS = re.compile(
    r'@font-face \{.*?\}\s*|<clipPath id="[^"]*-line-.*?</clipPath>\s*| clip-path="url\(#[^"]*-line-\d+\)"'
    r"|<text [^>]*>\n</text>",
    re.DOTALL,
)


class Terminal:
    """A terminal with its screen.

    Args:
        columns: the width.
        folder: where commands run.
        environment: the environment variables of the commands.
        normalize: makes the output of a command the same in every run.
    """

    def __init__(
        self, columns: int, folder: Path, environment: Mapping[str, str], normalize: Callable[[str], str]
    ) -> None:
        self._columns, self._folder, self._normalize = columns, folder, normalize
        self._environment = {"TERM": "xterm-256color", **environment}
        self._screen = pyte.Screen(columns, _LINES)
        self._stream = pyte.Stream(self._screen)

    def type(self, command: str, *, answer: str = "", status: int = 0) -> None:
        """Type a command at the prompt and show its output.

        Args:
            command: for bash.
            answer: what to type after a question.
            status: the expected exit status.

        Raises:
            RuntimeError: the exit status is another one.
        """
        output, found = self.run(command, answer)
        self._stream.feed(f"\x1b[32m$\x1b[0m \x1b[1m{command}\x1b[0m\r\n{self._normalize(output)}")
        if self._screen.cursor.x:
            self._stream.feed("\r\n")
        if found != status:
            raise RuntimeError(f"{command}: exit status {found}\n{self.text}")

    def run(self, command: str, answer: str = "") -> tuple[str, int]:
        """Run a command without showing it.

        Args:
            command: for bash.
            answer: what to type after a question.

        Returns:
            The output and the exit status.
        """
        main, child = pty.openpty()
        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", _WINDOW, self._columns, 0, 0))
        with subprocess.Popen(
            ["bash", "-c", command],
            stdin=child,
            stdout=child,
            stderr=child,
            cwd=self._folder,
            env=self._environment,
            start_new_session=True,
            preexec_fn=_control,  # noqa: PLW1509 - it takes no lock
        ) as process:
            os.close(child)
            written, interruption = b"", b""
            # Linux answers EIO when the other end is closed.
            with contextlib.suppress(OSError):
                while part := _read(main, interruption):
                    written += part
                    if b"\n" in part:
                        interruption = b""
                    if answer and written.endswith(b": "):
                        os.write(main, answer.encode())
                        interruption, answer = (answer.encode() if answer in _INTERRUPTIONS else b""), ""
        os.close(main)
        return written.decode(), process.returncode

    @property
    def lines(self) -> list[Text]:
        """The lines on the screen, with their styles."""
        last = max(number for number, line in enumerate(self._screen.display) if line.strip())
        return [self._line(number) for number in range(last + 1)]

    @property
    def text(self) -> str:
        """The lines on the screen, without styles."""
        return "\n".join(line.plain for line in self.lines)

    def _line(self, number: int) -> Text:
        row = self._screen.buffer[number]
        line = Text.assemble(*((char.data, _style(char)) for char in (row[x] for x in range(self._columns))))
        line.rstrip()
        return line

    def svg(self, title: str, identifier: str) -> str:
        """Return the screen as an SVG picture, which needs no other file.

        Args:
            title: the title of the window.
            identifier: the prefix of the identifiers in the picture.
        """
        console = Console(record=True, width=self._columns, file=io.StringIO(), color_system="truecolor")
        for line in self.lines:
            console.print(line, no_wrap=True, overflow="ignore", highlight=False)
        svg = console.export_svg(title=title, unique_id=identifier)
        lines = [line.rstrip() for line in _USELESS.sub("", svg).splitlines()]
        # Some viewers drop spaces at the start of a text.
        return "\n".join(lines).replace("<svg ", '<svg xml:space="preserve" ', 1) + "\n"


def recorded_letters(svg: str) -> str:
    """Return the text of a recording without spaces, which a picture has as positions only.

    Args:
        svg: the picture.
    """
    texts = ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    shown = (one.text or "" for one in texts if re.fullmatch(r".*-r\d+", one.get("class", "")))
    return "".join("".join(one.split()) for one in shown)


def _read(main: int, interruption: bytes) -> bytes:
    # Python's readline misses a Ctrl-C between its prompt and its wait for a key. A person presses it again.
    while interruption and not select.select([main], [], [], 1)[0]:
        os.write(main, interruption)
    return os.read(main, 65536)


def _control() -> None:
    """Let the terminal control this process, so that Ctrl-C interrupts it."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _style(char: Char) -> str:
    """Return the style of a character in rich's words."""
    words = ["bold"] if char.bold else []
    if char.reverse:
        words.append("reverse")
    colour = _COLOURS.get(char.fg, char.fg.replace("bright", "bright_"))
    if colour:
        words.append(f"#{colour}" if re.fullmatch(r"[0-9a-f]{6}", colour) else colour)
    return " ".join(words)

"""What every part of the bench stands on: a local AWS, an isolated Pulumi, and a folder of its own."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from measure import Measurement, Stack
from rich.console import Console

from neptune_global_component.local.engine import Engine, ensure
from neptune_global_component.local.process import LocalAws
from neptune_global_component.local.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from shape import Shape

PROGRAMS = ("plain", "component")

_screen = Console(stderr=True)


@dataclass(frozen=True)
class Ground:
    """Where programs run.

    Args:
        folder: empty at first.
        environment: of an isolated Pulumi on the local AWS.
        aws: the local AWS.
        engine: the Pulumi engine.
    """

    folder: Path
    environment: Mapping[str, str]
    aws: LocalAws
    engine: Engine

    @classmethod
    @contextmanager
    def laid(cls) -> Iterator[Ground]:
        """Start a local AWS, and lay out the rest; all is gone in the end."""
        engine = ensure(_screen.print)
        with LocalAws.start() as aws, tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            (folder / "sandbox").mkdir()
            environment = Sandbox.make(folder / "sandbox", engine, _screen.print).environment(os.environ, aws.url)
            # The engine itself, without the sandbox's look for a first stack: only pulumi is measured.
            environment["PATH"] = os.pathsep.join([str(engine.bin), environment["PATH"]])
            yield cls(folder, environment, aws, engine)

    def place(self) -> Path:
        """Make a folder of its own."""
        return Path(tempfile.mkdtemp(dir=self.folder))

    def stack(self, program: str, shape: Shape) -> Stack:
        """Make a stack of a program on an empty AWS.

        Args:
            program: its folder under ``programs``.
            shape: what it declares.
        """
        self.aws.reset()
        return Stack(program, self.place(), self.environment, self.aws, shape)


def say(what: str, program: str, measured: Measurement) -> None:
    """Print a line of progress."""
    _screen.print(f"{what}, {program}: {measured.seconds:.1f} s, {measured.memory:.0f} MiB, {measured.calls} AWS calls")


def announce(text: str) -> None:
    """Print another line of progress."""
    _screen.print(text)

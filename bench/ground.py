"""The environment of all measurements: a local AWS, an isolated Pulumi, and a temporary folder."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
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
    """The environment of a benchmark's programs.

    Args:
        folder: a temporary folder.
        environment: the environment variables of an isolated Pulumi on the local AWS.
        aws: the local AWS.
        engine: the Pulumi engine.
    """

    folder: Path
    environment: Mapping[str, str]
    aws: LocalAws
    engine: Engine

    @classmethod
    @contextmanager
    def start(cls) -> Iterator[Ground]:
        """Start a local AWS and create the environment; remove both at the end."""
        engine = ensure(_screen.print)
        with LocalAws.start() as aws, tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            (folder / "sandbox").mkdir()
            environment = Sandbox.create(folder / "sandbox", engine, _screen.print).environment(os.environ, aws.url)
            # Run the engine directly: the sandbox's wrapper, which checks for a first stack, is not measured.
            environment["PATH"] = os.pathsep.join([str(engine.bin), environment["PATH"]])
            yield cls(folder, environment, aws, engine)

    def new_folder(self) -> Path:
        """Create a folder in the temporary folder."""
        return Path(tempfile.mkdtemp(dir=self.folder))

    def client(self, service: str, region: str = "us-east-1") -> Any:  # noqa: ANN401 - a class that boto3 creates
        """Create a boto3 client on the local AWS."""
        return boto3.client(
            service,
            endpoint_url=self.aws.url,
            region_name=region,
            aws_access_key_id="test",
            aws_secret_access_key="test",  # noqa: S106 - any will do
        )

    def stack(self, program: str, shape: Shape) -> Stack:
        """Create a stack of a program on an empty AWS.

        Args:
            program: its folder under ``programs``.
            shape: the resources that it declares.
        """
        self.aws.reset()
        return Stack(program, self.new_folder(), self.environment, self.aws, shape)


def report(what: str, program: str, measured: Measurement) -> None:
    """Print a line of progress."""
    _screen.print(f"{what}, {program}: {measured.seconds:.1f} s, {measured.memory:.0f} MiB, {measured.calls} AWS calls")


def announce(text: str) -> None:
    """Print a text on the progress screen."""
    _screen.print(text)

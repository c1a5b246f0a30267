"""Runs one command with a fresh local AWS and an isolated Pulumi."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from neptune_global_component.local import foreground
from neptune_global_component.local.engine import ensure
from neptune_global_component.local.lifetime import MARK, temporary
from neptune_global_component.local.process import LocalAws
from neptune_global_component.local.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from neptune_global_component.local.engine.model import Report

NOT_RUNNABLE = 126
NOT_FOUND = 127
"""Exit statuses for a command that cannot be run, as in shells."""


def run(command: Sequence[str], report: Report) -> int:
    """Run a command in a sandbox that is removed afterwards.

    Args:
        command: the program, found on the sandbox's PATH, and its arguments.
        report: receives lines about the engine, the aws plugin and the local AWS, and why the command cannot run.

    Returns:
        The command's exit status; 128 + N if signal N ended it, 127 if the program was not found, 126 if it
        cannot be run.

    Raises:
        EngineError: no Pulumi engine was found.
        LocalAwsError: the sandbox or the local AWS could not be started or stopped.
    """
    parent = os.getppid()
    engine = ensure(report)
    report(f"engine: pulumi {engine.version} ({engine.origin})")
    with temporary() as folder:
        sandbox = Sandbox.create(folder, engine, report)
        if shutil.which(command[0], path=sandbox.search(os.environ)) is None:
            report(f"error: {command[0]!r} is not on PATH, or is not executable.")
            return NOT_FOUND
        with LocalAws.start() as aws:
            report(f"local AWS: {aws.url}")
            environment = {**sandbox.environment(os.environ, aws.url), MARK: str(folder)}
            try:
                return foreground.run(command, environment, parent)
            except OSError as error:
                report(f"error: {command[0]!r} can't be run ({error.strerror}).")
                return NOT_RUNNABLE

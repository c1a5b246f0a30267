"""Finds existing engines: the one that the user specifies, and the one on PATH."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from neptune_global_component.core.errors import EngineError
from neptune_global_component.local.engine import version
from neptune_global_component.local.engine.model import Engine, Report
from neptune_global_component.local.engine.run import run

VARIABLE = "NEPTUNE_GLOBAL_PULUMI"
"""The environment variable that names the ``pulumi`` executable to use."""

PYTHON_HOST = "pulumi-language-python"
"""The language host for Python programs."""

_PROBE_LIMIT = 60.0


def from_environment(report: Report) -> Engine | None:
    """Return the engine in NEPTUNE_GLOBAL_PULUMI, or None if the variable is unset or empty.

    Raises:
        EngineError: the variable is set, but the engine is not usable.
    """
    named = os.environ.get(VARIABLE)
    if not named:
        return None
    try:
        return _inspect(Path(named).expanduser().absolute(), VARIABLE, report)
    except EngineError as error:
        raise EngineError(f"{VARIABLE}={named} cannot be used: {error} Correct or unset it.") from error


def from_path(report: Report) -> Engine:
    """Return the engine on PATH.

    Raises:
        EngineError: there is none, or it is not usable.
    """
    path = shutil.which("pulumi")
    if path is None:
        raise EngineError("pulumi is not on PATH.")
    return _inspect(Path(path).absolute(), "PATH", report)


def pulumi_version(pulumi: Path, report: Report) -> str:
    """Return the version that a ``pulumi`` executable reports.

    Raises:
        EngineError: it does not run, or prints no version.
    """
    env = {**os.environ, "PULUMI_SKIP_UPDATE_CHECK": "true"}
    text = run([pulumi, "version"], what=f"{pulumi} version", report=report, env=env, limit=_PROBE_LIMIT)
    return version.find(text)


def is_program(path: Path) -> bool:
    """Return whether a path is a file that this process can execute. An empty one is left by a power failure."""
    return path.is_file() and path.stat().st_size > 0 and os.access(path, os.X_OK)


def _inspect(pulumi: Path, origin: str, report: Report) -> Engine:
    if not is_program(pulumi):
        raise EngineError(f"{pulumi} is not an executable file.")
    pulumi_release = pulumi_version(pulumi, report)
    if not version.at_least(pulumi_release, version.PULUMI_MINIMUM):
        raise EngineError(f"Pulumi {pulumi_release} at {pulumi} is older than {version.PULUMI_MINIMUM}.")
    return Engine(pulumi=pulumi, bin=_folder_with_host(pulumi), version=pulumi_release, origin=origin)


def _folder_with_host(pulumi: Path) -> Path:
    # Some package managers link only pulumi on PATH. The language hosts are next to the link's target.
    for folder in (pulumi.parent, pulumi.resolve().parent):
        if is_program(folder / PYTHON_HOST):
            return folder
    if shutil.which(PYTHON_HOST):
        return pulumi.parent
    raise EngineError(
        f"Pulumi at {pulumi} has no {PYTHON_HOST} beside it or on PATH, so it cannot run Python programs."
    )

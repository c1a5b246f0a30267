"""Builds Pulumi from its Go modules, for networks that reach only package registries.

Each folder under ``modules`` is a Go module that pins one program and its dependencies (go.mod, go.sum), so that builds
are reproducible and Go verifies every download.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from neptune_global_component.core.errors import EngineError
from neptune_global_component.local.engine import version
from neptune_global_component.local.engine.go import ensure_go, environment
from neptune_global_component.local.engine.run import run

if TYPE_CHECKING:
    from neptune_global_component.local.engine.model import Report

MODULES = Path(__file__).parent / "modules"
"""The folder of the Go modules, one for each program."""

SDK = "github.com/pulumi/pulumi/sdk/v3"

_DOWNLOAD_LIMIT = 1800.0
_BUILD_LIMIT = 3600.0


@dataclass(frozen=True)
class Program:
    """One Go program of the engine.

    Args:
        module: the folder under ``modules``.
        package: the Go package of ``main``.
        version: the release that go.mod pins.
        minutes: the approximate build time on 2 cores, after the previous programs were built.
        flags: additional linker flags.
    """

    module: str
    package: str
    version: str
    minutes: str
    flags: str = ""

    @property
    def name(self) -> str:
        """The name of the executable."""
        return self.package.rpartition("/")[2]


PROGRAMS = (
    Program(
        module="pulumi",
        package="github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
        version=version.PULUMI,
        minutes="about 3 minutes",
        flags=f" -X {SDK}/go/common/version.Version=v{version.PULUMI}",
    ),
    Program(
        # The last release before the host became a Go module with untagged versions, which proxies do not serve.
        module="python",
        package=f"{SDK}/python/cmd/pulumi-language-python",
        version="3.79.0",
        minutes="about 10 seconds",
    ),
)
"""The programs of an engine for Python, in build order."""


def install(into: Path, report: Report) -> None:
    """Build the engine with its host for Python programs.

    Args:
        into: an existing folder; the programs are written to its folder ``bin``.
        report: receives progress lines.

    Raises:
        EngineError: Go was not found, or a module could not be downloaded or built.
    """
    programs = into / "bin"
    programs.mkdir()
    with tempfile.TemporaryDirectory(prefix="go-", dir=into, ignore_cleanup_errors=True) as temporary:
        go = ensure_go(Path(temporary), report)
        report("downloading Go modules (about 10 s, 1.8 GB in Go's module cache, once)")
        for program in PROGRAMS:
            _download(go, program, report)
        for program in PROGRAMS:
            _build(go, program, programs / program.name, report)
        _copy_python_exec(go, programs, report)


def make(go: Path, program: Program, output: Path, report: Report) -> None:
    """Build one program.

    Args:
        go: the ``go`` executable.
        program: the program to build.
        output: the executable to write.
        report: receives progress lines.

    Raises:
        EngineError: a module could not be downloaded or built.
    """
    _download(go, program, report)
    _build(go, program, output, report)


def _download(go: Path, program: Program, report: Report) -> None:
    # Listing the packages downloads only the modules that the program uses. `go mod download` would download all.
    command: list[str | Path] = [go, "list", "-mod=readonly", "-deps", program.package]
    _go(command, program.module, f"downloading Go modules of {program.name}", report, _DOWNLOAD_LIMIT)


def _build(go: Path, program: Program, output: Path, report: Report) -> None:
    what = f"building {program.name} {program.version}"
    report(f"{what} ({program.minutes} on 2 cores, once)")
    start = time.monotonic()
    command: list[str | Path] = [go, "build", "-mod=readonly", "-trimpath", "-buildvcs=false"]
    # The linker strips the debug information, so the compiler does not write it: that is faster.
    command += ["-gcflags=all=-dwarf=false", f"-ldflags=-s -w{program.flags}", "-o", output, program.package]
    _go(command, program.module, what, report, _BUILD_LIMIT)
    report(f"built {program.name} {program.version} in {time.monotonic() - start:.0f} s")


def _copy_python_exec(go: Path, programs: Path, report: Report) -> None:
    # The script communicates with the program's SDK, so it must match the engine's release, not the host's.
    folder = _go([go, "list", "-mod=readonly", "-m", "-f", "{{.Dir}}", SDK], "pulumi", f"finding {SDK}", report, 60.0)
    name = "pulumi-language-python-exec"
    source = Path(folder.strip()) / "python" / "cmd" / name
    try:
        copied = shutil.copyfile(source, programs / name)
    except OSError as error:
        raise EngineError(f"{source} could not be copied ({error.strerror}).") from error
    copied.chmod(0o755)


def _go(command: list[str | Path], module: str, what: str, report: Report, limit: float) -> str:
    return run(command, what=what, report=report, env=environment(), cwd=MODULES / module, limit=limit)

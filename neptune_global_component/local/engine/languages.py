"""Language hosts and SDK generators that an engine lacks, built from Go modules on first use.

The official installer includes the hosts for Python, Node.js, Go, Java and YAML.
"""

from __future__ import annotations

import re
import shlex
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from neptune_global_component.local.engine import build, cache, find, version
from neptune_global_component.local.engine.go import ensure_go
from neptune_global_component.local.engine.run import run

if TYPE_CHECKING:
    from neptune_global_component.local.engine.model import Engine, Report

_GENERATION_LIMIT = 300.0
_GO_SDK = re.compile(r"(github\.com/pulumi/pulumi/sdk/v3) v\S+")
_OLDEST_GO_SDK = "v3.259.0"
"""The oldest version of Pulumi's Go SDK that the generated code is compiled with in tests."""

# For Node.js and Go, the last releases before the hosts became Go modules with untagged versions, which proxies do not
# serve.
HOSTS = {
    "nodejs": build.Program(
        module="nodejs",
        package=f"{build.SDK}/nodejs/cmd/pulumi-language-nodejs",
        version="3.68.0",
        minutes="about 30 seconds",
    ),
    "go": build.Program(
        module="go",
        package=f"{build.SDK}/go/pulumi-language-go",
        version="3.66.0",
        minutes="about 20 seconds",
    ),
    "java": build.Program(
        module="java",
        package="github.com/pulumi/pulumi-java/pkg/cmd/pulumi-language-java",
        version="1.16.0",
        minutes="about 30 seconds",
    ),
    "yaml": build.Program(
        module="yaml",
        package="github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
        version="1.38.1",
        minutes="about 30 seconds",
    ),
}
"""The language hosts by the names of their runtimes in Pulumi.yaml."""

_NEWEST = build.Program(
    module="generators",
    package="neptune-global/engine/generators",
    version=version.PULUMI,
    minutes="about 2 minutes",
)
_OLDER = build.Program(
    module="java",
    package="neptune-global/engine/java/older-generators",
    version="1.16.0",
    minutes="about 1 minute",
)
GENERATORS = {"dotnet": _OLDER, "go": _NEWEST, "java": _OLDER, "nodejs": _NEWEST, "python": _NEWEST}
"""Pulumi's SDK generators by the language: each program is called with SCHEMA LANGUAGE FOLDER."""


def folder() -> Path:
    """Return the folder of the hosts built for any engine. It may not exist."""
    return cache.root() / "languages" / version.PULUMI


def launchers(engine: Engine, into: Path) -> None:
    """Write a launcher for each host that an engine lacks. A launcher builds its host when it first runs.

    Args:
        engine: the engine.
        into: a folder on the PATH that the engine searches for hosts.
    """
    for runtime, program in HOSTS.items():
        if not find.is_program(engine.bin / program.name):
            command = shlex.join([sys.executable, "-m", "neptune_global_component.local.engine", runtime])
            built_host = shlex.quote(str(folder() / program.name))
            launcher = into / program.name
            launcher.write_text(
                f'#!/bin/sh\n[ -x {built_host} ] || {command} >&2 || exit 1\nexec {built_host} "$@"\n', encoding="utf-8"
            )
            launcher.chmod(0o755)


def host(engine: Engine, runtime: str, report: Report) -> Path:
    """Return the host of a language: the engine's own, or one that is built on first use.

    Args:
        engine: the engine, which finds a host if the host's folder is on PATH.
        runtime: a key of `HOSTS`.
        report: receives progress lines.

    Raises:
        EngineError: Go was not found, or a module could not be downloaded or built.
    """
    own = engine.bin / HOSTS[runtime].name
    return own if find.is_program(own) else built(HOSTS[runtime], report)


def built(program: build.Program, report: Report) -> Path:
    """Return a program of the cache folder, building it first if necessary.

    Args:
        program: a program of this module.
        report: receives progress lines.

    Raises:
        EngineError: Go was not found, a module could not be downloaded or built, or the folder cannot be written.
    """
    executable = folder() / program.name
    if find.is_program(executable):
        return executable
    with cache.locked(report):
        # Another process may have built it while this one waited for the lock.
        if not find.is_program(executable):
            with cache.writing(folder()):
                _build(program, executable, report)
    return executable


def _build(program: build.Program, executable: Path, report: Report) -> None:
    into = executable.parent
    into.mkdir(parents=True, exist_ok=True)
    # A killed process could not remove its folder. The lock guarantees that no process uses it.
    for leftover in into.glob("part-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="part-", dir=into, ignore_cleanup_errors=True) as temporary:
        part = Path(temporary) / program.name
        build.make(ensure_go(Path(temporary), report), program, part, report)
        part.rename(executable)


def generate(schema: Path, language: str, out: Path, report: Report) -> None:
    """Write the SDK of a package, and build its generator first if necessary.

    Args:
        schema: the package's schema.
        language: a key of `GENERATORS`.
        out: an existing folder.
        report: receives progress lines.

    Raises:
        EngineError: the generator could not be built, or it failed.
    """
    command: list[str | Path] = [built(GENERATORS[language], report), schema, language, out]
    run(command, what=f"generating the SDK for {language}", report=report, limit=_GENERATION_LIMIT)
    if language == "go":
        # The generator requires the SDK of its own release, which programs may not have yet.
        module = out / "go.mod"
        text = module.read_text(encoding="utf-8")
        module.write_text(_GO_SDK.sub(rf"\1 {_OLDEST_GO_SDK}", text), encoding="utf-8")

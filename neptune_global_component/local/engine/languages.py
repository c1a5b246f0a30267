"""What programs in TypeScript and Go need beside the engine, built from Go modules where it came without.

The official installer brings the language hosts, and their newer releases generate SDKs themselves.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from neptune_global_component.local.engine import build, cache, find, version
from neptune_global_component.local.engine.go import ensure_go

if TYPE_CHECKING:
    from neptune_global_component.local.engine.model import Engine, Report

# The last releases before the hosts became Go modules whose versions have no tags, which proxies do not serve.
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
}
"""The language hosts by the names of their runtimes."""

GENERATORS = build.Program(
    module="generators",
    package="neptune-global/engine/generators",
    version=version.PULUMI,
    minutes="about 30 seconds",
)
"""Pulumi's SDK generators as one program: ``generators SCHEMA LANGUAGE FOLDER``."""


def host(engine: Engine, runtime: str, report: Report) -> Path:
    """Give the host of a language: the engine's own, or else one that is built at its first use.

    Args:
        engine: the engine, which finds the host where its folder is on PATH.
        runtime: as Pulumi.yaml names it: ``nodejs`` or ``go``.
        report: takes lines of progress.

    Raises:
        EngineError: there is no Go, or a module could not be downloaded or built.
    """
    own = engine.bin / HOSTS[runtime].name
    return own if find.is_program(own) else built(HOSTS[runtime], report)


def built(program: build.Program, report: Report) -> Path:
    """Give a program from the cache folder, where its first use puts it.

    Args:
        program: of this module.
        report: takes lines of progress.

    Raises:
        EngineError: there is no Go, or a module could not be downloaded or built.
    """
    made = cache.root() / "languages" / version.PULUMI / program.name
    if find.is_program(made):
        return made
    with cache.locked(report):
        # Another process may have built it while this one waited for the lock.
        if not find.is_program(made):
            made.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix="part-", dir=made.parent, ignore_cleanup_errors=True) as temporary:
                part = Path(temporary) / program.name
                build.make(ensure_go(Path(temporary), report), program, part, report)
                part.rename(made)
    return made

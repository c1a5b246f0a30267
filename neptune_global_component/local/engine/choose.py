"""Where an engine is looked for, in which order, and what is said when there is none."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from neptune_global_component.core.errors import EngineError
from neptune_global_component.local.engine import build, cache, find, official, version

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from neptune_global_component.local.engine.model import Engine, Report


@dataclass(frozen=True)
class Installer:
    """A way to install an engine.

    Args:
        origin: its name, in words.
        install: puts the engine's programs into the folder ``bin`` of the existing folder it is given.
    """

    origin: str
    install: Callable[[Path, Report], None]


INSTALLERS = (
    Installer("official installer", official.install),
    Installer("built from Go modules", build.install),
)
"""The ways to install an engine, the quickest first."""


def ensure(report: Report, *, installers: Sequence[Installer] = INSTALLERS) -> Engine:
    """Find a Pulumi engine that can run Python programs, or install one.

    It takes what NEPTUNE_GLOBAL_PULUMI names, else what is on PATH, else what an earlier run installed, else what the
    installers bring. An installation takes seconds with the official installer and about 5 minutes from Go modules.

    Args:
        report: takes lines of progress.
        installers: the ways to install one, the first one to try first.

    Raises:
        EngineError: NEPTUNE_GLOBAL_PULUMI names what cannot be used, or every way failed; the text lists them all.
    """
    tried = [f"{find.VARIABLE}: It is not set."]
    engine = (
        find.from_environment(report)
        or _try("PATH", lambda: find.from_path(report), tried)
        or _try("cache", cache.cached, tried)
        or _installed(installers, report, tried)
    )
    if engine is None:
        raise EngineError(_nothing_left(tried))
    return engine


def _try(name: str, candidate: Callable[[], Engine], tried: list[str]) -> Engine | None:
    try:
        return candidate()
    except EngineError as reason:
        tried.append(f"{name}: {reason}")
        return None


def _installed(installers: Sequence[Installer], report: Report, tried: list[str]) -> Engine | None:
    # Only PATH's reason is news to the user: an old Pulumi there may surprise, an empty cache does not.
    on_path = next(reason for reason in tried if reason.startswith("PATH: ")).removeprefix("PATH: ")
    report(f"installing pulumi {version.PULUMI}, once: {on_path}")
    try:
        with cache.locked(report):
            try:
                # Another process may have installed it while this one waited for the lock.
                return cache.cached()
            except EngineError:
                return _first_that_installs(installers, report, tried)
    except EngineError as reason:
        tried.append(f"install: {reason}")
        return None


def _first_that_installs(installers: Sequence[Installer], report: Report, tried: list[str]) -> Engine | None:
    for number, installer in enumerate(installers, start=1):
        start = time.monotonic()

        def candidate(way: Installer = installer) -> Engine:
            return cache.fill(way.origin, way.install, report)

        engine = _try(installer.origin, candidate, tried)
        if engine:
            report(f"installed pulumi {engine.version} in {time.monotonic() - start:.0f} s: {engine.pulumi}")
            return engine
        following = "".join(f" Continuing with the next way: {one.origin}." for one in installers[number : number + 1])
        report(f"{tried[-1]}{following}")
    return None


def _nothing_left(tried: Sequence[str]) -> str:
    return "\n".join(
        [
            f"There is no Pulumi engine of version {version.PULUMI_MINIMUM} or newer. Tried:",
            *(f"  - {one}" for one in tried),
            "Do one of these, then run it again:",
            "  - install Pulumi (https://www.pulumi.com/docs/install/) and put its folder on PATH;",
            f"  - set {find.VARIABLE} to the path of a pulumi executable;",
            "  - let this machine reach https://get.pulumi.com, or else PyPI and the Go module proxy (GOPROXY).",
        ]
    )

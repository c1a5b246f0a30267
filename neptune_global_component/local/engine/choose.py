"""Selects an engine: the search order, the installers, and the error if none is available."""

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
        origin: a description of the engine's source.
        install: writes the engine's programs to the folder ``bin`` of its argument, an existing folder.
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

    The order is: NEPTUNE_GLOBAL_PULUMI, PATH, an engine from an earlier run, the installers. An installation takes
    seconds with the official installer and about 5 minutes from Go modules.

    Args:
        report: receives progress lines.
        installers: the ways to install an engine, in order.

    Raises:
        EngineError: NEPTUNE_GLOBAL_PULUMI is not usable, or every way failed; the message lists the reasons.
    """
    tried = [f"{find.VARIABLE}: not set."]
    engine = (
        find.from_environment(report)
        or _try("PATH", lambda: find.from_path(report), tried)
        or _try("cache", cache.cached, tried)
        or _install(installers, report, tried)
    )
    if engine is None:
        raise EngineError(_no_engine_message(tried))
    return engine


def _try(name: str, candidate: Callable[[], Engine], tried: list[str]) -> Engine | None:
    try:
        return candidate()
    except EngineError as reason:
        tried.append(f"{name}: {reason}")
        return None


def _install(installers: Sequence[Installer], report: Report, tried: list[str]) -> Engine | None:
    # Report only why PATH was not used: an outdated Pulumi there may surprise the user, an empty cache does not.
    on_path = next(reason for reason in tried if reason.startswith("PATH: ")).removeprefix("PATH: ")
    report(f"installing pulumi {version.PULUMI}, once: {on_path}")
    try:
        with cache.locked(report):
            try:
                # Another process may have installed the engine while this one waited for the lock.
                return cache.cached()
            except EngineError:
                return _run_installers(installers, report, tried)
    except EngineError as reason:
        tried.append(f"install: {reason}")
        return None


def _run_installers(installers: Sequence[Installer], report: Report, tried: list[str]) -> Engine | None:
    for number, installer in enumerate(installers, start=1):
        start = time.monotonic()

        def candidate(way: Installer = installer) -> Engine:
            return cache.fill(way.origin, way.install, report)

        engine = _try(installer.origin, candidate, tried)
        if engine:
            report(f"installed pulumi {engine.version} in {time.monotonic() - start:.0f} s: {engine.pulumi}")
            return engine
        origins = [one.origin for one in installers[number : number + 1]]
        report(f"{tried[-1]}{''.join(f' Continuing with the next installer: {origin}.' for origin in origins)}")
    return None


def _no_engine_message(tried: Sequence[str]) -> str:
    return "\n".join(
        [
            f"Found no Pulumi engine of version {version.PULUMI_MINIMUM} or newer. Tried:",
            *(f"  - {one}" for one in tried),
            "Do one of these, then run it again:",
            "  - install Pulumi (https://www.pulumi.com/docs/install/) and put its folder on PATH;",
            f"  - set {find.VARIABLE} to the path of a pulumi executable;",
            "  - let this machine reach https://get.pulumi.com, or else PyPI and the Go module proxy (GOPROXY).",
        ]
    )

"""Installs Pulumi with its official installer, the script at get.pulumi.com."""

from __future__ import annotations

import urllib.error
import urllib.request
from http.client import HTTPException
from typing import TYPE_CHECKING

from neptune_global_component.core.errors import EngineError
from neptune_global_component.local.engine import version
from neptune_global_component.local.engine.run import run

if TYPE_CHECKING:
    from pathlib import Path

    from neptune_global_component.local.engine.model import Report

URL = "https://get.pulumi.com"
"""The URL of Pulumi's installer."""

_ANSWER_LIMIT = 10.0
_INSTALL_LIMIT = 600.0


def install(into: Path, report: Report, *, url: str = URL) -> None:
    """Run the official installer, which downloads Pulumi (about 100 MB).

    Args:
        into: an existing folder; the programs are written to its folder ``bin``.
        report: receives progress lines.
        url: the URL of the installer.

    Raises:
        EngineError: the installer could not be downloaded within 10 s, failed, or took more than 600 s.
    """
    report(f"fetching the installer from {url} (at most {_ANSWER_LIMIT:.0f} s)")
    script = into / "install.sh"
    script.write_bytes(_fetch(url))
    report(f"running the installer for pulumi {version.PULUMI} (about 100 MB to download)")
    command: list[str | Path] = ["sh", script, "--version", version.PULUMI, "--install-root", into, "--no-edit-path"]
    run(command, what=f"installing pulumi {version.PULUMI}", report=report, limit=_INSTALL_LIMIT)
    script.unlink()


def _fetch(url: str) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=_ANSWER_LIMIT) as answer:  # noqa: S310 - a constant, or a test's
            body: bytes = answer.read()
    except urllib.error.URLError as error:
        raise EngineError(f"{url} does not answer ({error.reason}).") from error
    except (OSError, HTTPException) as error:
        raise EngineError(f"{url} does not answer ({error}).") from error
    # A captive portal or a proxy may answer with its own page.
    if not body.startswith(b"#!"):
        raise EngineError(f"{url} answered something that is not a shell script: a proxy may have.")
    return body

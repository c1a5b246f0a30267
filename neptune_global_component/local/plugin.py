"""Installs the ``aws`` provider plugin of a sandbox."""

from __future__ import annotations

import os
import shlex
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from neptune_global_component.core.errors import EngineError, LocalAwsError
from neptune_global_component.local.engine.cache import root
from neptune_global_component.local.engine.find import is_program
from neptune_global_component.local.engine.run import run

if TYPE_CHECKING:
    from neptune_global_component.local.engine import Engine
    from neptune_global_component.local.engine.model import Report

VARIABLE = "NEPTUNE_GLOBAL_AWS_PLUGIN"
"""The environment variable that selects the plugin: unset, ``official``, or a path."""

PROGRAM = "pulumi-resource-aws"

_DOWNLOAD_LIMIT = 3600.0
# Nothing listens on this port. AWS_ENDPOINT_URL points a provider to the local AWS, unless the program configures other
# endpoints. This proxy blocks those. (The stand-in rejects them itself.)
_CLOSED = """\
export HTTP_PROXY=http://127.0.0.1:9 HTTPS_PROXY=http://127.0.0.1:9 NO_PROXY=127.0.0.1,localhost,::1
export http_proxy=$HTTP_PROXY https_proxy=$HTTPS_PROXY no_proxy=$NO_PROXY
"""


def is_official() -> bool:
    """Return whether the published plugin is selected."""
    return os.environ.get(VARIABLE) == "official"


def install(home: Path, engine: Engine, report: Report) -> None:
    """Install the plugin that NEPTUNE_GLOBAL_AWS_PLUGIN selects.

    Args:
        home: the folder that becomes PULUMI_HOME.
        engine: the engine that downloads the published plugin.
        report: receives a line that names the plugin, and progress lines during a download.

    Raises:
        LocalAwsError: the plugin does not exist or cannot be downloaded.
    """
    pulumi_aws = version("pulumi_aws")
    selected = os.environ.get(VARIABLE, "")
    if not selected:
        # Modules in a program's folder must not shadow the standard library.
        start = f"cd /\nexec {shlex.quote(sys.executable)} -m neptune_global_component.local.provider"
        description = f"built-in stand-in ({pulumi_aws})"
    elif is_official():
        start = f"{_CLOSED}exec {shlex.quote(str(_download(pulumi_aws, engine, report)))}"
        description = f"official ({pulumi_aws})"
    else:
        plugin = _custom_plugin(selected)
        start = f"{_CLOSED}exec {shlex.quote(str(plugin))}"
        description = str(plugin)
    program = home / "plugins" / f"resource-aws-v{pulumi_aws}" / PROGRAM
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\n{start} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    report(f"aws plugin: {description}")


def _custom_plugin(selected: str) -> Path:
    path = Path(selected).expanduser().absolute()
    program = path / PROGRAM if path.is_dir() else path
    if not is_program(program):
        raise LocalAwsError(
            f"{VARIABLE}={selected}: {program} is not an executable file. Set it to the plugin's executable or a "
            f"folder that contains {PROGRAM}, or unset the variable to use the built-in stand-in."
        )
    return program


def _download(pulumi_aws: str, engine: Engine, report: Report) -> Path:
    home = root() / "official"
    try:
        # Does nothing if an earlier run has downloaded it.
        run(
            [engine.pulumi, "plugin", "install", "resource", "aws", pulumi_aws],
            what=f"downloading the official aws plugin {pulumi_aws}",
            report=report,
            env={**os.environ, "PULUMI_HOME": str(home), "PULUMI_SKIP_UPDATE_CHECK": "true"},
            limit=_DOWNLOAD_LIMIT,
        )
    except EngineError as error:
        raise LocalAwsError(f"{VARIABLE}=official: {error}\nUnset it to use the built-in stand-in.") from error
    return home / "plugins" / f"resource-aws-v{pulumi_aws}" / PROGRAM

"""Which ``aws`` provider plugin a sandbox has, and installing it there."""

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
"""The environment variable that chooses the plugin: unset, ``official``, or a path."""

PROGRAM = "pulumi-resource-aws"

_DOWNLOAD_LIMIT = 3600.0
# Nothing listens there. AWS_ENDPOINT_URL leads a provider to the local AWS, unless a program's own configuration names
# other endpoints; through this proxy it reaches none of them. (The stand-in refuses them by itself.)
_CLOSED = """\
export HTTP_PROXY=http://127.0.0.1:9 HTTPS_PROXY=http://127.0.0.1:9 NO_PROXY=127.0.0.1,localhost,::1
export http_proxy=$HTTP_PROXY https_proxy=$HTTPS_PROXY no_proxy=$NO_PROXY
"""


def is_official() -> bool:
    """Whether the published plugin was chosen."""
    return os.environ.get(VARIABLE) == "official"


def install(home: Path, engine: Engine, report: Report) -> None:
    """Install the plugin that NEPTUNE_GLOBAL_AWS_PLUGIN chooses.

    Args:
        home: a folder that is to be PULUMI_HOME.
        engine: the engine that downloads the published plugin.
        report: takes a line that says which plugin it is, and progress while it is downloaded.

    Raises:
        LocalAwsError: it is not there, or cannot be downloaded.
    """
    pulumi_aws = version("pulumi_aws")
    chosen = os.environ.get(VARIABLE, "")
    if not chosen:
        # Modules in the folder of a program must not take the place of Python's.
        start = f"cd /\nexec {shlex.quote(sys.executable)} -m neptune_global_component.local.provider"
        words = f"built-in stand-in ({pulumi_aws})"
    elif is_official():
        start = f"{_CLOSED}exec {shlex.quote(str(_download(pulumi_aws, engine, report)))}"
        words = f"official ({pulumi_aws})"
    else:
        plugin = _named(chosen)
        start = f"{_CLOSED}exec {shlex.quote(str(plugin))}"
        words = str(plugin)
    program = home / "plugins" / f"resource-aws-v{pulumi_aws}" / PROGRAM
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\n{start} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    report(f"aws plugin: {words}")


def _named(chosen: str) -> Path:
    path = Path(chosen).expanduser().absolute()
    program = path / PROGRAM if path.is_dir() else path
    if not is_program(program):
        raise LocalAwsError(
            f"{VARIABLE}={chosen}: {program} is not an executable file. Name the plugin's executable or the folder "
            f"that has a {PROGRAM}, or unset the variable to use the built-in stand-in."
        )
    return program


def _download(pulumi_aws: str, engine: Engine, report: Report) -> Path:
    home = root() / "official"
    try:
        # It does nothing where an earlier run has downloaded it.
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

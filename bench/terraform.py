"""Compare an empty global cluster with Terraform's `aws_neptune_global_cluster` on the same local AWS.

Nothing is downloaded: Terraform is found on PATH, and HashiCorp's AWS provider in the folders below.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ground import announce
from life import measure_lifecycle, rows
from measure import PROGRAMS, Measurement, measure_command
from shape import Shape

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ground import Ground
    from results import Row

FOLDERS = ("TF_PLUGIN_DIR", "TF_PLUGIN_CACHE_DIR")
"""The environment variables that name a folder with providers."""

_COMMANDS = {
    "up": ("apply", "-auto-approve", "-input=false"),
    "no-change preview": ("plan", "-input=false", "-detailed-exitcode"),
    "refresh": ("apply", "-refresh-only", "-auto-approve", "-input=false"),
    "destroy": ("destroy", "-auto-approve", "-input=false"),
}
_PATTERN = "registry.terraform.io/hashicorp/aws/*/*/terraform-provider-aws_v*"
# Terraform's own folders on Linux and macOS, then common folders of machine images.
_COMMON_FOLDERS = ("~/.terraform.d", "/usr/local/share/terraform", "/usr/share/terraform", "/opt")
_ROUNDS = 3
_EMPTY = Shape(regions=(), instances=0)


def terraform(ground: Ground) -> list[Row]:
    """Measure an empty global cluster with all three; without Terraform if it is not found."""
    plugins = _plugins()
    missing = _missing(plugins)
    note = f"Terraform skipped: {missing}" if missing else "Terraform: apply, plan, apply -refresh-only, destroy"
    announce(note)
    measurements = measure_lifecycle(ground, _EMPTY, "empty global cluster", _ROUNDS)
    theirs = {} if plugins is None or missing else _terraform_medians(ground, plugins)
    results: list[Row] = []
    for name, one in measurements.items():
        three = rows("empty global cluster", f"empty global cluster, {name}", one)
        results += [replace(row, note=note) for row in three]
    return [replace(row, terraform=theirs.get((row.what.partition(", ")[2], row.measure))) for row in results]


def terraform_version() -> str | None:
    """Return Terraform's version, or None if it or its AWS provider is not found."""
    plugins = _plugins()
    if plugins is None or _missing(plugins):
        return None
    answer = subprocess.run(
        ["terraform", "version", "-json"], env=_without_settings(os.environ), capture_output=True, check=True
    )
    return f"{json.loads(answer.stdout)['terraform_version']}, hashicorp/aws {_provider_version(plugins)}"


def _terraform_medians(ground: Ground, plugins: Path) -> dict[tuple[str, str], float]:
    """Return Terraform's medians by operation and measure."""
    measurements: dict[str, list[Measurement]] = {name: [] for name in _COMMANDS}
    environment = _without_settings(ground.environment)
    for _ in range(_ROUNDS):
        ground.aws.reset()
        folder = ground.new_folder()
        shutil.copy(PROGRAMS / "terraform" / "main.tf", folder)
        measure_command(["terraform", "init", "-input=false", f"-plugin-dir={plugins}"], environment, folder=folder)
        for name, arguments in _COMMANDS.items():
            before = len(ground.aws.calls())
            one = measure_command(["terraform", *arguments], environment, folder=folder)
            measurements[name].append(replace(one, calls=len(ground.aws.calls()) - before))
            announce(f"empty global cluster, Terraform {arguments[0]}: {one.seconds:.1f} s")
    return {
        (name, measure): round(statistics.median(getattr(one, field) for one in some), 2)
        for name, some in measurements.items()
        for measure, field in (("seconds", "seconds"), ("memory", "memory"), ("AWS calls", "calls"))
    }


def _without_settings(environment: Mapping[str, str]) -> dict[str, str]:
    # The user's Terraform settings would affect the measurement.
    others = {name: value for name, value in environment.items() if not name.startswith("TF_")}
    return {**others, "TF_CLI_CONFIG_FILE": os.devnull, "CHECKPOINT_DISABLE": "1"}


def _missing(plugins: Path | None) -> str | None:
    if shutil.which("terraform") is None:
        return "no terraform on PATH"
    return "no provider hashicorp/aws found; name its folder in TF_PLUGIN_DIR" if plugins is None else None


def _plugins() -> Path | None:
    """Return the folder that has HashiCorp's AWS provider in the layout of a Terraform mirror."""
    named = [os.environ[name] for name in FOLDERS if os.environ.get(name)]
    for folder in (*named, *_COMMON_FOLDERS):
        for provider in Path(folder).expanduser().rglob(_PATTERN):
            return provider.parents[5]
    return None


def _provider_version(plugins: Path) -> str:
    return next(plugins.glob(_PATTERN)).parents[1].name

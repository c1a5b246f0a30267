"""Measure start times: the plugin and a bare Pulumi component host, the package and pulumi with pulumi-aws."""

from __future__ import annotations

import statistics
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ground import announce
from measure import PROGRAMS, measure_command
from plugin_client import seconds_to_construct, seconds_to_schema
from results import Row

if TYPE_CHECKING:
    from collections.abc import Callable

    from ground import Ground

_ROUNDS = 7
_PLUGIN = [str(Path(sys.executable).with_name("pulumi-resource-neptune-global"))]
_BARE = [sys.executable, str(PROGRAMS / "bare-host")]
_COMPARED = "compared with a bare Pulumi Python component host"


def starts(ground: Ground) -> list[Row]:
    """Measure the plugin until its schema and its first Construct, and the package's import."""
    variables = ground.environment

    def schema(command: list[str]) -> float:
        return seconds_to_schema(command, variables)

    def import_time(text: str) -> float:
        return measure_command([sys.executable, "-c", text], variables).seconds

    def construct(kind: str, observe: dict[str, object]) -> float:
        command = _BARE if kind.startswith("bare:") else _PLUGIN
        return seconds_to_construct(command, variables, kind, observe)

    ours, bare = "neptune-global:index:GlobalCluster", "bare:index:GlobalCluster"
    return [
        _row("plugin, schema", lambda: schema(_PLUGIN), lambda: schema(_BARE), _COMPARED),
        _row(
            "plugin, first Construct",
            # Neither reads AWS, so neither imports boto3.
            lambda: construct(ours, {"observe": False}),
            lambda: construct(bare, {}),
            f"{_COMPARED}; an empty global cluster, without reading AWS",
        ),
        _row(
            "import",
            lambda: import_time("from neptune_global_component import GlobalCluster"),
            lambda: import_time("import pulumi, pulumi_aws"),
            "compared with `import pulumi, pulumi_aws`",
        ),
    ]


def _row(what: str, ours: Callable[[], float], plain: Callable[[], float], note: str) -> Row:
    """Measure two starts in turn, so that other load on the machine affects both."""
    # Discard the first pair: the first start also compiles Python files and reads the disk.
    pairs = [(ours(), plain()) for _ in range(_ROUNDS + 1)][1:]
    mine, other = (round(statistics.median(some), 3) for some in zip(*pairs, strict=True))
    announce(f"{what}: {mine:.2f} s, {other:.2f} s {note}")
    return Row("start", what, "seconds", mine, other, note=note)

"""What a start costs: the plugin beside a bare component host of Pulumi's, the package beside pulumi and pulumi-aws."""

from __future__ import annotations

import statistics
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ground import announce
from measure import PROGRAMS, timed
from plugin_client import seconds_to_construct, seconds_to_schema
from results import Row

if TYPE_CHECKING:
    from collections.abc import Callable

    from ground import Ground

_ROUNDS = 7
_PLUGIN = [str(Path(sys.executable).with_name("pulumi-resource-neptune-global"))]
_BARE = [sys.executable, str(PROGRAMS / "bare-host")]
_BESIDE = "beside a bare Pulumi Python component host"


def starts(ground: Ground) -> list[Row]:
    """Measure the plugin until its schema and its first Construct, and the import of the package."""
    variables = ground.environment

    def schema(command: list[str]) -> float:
        return seconds_to_schema(command, variables)

    def imported(text: str) -> float:
        return timed([sys.executable, "-c", text], variables).seconds

    def construct(kind: str, observe: dict[str, object]) -> float:
        command = _BARE if kind.startswith("bare:") else _PLUGIN
        return seconds_to_construct(command, variables, kind, observe)

    ours, bare = "neptune-global:index:GlobalCluster", "bare:index:GlobalCluster"
    return [
        _row("plugin, schema", lambda: schema(_PLUGIN), lambda: schema(_BARE), _BESIDE),
        _row(
            "plugin, first Construct",
            # Neither reads AWS, so neither imports boto3.
            lambda: construct(ours, {"observe": False}),
            lambda: construct(bare, {}),
            f"{_BESIDE}; an empty global cluster, without reading AWS",
        ),
        _row(
            "import",
            lambda: imported("from neptune_global_component import GlobalCluster"),
            lambda: imported("import pulumi, pulumi_aws"),
            "beside `import pulumi, pulumi_aws`",
        ),
    ]


def _row(what: str, ours: Callable[[], float], plain: Callable[[], float], note: str) -> Row:
    """Measure two starts in turn, so that whatever else the machine does meets both."""
    # Both once before: the first start also compiles Python's files and reads the disk.
    pairs = [(ours(), plain()) for _ in range(_ROUNDS + 1)][1:]
    mine, other = (round(statistics.median(some), 3) for some in zip(*pairs, strict=True))
    announce(f"{what}: {mine:.2f} s, {other:.2f} s {note}")
    return Row("start", what, "seconds", mine, other, note=note)

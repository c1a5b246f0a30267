"""Measure the commands that read AWS: `list` of 300 global databases, and `import` of one in three regions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ground import announce
from measure import median_of
from results import Row
from shape import Shape

if TYPE_CHECKING:
    from ground import Ground

_DATABASES = 300
_ROUNDS = 3
_COMMAND = str(Path(sys.executable).with_name("neptune-global"))


def commands(ground: Ground) -> list[Row]:
    """Measure each command, including its start."""
    ground.aws.reset()
    _create(ground.client("neptune"))
    listed = _row(ground, f"list, {_DATABASES} global databases", "list", "--region", "us-east-1")
    ground.stack("plain", Shape()).run("up", "--yes", "--skip-preview")
    imported = _row(ground, "import, one global database", "import", "orders-1", "--language", "python")
    return [*listed, *imported]


def _create(neptune: Any) -> None:  # noqa: ANN401 - boto3 creates its clients' classes when it runs
    for number in range(_DATABASES):
        name = f"orders-{number}"
        neptune.create_global_cluster(GlobalClusterIdentifier=name, Engine="neptune")
        neptune.create_db_cluster(DBClusterIdentifier=name, Engine="neptune", GlobalClusterIdentifier=name)


def _row(ground: Ground, what: str, *arguments: str) -> list[Row]:
    one = median_of(_ROUNDS, [_COMMAND, *arguments], ground.environment)
    announce(f"{what}: {one.seconds:.2f} s, {one.memory:.0f} MiB")
    return [Row("commands", what, "seconds", one.seconds), Row("commands", what, "memory", one.memory)]

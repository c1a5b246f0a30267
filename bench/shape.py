"""The resources that a benchmark program declares."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Shape:
    """The number and kind of global databases that a program declares, passed in its environment.

    Args:
        global_databases: the number of global databases, named ``orders-NUMBER``.
        regions: the regions of each global database, the primary first; if empty, the global cluster is empty.
        instances: the number of instances in each region.
        instance_class: the class of all instances.
        bare: whether the plain program creates as many resources as the component.
    """

    global_databases: int = 1
    regions: tuple[str, ...] = ("us-east-1", "eu-west-1", "ap-northeast-1")
    instances: int = 2
    instance_class: str = "db.r6g.large"
    bare: bool = False

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment variable that the programs read."""
        return {"SHAPE": json.dumps(asdict(self))}

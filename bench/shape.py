"""What a program of the bench declares: how many global databases, where, and of how many instances."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Shape:
    """What a program declares; the programs take it out of their environment.

    Args:
        global_databases: how many, each called ``orders-NUMBER``.
        regions: of each global database, the primary's first; without any it is an empty global cluster.
        instances: in each region.
        instance_class: of every instance.
        bare: whether plain pulumi-aws has as many resources as the component.
    """

    global_databases: int = 1
    regions: tuple[str, ...] = ("us-east-1", "eu-west-1", "ap-northeast-1")
    instances: int = 2
    instance_class: str = "db.r6g.large"
    bare: bool = False

    @property
    def environment(self) -> dict[str, str]:
        """The environment variable that the programs read."""
        return {"SHAPE": json.dumps(asdict(self))}

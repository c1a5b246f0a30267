"""Properties that resources have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.local.provider.properties import Property, Role, Type

if TYPE_CHECKING:
    from neptune_global_component.local.provider.properties import Object
    from neptune_global_component.local.provider.values import Value


def argument(
    name: str, aws: str = "", kind: Type = Type.STRING, role: Role = Role.OPTIONAL, **others: Value
) -> Property:
    """Return a property that AWS accepts and returns under one name."""
    options: dict[str, Value] = {"parameter": aws, "answer": aws} | others
    return Property(name, kind, role, **options)


def output(name: str, answer: str = "", kind: Type | Object = Type.STRING) -> Property:
    """Return a property that only AWS sets."""
    return Property(name, kind, Role.OUTPUT, answer=answer)


REGION = Property("region", role=Role.COMPUTED, replaces=True)
TAGS = Property("tags", Type.MAP)
TAGS_ALL = Property("tagsAll", Type.MAP, Role.COMPUTED)

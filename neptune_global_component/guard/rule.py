"""The model of a rule: (resource type, role, property, operation) -> verdict, reason, next step; pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import TYPE_CHECKING

from neptune_global_component.core.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE
from neptune_global_component.guard.kinds import STASHED, VERSION, VERSION_INTENT

if TYPE_CHECKING:
    from collections.abc import Collection

DATABASE = (GLOBAL_CLUSTER, CLUSTER)
VERSIONED = (*DATABASE, INSTANCE, VERSION_INTENT)
VERSION_PROPERTIES = (VERSION, STASHED)
"""The kinds with an engine version, and the properties that hold it."""

PROTECTIONS = ("deletionProtection", "protect", "retainOnDelete")
"""A property and two resource options that protect a resource from deletion."""

GUIDE = "https://docs.aws.amazon.com/neptune/latest/userguide"
"""The AWS documentation of Neptune."""

ANY: tuple[()] = ()
"""In place of types, properties or operations: all of them."""


class Verdict(IntEnum):
    """The possible damage of a change, the least first."""

    SAFE = 0
    REVIEW = 1
    DANGER = 2
    FAILED = 3
    """The change was not judged: the preview is unreadable, incomplete or failed. No rule has this verdict."""


class Role(str, Enum):
    """The role of a resource in its global database. If it is not shown, the more important one is assumed."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    WRITER = "writer"
    READER = "reader"
    KEY = "key of a cluster"


class Operation(str, Enum):
    """The operation on a resource or on one of its properties."""

    CREATED = "created"
    RECREATED = "recreated, although it is in the state"
    REMADE = "created, although the component's record of it is in the state"
    FROM_SOURCE = "created with an existing cluster as its primary"
    JOINED = "added to an existing global cluster"
    IMPORTED = "imported"
    DELETED = "deleted"
    DELETED_LAST_COPY = "deleted, which leaves one copy of the graph"
    FORGOTTEN = "removed from the state and left in AWS"
    REPLACED = "replaced"
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    UNSET = "not set"
    TURNED_ON = "turned on"
    TURNED_OFF = "turned off"
    TURNED_OFF_TO_DELETE = "turned off in an update that deletes a cluster"
    UPGRADED = "upgraded"
    UPGRADED_MAJOR = "upgraded to a major version"
    UPGRADED_MAJOR_WITH_CONSENT = "upgraded to a major version, allowed in the program"
    DOWNGRADED = "downgraded"
    MOVED_TO_UNKNOWN = "changed to a version that can't be compared"
    UNUSED = "set without effect"
    OTHER = "changed in a way that the guard does not know"


class Rail(Enum):
    """A setting of a program that prevents a change; the policy pack requires it."""

    IGNORE_CHANGES = "ignore_changes"
    PROTECT = "protect"


@dataclass(frozen=True)
class Rule:
    """The verdict on a kind of change.

    Args:
        name: the name of the rule, for programs.
        types: the type tokens of the resources.
        properties: the names of the properties, in Pulumi's spelling, or WHOLE.
        operations: the operations on the resource or property.
        verdict: the possible damage.
        reason: what AWS or Pulumi will do, and why that matters.
        remedy: the next step.
        role: the role of the resource; None for any.
        source: the URL of the documentation.
        unrefreshed: another sentence of the remedy, for a preview without ``--refresh``.
        rail: the setting of a program that prevents the change, if there is one.
        without_rail: the policy's message for a program without that setting.
    """

    name: str
    types: Collection[str]
    properties: Collection[str]
    operations: Collection[Operation]
    verdict: Verdict
    reason: str
    remedy: str
    role: Role | None = None
    source: str = ""
    unrefreshed: str = ""
    rail: Rail | None = None
    without_rail: str = ""

    def covers(self, kind: str, role: Role | None, name: str, operation: Operation) -> bool:
        """Return whether this rule covers a change.

        Args:
            kind: the kind of the resource.
            role: the role of the resource.
            name: the name of the property, or WHOLE.
            operation: the operation on it.
        """
        return (
            _has(self.types, kind)
            and self.role in {None, role}
            and _has(self.properties, name)
            and _has(self.operations, operation)
        )


def _has(values: Collection[object], value: object) -> bool:
    return values == ANY or value in values

"""What a rule is: (resource type, role, property, operation) -> verdict, reason, what to do; pure."""

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
"""What has an engine version, and the properties in which it is."""

PROTECTIONS = ("deletionProtection", "protect", "retainOnDelete")
"""What keeps a resource from being deleted: a property of it, and two of its options."""

GUIDE = "https://docs.aws.amazon.com/neptune/latest/userguide"
"""Where AWS says what Neptune does."""

ANY: tuple[()] = ()
"""In place of types, properties or operations: all there are."""


class Verdict(IntEnum):
    """How much a change may cost, the least first."""

    SAFE = 0
    REVIEW = 1
    DANGER = 2
    FAILED = 3
    """There is no verdict on the change: the preview is unreadable, incomplete or failed. No rule has this."""


class Role(str, Enum):
    """What a resource is in its global database, as far as the preview shows it; in doubt the one that matters more."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    WRITER = "writer"
    READER = "reader"
    KEY = "key of a cluster"


class Operation(str, Enum):
    """What happens to a resource or to one of its properties."""

    CREATED = "created"
    MADE_ANEW = "created anew, though the state has it"
    REMADE = "created, though what the component remembers of it is in the state"
    FROM_SOURCE = "created with an existing cluster as its primary"
    JOINED = "added to an existing global cluster"
    IMPORTED = "imported"
    DELETED = "deleted"
    DELETED_LAST_COPY = "deleted, which leaves one copy of the graph"
    FORGOTTEN = "left in AWS, out of the state"
    REPLACED = "replaced"
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    TURNED_ON = "turned on"
    TURNED_OFF = "turned off"
    TURNED_OFF_TO_DELETE = "turned off, with a deletion beside it"
    UPGRADED = "upgraded"
    UPGRADED_MAJOR = "upgraded to a major version"
    UPGRADED_MAJOR_WITH_CONSENT = "upgraded to a major version, allowed in the program"
    DOWNGRADED = "downgraded"
    MOVED_TO_UNKNOWN = "changed to a version that can't be compared"
    OTHER = "changed in a way that the guard does not know"


class Rail(Enum):
    """What in a program makes a change impossible: what the policy pack asks for."""

    IGNORE_CHANGES = "ignore_changes"
    PROTECT = "protect"


@dataclass(frozen=True)
class Rule:
    """What a kind of change means.

    Args:
        name: of the rule, for programs.
        types: type tokens of the resources.
        properties: names of the properties, in Pulumi's spelling, or WHOLE.
        operations: what happens to it.
        verdict: what it may cost.
        reason: what AWS or Pulumi will do, and why that matters.
        remedy: what to do.
        role: only of a resource with this role; None for any.
        source: where AWS or Pulumi says so.
        rail: what in a program makes it impossible, where something does.
        without_rail: what to say of a program that has not got it: nothing happens yet, and nothing can be allowed.
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
    rail: Rail | None = None
    without_rail: str = ""

    def covers(self, kind: str, role: Role | None, name: str, operation: Operation) -> bool:
        """Tell whether this rule is about such a change.

        Args:
            kind: type token of the resource.
            role: of the resource.
            name: of the property, or WHOLE.
            operation: what happens to it.
        """
        return (
            _has(self.types, kind)
            and self.role in {None, role}
            and _has(self.properties, name)
            and _has(self.operations, operation)
        )


def _has(values: Collection[object], value: object) -> bool:
    return values == ANY or value in values

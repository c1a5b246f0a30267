"""What the guard's rules ask about a step: the resource's kind and role, and what happens to it; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from neptune_global_component.guard.preview import Hidden
from neptune_global_component.guard.rule import VERSION_INTENT, Operation, Role
from neptune_global_component.names import EngineVersion
from neptune_global_component.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE, STASH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neptune_global_component.guard.preview import Change, Preview, Step

REPLACEMENTS = frozenset(
    {"replace", "create-replacement", "delete-replaced", "import-replacement", "read-replacement", "discard-replaced"}
)
"""The engine's words for replacing, and for the parts of it that ``--show-replacement-steps`` shows."""

UNCHANGED = frozenset({"same", "read", "refresh"})
"""The engine's words for what changes nothing in AWS."""

KEPT = ("declared", "primary-region", "engine-version", "tags")
"""What the component keeps in Stashes, each of which has this at the end of its name."""

_PROTECTIONS = frozenset({"deletionProtection", "protect"})
_CONSENT = "allowMajorVersionUpgrade"


def kind(step: Step) -> str:
    """Give the resource's type token; of a Stash with what it keeps for the component, ``pulumi:index:Stash tags``."""
    if step.type != STASH:
        return step.type
    return next((f"{STASH} {what}" for what in KEPT if step.name.endswith(f"-{what}")), STASH)


def role(step: Step, context: Context) -> Role | None:
    """Give the resource's role; what the preview does not show to be a secondary or a reader, may be the other.

    Args:
        step: of the resource.
        context: of its preview.
    """
    outputs = step.old.outputs if step.old else {}
    if step.type == INSTANCE:
        return Role.READER if outputs.get("writer") is False else Role.WRITER
    if step.type != CLUSTER:
        return None
    source = outputs.get("replicationSourceIdentifier")
    shown = isinstance(source, str) and source != "" and not context.writers.get(str(outputs.get("arn")))
    return Role.SECONDARY if shown else Role.PRIMARY


@dataclass(frozen=True)
class Context:
    """What the steps of a preview have to know of each other.

    Args:
        writers: by ARN, whether a cluster is the primary: true where any list of members in the preview says so.
        deleting: whether a cluster or a global cluster is deleted or replaced.
        created: the identifiers of the global clusters that are created, as far as they are known.
        components: the components whose global clusters are created, by name.
    """

    writers: Mapping[str, bool]
    deleting: bool
    created: frozenset[object]
    components: frozenset[str]

    @classmethod
    def of(cls, preview: Preview) -> Context:
        """Look through a preview once."""
        steps = preview.steps
        created = [one for one in steps if one.type == GLOBAL_CLUSTER and one.operation == "create"]
        identifiers = (one.after("globalClusterIdentifier") for one in created)
        return cls(
            _writers(preview),
            any(one.type in {GLOBAL_CLUSTER, CLUSTER} and _destroys(one) for one in steps),
            frozenset(one for one in identifiers if isinstance(one, str | Hidden)),
            frozenset(one.name for one in created if one.parent_type),
        )


def _writers(preview: Preview) -> dict[str, bool]:
    found: dict[str, bool] = {}
    for step in preview.steps:
        for state in (step.old, step.new):
            for members in state.outputs.values() if state else ():
                for one in members if isinstance(members, list) else ():
                    if isinstance(one, dict) and isinstance(one.get("dbClusterArn"), str):
                        arn = one["dbClusterArn"]
                        found[arn] = found.get(arn, False) or one.get("isWriter") is True
    return found


def _destroys(step: Step) -> bool:
    retained = step.operation == "delete" and step.old is not None and step.old.retain_on_delete
    return step.operation in {"delete", *REPLACEMENTS} and not retained


def of_the_whole(step: Step, context: Context) -> Operation | None:
    """Say what happens to the resource as a whole; None where only properties of it change."""
    if step.operation == "delete":
        return Operation.DELETED if _destroys(step) else Operation.FORGOTTEN
    if step.operation in REPLACEMENTS:
        return Operation.REPLACED
    if step.operation == "create":
        return Operation.JOINED if _joins(step, context) else Operation.CREATED
    if step.operation == "import":
        return Operation.IMPORTED
    return None if step.operation == "update" else Operation.OTHER


def _joins(step: Step, context: Context) -> bool:
    """Whether what is created becomes a part of a global database that exists."""
    if step.type == STASH:
        return not any(step.name == f"{one}-{what}" for one in context.components for what in KEPT)
    wanted = step.after("globalClusterIdentifier") if step.type == CLUSTER else None
    if wanted is None:
        return False
    # What is not known yet is that of a global cluster which is created.
    return not context.created if isinstance(wanted, Hidden) else wanted not in list(context.created)


def of_a_property(step: Step, change: Change, context: Context) -> Operation:
    """Say what happens to a property.

    Args:
        step: of the resource.
        change: of the property.
        context: of its preview.
    """
    if change.replaces:
        return Operation.REPLACED
    before, after = step.before(change.property), step.after(change.property)
    if change.property == "engineVersion" or kind(step) == VERSION_INTENT:
        return _of_a_version(before, after, consents=step.after(_CONSENT) is True)
    if isinstance(before, bool) or isinstance(after, bool) or change.property in _PROTECTIONS:
        # What can't be seen of a protection is taken to be its end.
        if after is True:
            return Operation.TURNED_ON
        return (
            Operation.TURNED_OFF_TO_DELETE
            if context.deleting and change.property in _PROTECTIONS
            else Operation.TURNED_OFF
        )
    if change.kind == "delete" or after is None:
        return Operation.REMOVED
    return Operation.ADDED if before is None or before == "" else Operation.CHANGED


def _of_a_version(before: Any, after: Any, *, consents: bool) -> Operation:  # noqa: ANN401 - any JSON value
    if isinstance(after, dict):
        consents = after.get(_CONSENT) is True
    old, new = _version(before), _version(after)
    if old is None or new is None:
        return Operation.MOVED_TO_UNKNOWN
    if new < old:
        return Operation.DOWNGRADED
    if new.parts[:2] == old.parts[:2]:
        return Operation.UPGRADED
    return Operation.UPGRADED_MAJOR_WITH_CONSENT if consents else Operation.UPGRADED_MAJOR


def _version(value: Any) -> EngineVersion | None:  # noqa: ANN401 - any JSON value
    if isinstance(value, dict):
        value = value.get("engineVersion")
    try:
        return EngineVersion.parse(value) if isinstance(value, str) else None
    except ValueError:
        return None

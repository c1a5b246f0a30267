"""What the guard's rules ask about a step: the resource's kind and role, and what happens to it; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from neptune_global_component.core.names import TYPE_TOKEN, EngineVersion
from neptune_global_component.core.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE, STASH
from neptune_global_component.guard.keys import has_key, keys
from neptune_global_component.guard.kinds import (
    CONSENT,
    DECLARED,
    IDENTIFIER,
    KEPT,
    KEY,
    SOURCE,
    VERSION,
    VERSION_INTENT,
    ending,
)
from neptune_global_component.guard.preview import REPLACEMENTS, Hidden
from neptune_global_component.guard.rule import PROTECTIONS, Operation, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neptune_global_component.guard.preview import Change, Preview, Step

_LOGS = "enableCloudwatchLogsExports"


def role(step: Step, context: Context) -> Role | None:
    """Give the resource's role; what the preview does not show to be a secondary or a reader, may be the other.

    Args:
        step: of the resource.
        context: of its preview.
    """
    outputs = step.old.outputs if step.old else {}
    if step.kind == KEY:
        return Role.KEY if has_key(step, context.keys) else None
    if step.kind == INSTANCE:
        return Role.READER if outputs.get("writer") is False else Role.WRITER
    if step.kind != CLUSTER:
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
        created: the URNs of the global clusters that are created.
        identifiers: theirs, as far as they are known.
        clusters: the URNs of the clusters that are created.
        remembered: the URNs of what the component begins to remember, being created itself.
        keys: the KMS keys that the preview shows in use.
    """

    writers: Mapping[str, bool]
    deleting: bool
    created: frozenset[str]
    identifiers: frozenset[str]
    clusters: frozenset[str]
    remembered: frozenset[str]
    keys: frozenset[str]

    @classmethod
    def of(cls, preview: Preview) -> Context:
        """Look through a preview once."""
        steps = preview.steps
        databases = [one for one in steps if one.kind in {GLOBAL_CLUSTER, CLUSTER}]
        created = [one for one in steps if one.operation == "create"]
        wholes = [one for one in created if one.kind == GLOBAL_CLUSTER]
        identifiers = (one.after(IDENTIFIER) for one in wholes)
        return cls(
            _writers(preview),
            any(_destroys(one) for one in databases),
            frozenset(one.urn for one in wholes),
            frozenset(one for one in identifiers if isinstance(one, str)),
            frozenset(one.urn for one in created if one.kind == CLUSTER),
            frozenset(one.urn for one in created if one.kind == DECLARED),
            keys(steps),
        )


def _writers(preview: Preview) -> dict[str, bool]:
    found: dict[str, bool] = {}
    for step in preview.steps:
        for state in step.states:
            for members in state.outputs.values():
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
        return _of_a_creation(step, context)
    if step.operation == "import":
        return Operation.IMPORTED
    return None if step.operation == "update" else Operation.OTHER


def _of_a_creation(step: Step, context: Context) -> Operation:
    if step.old:
        return Operation.MADE_ANEW
    if step.type == STASH:
        owners = {step.urn.removesuffix(f"-{what}").replace(STASH, GLOBAL_CLUSTER) for what in KEPT}
        return Operation.CREATED if owners & context.created else Operation.JOINED
    if step.kind == GLOBAL_CLUSTER:
        if _is_remembered(step, context):
            return Operation.REMADE
        return Operation.FROM_SOURCE if _takes(step, SOURCE, context.clusters) else Operation.CREATED
    joins = step.kind == CLUSTER and _takes(step, IDENTIFIER, context.created, context.identifiers)
    return Operation.JOINED if joins else Operation.CREATED


def _is_remembered(step: Step, context: Context) -> bool:
    """Whether the component made this global cluster before, or was about to: it makes its memory first."""
    memory = f"{step.urn.replace(step.type, STASH)}-{ending(DECLARED)}"
    return step.parent_type == TYPE_TOKEN and memory not in context.remembered


def _takes(step: Step, name: str, urns: frozenset[str], values: frozenset[str] = frozenset()) -> bool:
    """Whether what is created names in a property something that exists, or may exist.

    Args:
        step: of what is created.
        name: of the property.
        urns: of what is created beside it, from which the value may come.
        values: of the property, where it is what is created beside it.
    """
    wanted = step.after(name)
    if wanted is None or wanted == "" or (isinstance(wanted, str) and wanted in values):
        return False
    return not step.comes_from(name, urns)


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
    if change.property == VERSION or step.kind == VERSION_INTENT:
        return _of_a_version(before, after, consents=step.after(CONSENT) is True)
    if isinstance(before, bool) or isinstance(after, bool) or change.property in PROTECTIONS:
        return _of_a_switch(change.property, after, context)
    if change.kind == "delete" or after is None or (change.property == _LOGS and _loses(before, after)):
        return Operation.REMOVED
    return Operation.ADDED if before is None or before == "" else Operation.CHANGED


def _of_a_switch(name: str, after: object, context: Context) -> Operation:
    if after is True:
        return Operation.TURNED_ON
    if name in PROTECTIONS:
        # What can't be seen of a protection is taken to be its end.
        return Operation.TURNED_OFF_TO_DELETE if context.deleting else Operation.TURNED_OFF
    return Operation.CHANGED if isinstance(after, Hidden) else Operation.TURNED_OFF


def _loses(before: object, after: object) -> bool:
    """Whether a list may have less in it than it had; what can't be seen of it is taken to be less."""
    if isinstance(before, Hidden) or isinstance(after, Hidden):
        return True
    return isinstance(before, list) and not (isinstance(after, list) and all(one in after for one in before))


def _of_a_version(before: Any, after: Any, *, consents: bool) -> Operation:  # noqa: ANN401 - any JSON value
    if isinstance(after, dict):
        consents = after.get(CONSENT) is True
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
        value = value.get(VERSION)
    return EngineVersion.of_aws(value if isinstance(value, str) else None)

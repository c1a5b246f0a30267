"""Classify a step for the rules: the resource's kind and role, and the operation; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from neptune_global_component.core import stashes
from neptune_global_component.core.names import TYPE_TOKEN, EngineVersion
from neptune_global_component.core.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE, STASH
from neptune_global_component.guard.keys import has_key, keys
from neptune_global_component.guard.kinds import (
    CONSENT,
    DECLARED,
    IDENTIFIER,
    KEY,
    SOURCE,
    VERSION,
    VERSION_INTENT,
)
from neptune_global_component.guard.preview import REPLACEMENTS, Hidden
from neptune_global_component.guard.rule import PROTECTIONS, Operation, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neptune_global_component.guard.preview import Change, Preview, Step

_LOGS = "enableCloudwatchLogsExports"
_SNAPSHOT, _SKIP_SNAPSHOT = "finalSnapshotIdentifier", "skipFinalSnapshot"


def role(step: Step, context: Context) -> Role | None:
    """Return the role of a resource. Unless the preview shows a secondary or a reader, assume a primary or a writer.

    Args:
        step: the step of the resource.
        context: the context of its preview.
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
    """Facts of a preview that are needed to classify one of its steps.

    Args:
        writers: by ARN, whether a cluster is the primary: true if any list of members in the preview says so.
        deleting: whether a cluster or a global cluster is deleted or replaced.
        created: the URNs of the global clusters that are created.
        identifiers: their identifiers, as far as they are known.
        clusters: the URNs of the clusters that are created.
        remembered: the URNs of the Stashes with declared values that are created.
        keys: the KMS keys that resources in the preview use.
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
        """Collect the facts of a preview."""
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


def classify_resource(step: Step, context: Context) -> Operation | None:
    """Return the operation on the resource; None if only properties of it change."""
    if step.operation == "delete":
        return Operation.DELETED if _destroys(step) else Operation.FORGOTTEN
    if step.operation in REPLACEMENTS:
        return Operation.REPLACED
    if step.operation == "create":
        return _classify_creation(step, context)
    if step.operation == "import":
        return Operation.IMPORTED
    return None if step.operation == "update" else Operation.OTHER


def _classify_creation(step: Step, context: Context) -> Operation:
    if step.old:
        return Operation.RECREATED
    if step.type == STASH:
        owners = {step.urn.removesuffix(f"-{what}").replace(STASH, GLOBAL_CLUSTER) for what in stashes.NAMES}
        return Operation.CREATED if owners & context.created else Operation.JOINED
    if step.kind == GLOBAL_CLUSTER:
        if _is_remembered(step, context):
            return Operation.REMADE
        return Operation.FROM_SOURCE if _takes(step, SOURCE, context.clusters) else Operation.CREATED
    joins = step.kind == CLUSTER and _takes(step, IDENTIFIER, context.created, context.identifiers)
    return Operation.JOINED if joins else Operation.CREATED


def _is_remembered(step: Step, context: Context) -> bool:
    """Return whether the component created this global cluster before, or was about to: its Stash is created first."""
    stash = f"{step.urn.replace(step.type, STASH)}-{stashes.DECLARED}"
    return step.parent_type == TYPE_TOKEN and stash not in context.remembered


def _takes(step: Step, name: str, urns: frozenset[str], values: frozenset[str] = frozenset()) -> bool:
    """Return whether a property of a new resource refers to a resource that exists, or may exist.

    Args:
        step: the step of the new resource.
        name: the name of the property.
        urns: the URNs of other new resources that the value may come from.
        values: the values of the property that refer to other new resources.
    """
    wanted = step.after(name)
    if wanted is None or wanted == "" or (isinstance(wanted, str) and wanted in values):
        return False
    return not step.comes_from(name, urns)


def classify_property(step: Step, change: Change, context: Context) -> Operation:
    """Return the operation on a property.

    Args:
        step: the step of the resource.
        change: the change of the property.
        context: the context of its preview.
    """
    if change.replaces:
        return Operation.REPLACED
    before, after = step.before(change.property), step.after(change.property)
    if change.property == VERSION or step.kind == VERSION_INTENT:
        return _classify_version(before, after, consents=step.after(CONSENT) is True)
    if isinstance(before, bool) or isinstance(after, bool) or change.property in PROTECTIONS:
        return _classify_switch(change.property, after, context)
    if change.property == _SNAPSHOT and after is not None and step.after(_SKIP_SNAPSHOT) is True:
        return Operation.UNUSED
    if change.kind == "delete" or after is None or (change.property == _LOGS and _loses(before, after)):
        # In an adoption, the provider lists settings that AWS does not store, also those that the program does not set.
        return Operation.UNSET if (change.kind, before, after) == ("add", None, None) else Operation.REMOVED
    return Operation.ADDED if before is None or before == "" else Operation.CHANGED


def _classify_switch(name: str, after: object, context: Context) -> Operation:
    if after is True:
        return Operation.TURNED_ON
    if name in PROTECTIONS:
        # A hidden value is assumed to remove the protection.
        return Operation.TURNED_OFF_TO_DELETE if context.deleting else Operation.TURNED_OFF
    return Operation.CHANGED if isinstance(after, Hidden) else Operation.TURNED_OFF


def _loses(before: object, after: object) -> bool:
    """Return whether a list may lose elements; a hidden list is assumed to."""
    if isinstance(before, Hidden) or isinstance(after, Hidden):
        return True
    return isinstance(before, list) and not (isinstance(after, list) and all(one in after for one in before))


def _classify_version(before: Any, after: Any, *, consents: bool) -> Operation:  # noqa: ANN401 - any JSON value
    if isinstance(after, dict):
        consents = after.get(CONSENT) is True
    old, new = _version(before), _version(after)
    if old is None or new is None:
        return Operation.MOVED_TO_UNKNOWN
    if new < old:
        return Operation.DOWNGRADED
    if new == old:
        return Operation.CHANGED
    if new.parts[:2] == old.parts[:2]:
        return Operation.UPGRADED
    return Operation.UPGRADED_MAJOR_WITH_CONSENT if consents else Operation.UPGRADED_MAJOR


def version_in(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Return the engine version in an object, the value of the component's Stash; any other value unchanged."""
    return value.get(VERSION) if isinstance(value, dict) else value


def _version(value: Any) -> EngineVersion | None:  # noqa: ANN401 - any JSON value
    version = version_in(value)
    return EngineVersion.of_aws(version if isinstance(version, str) else None)

"""Find what a preview would do to Neptune; pure."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from neptune_global_component.core.names import TYPE_TOKEN
from neptune_global_component.guard.classify import Context, classify_property, classify_resource, role, version_in
from neptune_global_component.guard.copies import last_copies
from neptune_global_component.guard.kinds import IDENTIFIER, SOURCE, STACK
from neptune_global_component.guard.preview import REPLACEMENTS, UNCHANGED, WHOLE, Change, Hidden, visible
from neptune_global_component.guard.rule import Operation, Role
from neptune_global_component.guard.rules import RULES, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from neptune_global_component.guard.preview import Preview, State, Step
    from neptune_global_component.guard.rule import Rule, Verdict

_SHOWN = frozenset(name for one in RULES if one.name != "cosmetic" for name in one.properties)
_ORDER = {one.name: number for number, one in reversed(list(enumerate(RULES)))}
_DIGEST_LENGTH = 16
_OF_CREATIONS = {Operation.FROM_SOURCE: (SOURCE,), Operation.JOINED: (IDENTIFIER,)}
"""Properties of a new resource that affect existing resources."""


@dataclass(frozen=True)
class Difference:
    """A property that changes.

    Args:
        property: its name.
        before: its value as text; None if it has none, or one that is not shown.
        after: its new value as text, likewise.
    """

    property: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Finding:
    """One change to Neptune, with the rule that covers it.

    Args:
        rule: the rule that covers the change.
        urn: the URN of the resource.
        type: its type token.
        name: its Pulumi name.
        operation: the operation on the resource or its properties.
        differences: the properties that change; empty for an operation on the resource itself.
        digest: identifies the change. Another change has another digest, unless they differ only in secret or unknown
            values.
        secrets: the properties with secret values that the finding is about.
        allowed: whether the user allowed it by its digest.
        refreshed: whether the preview read AWS (``--refresh``).
    """

    rule: Rule
    urn: str
    type: str
    name: str
    operation: Operation
    differences: tuple[Difference, ...]
    digest: str
    secrets: tuple[str, ...] = ()
    allowed: bool = False
    refreshed: bool = False

    @property
    def verdict(self) -> Verdict:
        """The verdict of the rule."""
        return self.rule.verdict

    @property
    def remedy(self) -> str:
        """The next step."""
        more = "" if self.refreshed else self.rule.unrefreshed
        return f"{self.rule.remedy} {more}".rstrip()

    @property
    def token(self) -> str:
        """The value of ``--allow`` for this finding, unless it has secrets: ``URN@DIGEST``."""
        return f"{self.urn}@{self.digest}"


def findings(preview: Preview) -> list[Finding]:
    """Return the findings of a preview, the worst first, then in the order of the rules.

    Args:
        preview: a complete preview.
    """
    context = Context.of(preview)
    alone = last_copies(preview, context)
    refreshed = any(one.operation == "refresh" for one in preview.steps)
    found = []
    for step in _steps(preview):
        grouped: dict[Rule, list[tuple[str, Operation]]] = {}
        for name, happened in _happenings(step, context):
            last = happened is Operation.DELETED and step.urn in alone and role(step, context) is Role.SECONDARY
            operation = Operation.DELETED_LAST_COPY if last else happened
            grouped.setdefault(rule(step.kind, role(step, context), name, operation), []).append((name, operation))
        found += [_finding(step, covering, happenings, refreshed=refreshed) for covering, happenings in grouped.items()]
    return sorted(found, key=lambda one: (-one.verdict, _ORDER[one.rule.name], one.urn, one.digest))


def _steps(preview: Preview) -> Iterator[Step]:
    """Yield the steps that may change something; of a replacement, only the step with the reason."""
    replaced = {step.urn for step in preview.steps if step.operation == "replace"}
    for step in preview.steps:
        part = step.operation in REPLACEMENTS and step.operation != "replace" and step.urn in replaced
        if step.type not in {STACK, TYPE_TOKEN} and not step.is_component and not part:
            yield step


def _happenings(step: Step, context: Context) -> Iterator[tuple[str, Operation]]:
    """Yield the operations on the resource and on its properties."""
    unprotected = [Change(name, "update") for name in _removed_options(step)]
    changes = [*(() if step.operation in UNCHANGED else step.changes), *unprotected]
    whole = None if step.operation in UNCHANGED else classify_resource(step, context)
    if step.operation == "update" and not changes:
        whole = Operation.OTHER
    if whole and not (whole is Operation.REPLACED and any(one.replaces for one in changes)):
        yield WHOLE, whole
    if whole in {None, Operation.REPLACED, Operation.OTHER}:
        for one in changes:
            yield one.property, classify_property(step, one, context)


def _removed_options(step: Step) -> Iterator[str]:
    if step.old and step.new and step.operation != "create":
        if step.old.protect and not step.new.protect:
            yield "protect"
        # For a replaced resource, the option in the state decides.
        if step.operation not in REPLACEMENTS and step.old.retain_on_delete and not step.new.retain_on_delete:
            yield "retainOnDelete"


def _finding(step: Step, covering: Rule, happenings: Sequence[tuple[str, Operation]], *, refreshed: bool) -> Finding:
    names = [name for name, _ in happenings if name != WHOLE]
    differences = tuple(_difference(step, name) for name in names)
    operation = happenings[0][1]
    relevant = [*names, *_OF_CREATIONS.get(operation, ())]
    secrets = tuple(name for name in relevant if step.after(name) is Hidden.SECRET)
    return Finding(
        covering,
        step.urn,
        step.type,
        step.name,
        operation,
        differences,
        _digest(step, covering, names),
        secrets,
        refreshed=refreshed,
    )


def _difference(step: Step, name: str) -> Difference:
    if name in {"protect", "retainOnDelete"}:
        return Difference(name, "true", None)
    if name not in _SHOWN:
        return Difference(name, None, None)
    return Difference(name, _text(step.before(name)), _text(step.after(name)))


def _text(value: Any) -> str | None:  # noqa: ANN401 - any JSON value
    # Of the objects, only the Stash with an engine version is shown.
    value = visible(version_in(value))
    if isinstance(value, Hidden):
        return f"({value.value})"
    return json.dumps(value) if isinstance(value, str | bool | int | float) else None


def _digest(step: Step, covering: Rule, names: Sequence[str]) -> str:
    """Return a digest of the old state, the wanted state and the differences."""
    old, new = step.old, step.new
    whole = [
        step.urn,
        covering.name,
        sorted([one.property, one.kind, one.replaces] for one in step.changes),
        [*_options(old), old.id, old.created, [old.outputs.get(name) for name in names]] if old else None,
        [*_options(new), new.inputs] if new else None,
    ]
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()[:_DIGEST_LENGTH]


def _options(state: State) -> tuple[bool, bool]:
    return state.protect, state.retain_on_delete

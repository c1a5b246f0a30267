"""The steps of a preview that concern Neptune, independent of the format of the preview; pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from neptune_global_component.core.urns import split_urn, stack_of, type_of, types_of
from neptune_global_component.guard.kinds import kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

REPLACEMENTS = frozenset(
    {"replace", "create-replacement", "delete-replaced", "import-replacement", "read-replacement", "discard-replaced"}
)
"""The engine's operations of a replacement, including the parts that ``--show-replacement-steps`` shows."""

UNCHANGED = frozenset({"same", "read", "refresh"})
"""The engine's operations that change nothing in AWS."""

WHOLE = ""
"""In place of a property name: the resource itself."""

SECRET_TEXT = "[secret]"  # noqa: S105 - Pulumi's placeholder for a secret
SECRET_MARK = "4dabf18193072939515e22adb298388d"  # noqa: S105 - Pulumi's public key of a special value
_UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"


class Hidden(Enum):
    """A value that can't be compared or shown."""

    SECRET = "secret"  # noqa: S105 - a word
    UNKNOWN = "not known yet"


@dataclass(frozen=True)
class State:
    """A resource before or after the update.

    Args:
        inputs: the values that the program sets.
        outputs: the provider's values of the last update or refresh.
        id: the provider's ID.
        protect: whether the engine refuses to delete it.
        retain_on_delete: whether it stays in AWS when it leaves the state.
        created: when it was created, which distinguishes it from a later resource with the same name.
        custom: whether a provider manages it; false for a component.
        sources: by input property, the URNs of the resources that its value comes from, as far as the program
            declares them; under WHOLE, the URNs of all dependencies.
    """

    inputs: Mapping[str, Any] = field(default_factory=dict)
    outputs: Mapping[str, Any] = field(default_factory=dict)
    id: str = ""
    protect: bool = False
    retain_on_delete: bool = False
    created: str = ""
    custom: bool = True
    sources: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def get(self, name: str) -> Any:  # noqa: ANN401 - any JSON value
        """Return a property: the program's value, or else the provider's."""
        value = self.inputs.get(name)
        return self.outputs.get(name) if value is None else value


@dataclass(frozen=True)
class Change:
    """One property that an update changes.

    Args:
        property: its name in the Pulumi schema, without a path inside it.
        kind: ``add``, ``update`` or ``delete``.
        replaces: whether the change makes the provider replace the resource.
    """

    property: str
    kind: str
    replaces: bool = False


@dataclass(frozen=True)
class Step:
    """The engine's plan for one resource.

    Args:
        operation: the engine's operation: ``create``, ``update``, ``replace``, ``delete``, ``same``, …
        urn: the URN of the resource.
        old: the state before; None for a new resource, unless it is in the state and a refresh did not find it.
        new: the state after; None for a deleted resource.
        changes: the properties that differ.
    """

    operation: str
    urn: str
    old: State | None
    new: State | None
    changes: tuple[Change, ...] = ()

    @property
    def type(self) -> str:
        """The type token."""
        return type_of(self.urn)

    @cached_property
    def kind(self) -> str:
        """The kind of the resource for the rules, whichever provider it comes from."""
        return kind(self.type, self.name)

    @property
    def is_component(self) -> bool:
        """Return whether the resource is a component."""
        return any(not state.custom for state in self.states)

    @property
    def states(self) -> tuple[State, ...]:
        """The states before and after, as far as they exist."""
        return tuple(state for state in (self.old, self.new) if state)

    @property
    def name(self) -> str:
        """The resource's Pulumi name."""
        return split_urn(self.urn)[1]

    @property
    def parent_type(self) -> str:
        """The type token of the parent; empty if the parent is the stack."""
        return types_of(self.urn).rpartition("$")[0].rpartition("$")[2]

    def before(self, name: str) -> Any:  # noqa: ANN401 - any JSON value
        """Return a property before the update: AWS's value, or else the program's."""
        if self._is_secret(name):
            return Hidden.SECRET
        value = self.old.outputs.get(name) if self.old else None
        if value is None and self.old:
            value = self.old.inputs.get(name)
        return visible(value)

    def after(self, name: str) -> Any:  # noqa: ANN401 - any JSON value
        """Return a property after the update."""
        if self._is_secret(name):
            return Hidden.SECRET
        value = self.new.inputs.get(name) if self.new else None
        return visible(value)

    def comes_from(self, name: str, urns: frozenset[str]) -> bool:
        """Return whether the program's value of a property comes from one of these resources."""
        sources = self.new.sources if self.new else {}
        # An unknown value comes from a dependency, even if the program does not declare it for the property.
        whole = sources.get(WHOLE, ()) if self.after(name) is Hidden.UNKNOWN else ()
        return not urns.isdisjoint(sources.get(name) or whole)

    def _is_secret(self, name: str) -> bool:
        # An output that repeats a secret input is not always marked as one.
        return any(is_secret(one.inputs.get(name)) or is_secret(one.outputs.get(name)) for one in self.states)


@dataclass(frozen=True)
class Preview:
    """A preview.

    Args:
        steps: the steps of Neptune resources, of the component and its Stashes, and of the stack.
        other_changes: the number of other resources that change.
    """

    steps: tuple[Step, ...]
    other_changes: int = 0

    @property
    def stack(self) -> str:
        """The project and the stack as ``project/stack``; empty if the preview has no steps."""
        return stack_of(self.steps[0].urn) if self.steps else ""


def restore_old_states(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Return the steps with the old state of each resource that is created although it is in the state.

    A refresh step looks the same whether the resource was found or not. Only a later create step shows that it was not.
    """
    refreshed = {step.urn: step.old for step in steps if step.operation == "refresh"}
    return tuple(replace(one, old=refreshed.get(one.urn)) if one.operation == "create" else one for one in steps)


def visible(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Return a value, or that it is not known yet."""
    return Hidden.UNKNOWN if value == _UNKNOWN_TEXT else value


def is_secret(value: object) -> bool:
    """Return whether a value is or contains a secret."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if one == SECRET_TEXT:
            return True
        if isinstance(one, dict):
            if SECRET_MARK in one:
                return True
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return False

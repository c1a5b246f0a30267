"""A preview as the guard sees it: the steps that touch Neptune, without the format that they were read from; pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from neptune_global_component.guard.kinds import kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

REPLACEMENTS = frozenset(
    {"replace", "create-replacement", "delete-replaced", "import-replacement", "read-replacement", "discard-replaced"}
)
"""The engine's words for replacing, and for the parts of it that ``--show-replacement-steps`` shows."""

UNCHANGED = frozenset({"same", "read", "refresh"})
"""The engine's words for what changes nothing in AWS."""

WHOLE = ""
"""In place of a property: the resource as a whole."""

SECRET_TEXT = "[secret]"  # noqa: S105 - what Pulumi writes in place of a secret
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
        inputs: what the program gives.
        outputs: what the provider answered at the last update or refresh.
        id: the provider's id.
        protect: whether the engine refuses to delete it.
        retain_on_delete: whether it stays in AWS when it leaves the state.
        created: when it was created, so that one resource is told from a later one of the same name.
        custom: whether a provider looks after it: what is not is a component, of which AWS knows nothing.
        sources: by property that the program gives, the URNs of the resources that its value comes from, as far as
            the program tells; under WHOLE, all that it depends on.
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
        """Give a property: as the program gives it, or as the provider answered."""
        value = self.inputs.get(name)
        return self.outputs.get(name) if value is None else value


@dataclass(frozen=True)
class Change:
    """One property that an update changes.

    Args:
        property: its name in the Pulumi schema, without what is inside of it.
        kind: ``add``, ``update`` or ``delete``.
        replaces: whether the change makes the provider replace the resource.
    """

    property: str
    kind: str
    replaces: bool = False


@dataclass(frozen=True)
class Step:
    """What the engine plans for one resource.

    Args:
        operation: the engine's word: ``create``, ``update``, ``replace``, ``delete``, ``same``, …
        urn: of the resource.
        old: before; None for what is created, unless the state has it and a refresh did not find it.
        new: after; None for what is deleted.
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
        return self._types.rpartition("$")[2]

    @cached_property
    def kind(self) -> str:
        """What it is for the rules, whatever provider it comes from."""
        return kind(self.type, self.name)

    @property
    def is_component(self) -> bool:
        """Whether it is only a parent of others."""
        return any(not state.custom for state in self.states)

    @property
    def states(self) -> tuple[State, ...]:
        """Before and after, as far as there are such."""
        return tuple(state for state in (self.old, self.new) if state)

    @property
    def name(self) -> str:
        """The resource's Pulumi name."""
        return self.urn.split("::", 3)[3]

    @property
    def parent_type(self) -> str:
        """The type token of the parent, empty where that is the stack."""
        return self._types.rpartition("$")[0].rpartition("$")[2]

    @property
    def _types(self) -> str:
        return self.urn.split("::", 3)[2]

    def before(self, name: str) -> Any:  # noqa: ANN401 - any JSON value
        """Give a property as it is: what AWS answered, or what the program gave."""
        if self._is_secret(name):
            return Hidden.SECRET
        value = self.old.outputs.get(name) if self.old else None
        if value is None and self.old:
            value = self.old.inputs.get(name)
        return Hidden.UNKNOWN if value == _UNKNOWN_TEXT else value

    def after(self, name: str) -> Any:  # noqa: ANN401 - any JSON value
        """Give a property as the program wants it."""
        if self._is_secret(name):
            return Hidden.SECRET
        value = self.new.inputs.get(name) if self.new else None
        return Hidden.UNKNOWN if value == _UNKNOWN_TEXT else value

    def comes_from(self, name: str, urns: frozenset[str]) -> bool:
        """Tell whether the value that the program gives to a property comes from one of these resources."""
        sources = self.new.sources if self.new else {}
        # What is not known yet comes from what the resource waits for, be it said of the property or not.
        whole = sources.get(WHOLE, ()) if self.after(name) is Hidden.UNKNOWN else ()
        return not urns.isdisjoint(sources.get(name) or whole)

    def _is_secret(self, name: str) -> bool:
        # An output that repeats a secret input is not always marked as one.
        return any(is_secret(one.inputs.get(name)) or is_secret(one.outputs.get(name)) for one in self.states)


@dataclass(frozen=True)
class Preview:
    """What is known of a whole preview.

    Args:
        steps: those of Neptune resources, of the component and of what it keeps in Stashes, and of the stack.
        other_changes: how many other resources change.
    """

    steps: tuple[Step, ...]
    other_changes: int = 0

    @property
    def stack(self) -> str:
        """The project and the stack: ``project/stack``; empty where the preview has no step."""
        if not self.steps:
            return ""
        head, project, *_ = self.steps[0].urn.split("::")
        return f"{project}/{head.rpartition(':')[2]}"


def with_what_is_gone(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Give what is created the state that it has already.

    A refresh that does not find a resource is shown as one that does. That it was not found is told only by the
    resource's being created then.
    """
    gone = {step.urn: step.old for step in steps if step.operation == "refresh"}
    return tuple(replace(one, old=gone.get(one.urn)) if one.operation == "create" else one for one in steps)


def is_secret(value: object) -> bool:
    """Tell whether a value is a secret, or has one in it."""
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

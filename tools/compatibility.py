"""Which changes of the schema break programs that were written for an earlier one: the promise of a release, pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from neptune_global_component.plugin.schema import input_types

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True)
class _Object:
    """An object of the schema, as one of its two sides is used.

    Args:
        what: its name for the message, for example ``input`` or ``Region``.
        properties: by their names on the wire.
        required: the names that are always there.
        given: whether a program gives it (an input), or reads it (an output).
    """

    what: str
    properties: Mapping[str, Any]
    required: frozenset[str]
    given: bool


def breaks(released: Mapping[str, Any], current: Mapping[str, Any]) -> list[str]:
    """Say what a program of the released schema can't do any more, one line a change.

    Args:
        released: the schema of the last release.
        current: the schema of now.
    """
    now = _objects(current)
    return [text for key, before in _objects(released).items() for text in _changes(before, now.get(key))]


def _objects(schema: Mapping[str, Any]) -> dict[str, _Object]:
    found, given = {}, input_types(schema)
    for token, one in schema["resources"].items():
        required = frozenset(one.get("requiredInputs", ()))
        found[f"{token} in"] = _Object(f"{token} input", one["inputProperties"], required, given=True)
        required = frozenset(one.get("required", ()))
        found[f"{token} out"] = _Object(f"{token} output", one["properties"], required, given=False)
    for token, one in schema.get("types", {}).items():
        required = frozenset(one.get("required", ()))
        found[token] = _Object(f"{token} property", one["properties"], required, given=token in given)
    return found


def _changes(before: _Object, now: _Object | None) -> Iterator[str]:
    users = "programs that give it" if before.given else "programs and stacks that read it"
    after = now.properties if now else {}
    for name, one in before.properties.items():
        if name not in after:
            yield f"{before.what} {name} is gone: it breaks {users}, in every language."
        elif _kind(one) != _kind(after[name]):
            yield f"{before.what} {name} was {_kind(one)} and is {_kind(after[name])}: it breaks {users}."
    if now and now.given:
        for name in sorted(now.required - before.required):
            yield f"{now.what} {name} is required now: it breaks programs that leave it out."
    elif now:
        for name in sorted((before.required - now.required) & now.properties.keys()):
            yield f"{now.what} {name} may be absent now: it breaks programs that read it without a look."


def _kind(one: Mapping[str, Any]) -> str:
    """The type of a property, in words."""
    plain = "plain " if one.get("plain") else ""
    if one.get("type") == "array":
        return f"{plain}list of {_kind(one['items'])}"
    if one.get("type") == "object":
        return f"{plain}map of {_kind(one['additionalProperties'])}"
    return plain + str(one.get("type") or one["$ref"].rpartition(":")[2])

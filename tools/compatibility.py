"""Find changes of the schema that break programs written for a released version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from neptune_global_component.plugin.schema import input_types

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True)
class _Object:
    """An object type of the schema, used as an input or as an output.

    Args:
        what: its name in messages, for example ``input`` or ``Region``.
        properties: the properties by their camelCase names.
        required: the names of required properties.
        is_input: whether programs set it (an input) or read it (an output).
    """

    what: str
    properties: Mapping[str, Any]
    required: frozenset[str]
    is_input: bool


def breaking_changes(released: Mapping[str, Any], current: Mapping[str, Any]) -> list[str]:
    """Return the changes that break programs written for the released schema, one line each.

    Args:
        released: the schema of the last release.
        current: the current schema.
    """
    now = _objects(current)
    return [text for key, before in _objects(released).items() for text in _changes(before, now.get(key))]


def _objects(schema: Mapping[str, Any]) -> dict[str, _Object]:
    objects, inputs = {}, input_types(schema)
    for token, one in schema["resources"].items():
        required = frozenset(one.get("requiredInputs", ()))
        objects[f"{token} in"] = _Object(f"{token} input", one["inputProperties"], required, is_input=True)
        required = frozenset(one.get("required", ()))
        objects[f"{token} out"] = _Object(f"{token} output", one["properties"], required, is_input=False)
    for token, one in schema.get("types", {}).items():
        required = frozenset(one.get("required", ()))
        objects[token] = _Object(f"{token} property", one["properties"], required, is_input=token in inputs)
    return objects


def _changes(before: _Object, now: _Object | None) -> Iterator[str]:
    users = "programs that set it" if before.is_input else "programs and stacks that read it"
    after = now.properties if now else {}
    for name, one in before.properties.items():
        if name not in after:
            yield f"{before.what} {name} was removed: it breaks {users}, in every language."
        elif _kind(one) != _kind(after[name]):
            yield f"{before.what} {name} changed from {_kind(one)} to {_kind(after[name])}: it breaks {users}."
    if now and now.is_input:
        for name in sorted(now.required - before.required):
            yield f"{now.what} {name} is now required: it breaks programs that omit it."
    elif now:
        for name in sorted((before.required - now.required) & now.properties.keys()):
            yield f"{now.what} {name} may now be absent: it breaks programs that read it without a check."


def _kind(one: Mapping[str, Any]) -> str:
    """Return the type of a property in words."""
    plain = "plain " if one.get("plain") else ""
    if one.get("type") == "array":
        return f"{plain}list of {_kind(one['items'])}"
    if one.get("type") == "object":
        return f"{plain}map of {_kind(one['additionalProperties'])}"
    return plain + str(one.get("type") or one["$ref"].rpartition(":")[2])

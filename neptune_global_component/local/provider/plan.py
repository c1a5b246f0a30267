"""The plan of a resource: what its state will be, and how that differs from what it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pulumi.provider.experimental.provider import DiffResponse, PropertyDiff, PropertyDiffKind

from neptune_global_component.local.provider.properties import Object, Property, Type
from neptune_global_component.local.provider.values import UNKNOWN, Value, Values

if TYPE_CHECKING:
    from collections.abc import Iterable

    from neptune_global_component.local.provider.resource import Resource

_REPLACING = {
    PropertyDiffKind.ADD: PropertyDiffKind.ADD_REPLACE,
    PropertyDiffKind.UPDATE: PropertyDiffKind.UPDATE_REPLACE,
    PropertyDiffKind.DELETE: PropertyDiffKind.DELETE_REPLACE,
}


def plan(resource: Resource, state: Values | None, inputs: Values, ignored: Iterable[str] = ()) -> Values:
    """The state after the operation; UNKNOWN where only AWS will know.

    Args:
        resource: the resource type.
        state: the state before, or None for a create.
        inputs: the checked inputs.
        ignored: paths of ``ignore_changes``.
    """
    kept = {path.split(".")[0].split("[")[0] for path in ignored} if state is not None else set()
    planned: Values = {"id": UNKNOWN if state is None else state.get("id")}
    for row in resource.properties:
        old = None if state is None else state.get(row.name)
        planned[row.name] = old if row.name in kept else _planned(row, old, inputs.get(row.name), new=state is None)
    return planned


def _planned(row: Property, old: Value, given: Value, *, new: bool) -> Value:
    value = normal(row.type, given if row.is_input else None)
    if value is None and row.is_computed:
        return UNKNOWN if new else old
    if value is None:
        # A map that the program takes away is empty, not absent.
        value = {} if old and row.type is Type.MAP else row.default
    # Terraform's older SDK does not tell "not set" from an empty value.
    if _same(row, old, value) or (not new and not old and not value):
        return value if new else old
    if not new and row.suppress is not None and row.suppress(old, value):
        return old
    return value


def _same(row: Property, old: Value, value: Value) -> bool:
    return bool(normal(row.type, old) == value)


def normal(kind: Type | Object, value: Value) -> Value:
    """A value in the one form that compares: sets sorted, the defaults of nested objects filled in."""
    if value is None or value == UNKNOWN:
        return value
    if kind is Type.SET:
        return sorted(value)
    if kind is Type.INTEGER:
        return int(value)
    if isinstance(kind, Object):
        if not kind.many:
            return _filled(kind, value)
        return sorted((_filled(kind, item) for item in value), key=str) if UNKNOWN not in value else UNKNOWN
    return value


def _filled(kind: Object, item: Values) -> Values:
    return {row.name: row.default if item.get(row.name) is None else item[row.name] for row in kind.fields}


@dataclass
class Difference:
    """How a plan differs from the state: kinds by path, and the properties that make it a replacement."""

    kinds: dict[str, PropertyDiffKind] = field(default_factory=dict)
    replaces: list[str] = field(default_factory=list)

    def response(self, resource: Resource, inputs: Values) -> DiffResponse:
        """The answer to the engine's Diff."""
        changed = sorted({path.split(".")[0].split("[")[0] for path in self.kinds})
        return DiffResponse(
            changes=bool(self.kinds),
            replaces=sorted(self.replaces),
            stables=sorted(row.name for row in resource.properties if row.replaces and row.name not in self.replaces),
            delete_before_replace=bool(self.replaces) and _named_by_program(resource, inputs),
            diffs=changed,
            detailed_diff={path: PropertyDiff(kind, input_diff=False) for path, kind in self.kinds.items()},
        )


def _named_by_program(resource: Resource, inputs: Values) -> bool:
    """Whether the old thing must go first because the program, not Pulumi, chose the name."""
    return any(row.autoname and row.name not in inputs.get("__defaults", []) for row in resource.properties)


def compare(resource: Resource, state: Values, planned: Values) -> Difference:
    """The difference between a state and its plan."""
    difference = Difference()
    for row in resource.properties:
        old, new = state.get(row.name), planned[row.name]
        if old == new:
            continue
        for path, kind in sorted(_kinds(row, old, new).items()):
            difference.kinds[path] = _REPLACING[kind] if row.replaces else kind
        if row.replaces:
            difference.replaces.append(row.name)
    return difference


def _kinds(row: Property, old: Value, new: Value) -> dict[str, PropertyDiffKind]:
    if UNKNOWN not in (old, new) and old is not None and new is not None:
        if row.type is Type.SET:
            return {f"{row.name}[{index}]": kind for index, kind in _elements(old, new).items()}
        if row.type is Type.MAP or (isinstance(row.type, Object) and not row.type.many):
            return {f"{row.name}.{key}": _kind(old.get(key), new.get(key)) for key in _changed_keys(old, new)}
    return {row.name: _kind(old, new)}


def _changed_keys(old: Values, new: Values) -> list[str]:
    return sorted(key for key in {**old, **new} if old.get(key) != new.get(key))


def _elements(old: list[str], new: list[str]) -> dict[int, PropertyDiffKind]:
    gone = {old.index(item) for item in old if item not in new}
    come = {new.index(item) for item in new if item not in old}
    kinds = dict.fromkeys(gone, PropertyDiffKind.DELETE) | dict.fromkeys(come, PropertyDiffKind.ADD)
    return kinds | dict.fromkeys(gone & come, PropertyDiffKind.UPDATE)


def _kind(old: Value, new: Value) -> PropertyDiffKind:
    if old is None:
        return PropertyDiffKind.ADD
    return PropertyDiffKind.DELETE if new is None else PropertyDiffKind.UPDATE

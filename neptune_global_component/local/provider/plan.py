"""Plans of resources: the future state, and its differences from the current one."""

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
    """Return the state after the operation, with UNKNOWN for values that only AWS determines.

    Args:
        resource: the resource type.
        state: the state before, or None for a create.
        inputs: the checked inputs.
        ignored: the paths in ``ignore_changes``.
    """
    ignored_names = {path.split(".")[0].split("[")[0] for path in ignored} if state is not None else set()
    planned: Values = {"id": UNKNOWN if state is None else state.get("id")}
    for row in resource.properties:
        old = None if state is None else state.get(row.name)
        planned[row.name] = (
            old if row.name in ignored_names else _planned_value(row, old, inputs.get(row.name), new=state is None)
        )
    if state is not None and any(planned[row.name] != state.get(row.name) for row in resource.properties):
        # A value that an import omitted is not a change by itself, but is included in one.
        planned |= {row.name: row.default for row in resource.properties if _is_left_out(row, planned, ignored_names)}
    return planned


def _is_left_out(row: Property, planned: Values, ignored_names: set[str]) -> bool:
    return planned[row.name] is None and row.default is not None and row.name not in ignored_names


def _planned_value(row: Property, old: Value, given: Value, *, new: bool) -> Value:
    value = normal(row.type, given if row.is_input else None)
    if value is None and row.is_computed:
        return UNKNOWN if new else old
    if value is None:
        # A map or set that the program removes is empty, not absent. Terraform's blocks are never absent.
        emptied: Value = {} if row.type is Type.MAP else []
        value = emptied if row.is_block or (old and (row.is_set or row.type is Type.MAP)) else row.default
    # Terraform's older SDK does not distinguish "not set" from an empty value.
    if _same(row, old, value) or (not new and not old and not value):
        return value if new else old
    if not new and row.suppress is not None and row.suppress(old, value):
        return old
    return value


def _same(row: Property, old: Value, value: Value) -> bool:
    return bool(normal(row.type, old) == value)


def normal(kind: Type | Object, value: Value) -> Value:
    """Return a value in a comparable form: sets sorted, and nested objects completed with defaults."""
    if value is None or value == UNKNOWN:
        return value
    if kind is Type.SET:
        return sorted(value)
    if kind is Type.INTEGER:
        return int(value)
    if isinstance(kind, Object):
        if not kind.many:
            return _with_defaults(kind, value)
        return sorted((_with_defaults(kind, item) for item in value), key=str) if UNKNOWN not in value else UNKNOWN
    return value


def _with_defaults(kind: Object, item: Values) -> Values:
    return {
        row.name: row.default if item.get(row.name) is None else normal(row.type, item[row.name]) for row in kind.fields
    }


@dataclass
class Difference:
    """The differences between a plan and the state: kinds by path, and the properties that require a replacement."""

    kinds: dict[str, PropertyDiffKind] = field(default_factory=dict)
    replaces: list[str] = field(default_factory=list)

    def response(self, resource: Resource, inputs: Values) -> DiffResponse:
        """Return the answer to the engine's Diff."""
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
    """Return whether a replacement must delete first because the program chose the name."""
    return any(row.autoname and row.name not in inputs.get("__defaults", []) for row in resource.properties)


def compare(resource: Resource, state: Values, planned: Values, inputs: Values) -> Difference:
    """Return the difference between a state and its plan.

    Args:
        resource: the resource type.
        state: the state.
        planned: the plan.
        inputs: the inputs of the plan, which determine the index of a set's element.
    """
    difference = Difference()
    for row in resource.properties:
        old, new = state.get(row.name), planned[row.name]
        if old == new:
            continue
        for path, kind in sorted(_kinds(row, old, new, inputs.get(row.name)).items()):
            difference.kinds[path] = _REPLACING[kind] if row.replaces else kind
        if row.replaces:
            difference.replaces.append(row.name)
    return difference


def _kinds(row: Property, old: Value, new: Value, inputs: Value) -> dict[str, PropertyDiffKind]:
    if row.is_set:
        # The bridge treats an empty set as absent.
        old, new = old or None, new or None
    if UNKNOWN not in (old, new) and old is not None and new is not None:
        if row.is_set:
            return _elements(row.name, old, new, inputs or [])
        if row.type is Type.MAP or isinstance(row.type, Object):
            return _keys(row.name, old, new)
    return {row.name: _kind(old, new)}


def _keys(path: str, old: Values, new: Values) -> dict[str, PropertyDiffKind]:
    changed = sorted(key for key in {**old, **new} if old.get(key) != new.get(key))
    return {f"{path}.{key}": _kind(old.get(key), new.get(key)) for key in changed}


def _elements(path: str, old: list[Value], new: list[Value], inputs: list[Value]) -> dict[str, PropertyDiffKind]:
    """Return the kinds of a set's elements: old ones by index in the state, new ones by index in the inputs.

    If the inputs lack a new element in its planned form, including defaults, the entire set changes.
    """
    gone = {index: item for index, item in enumerate(old) if item not in new}
    come = {index: item for index, item in enumerate(inputs) if item in new and item not in old}
    if len(come) < sum(item not in old for item in new):
        return {path: PropertyDiffKind.UPDATE}
    kinds: dict[str, PropertyDiffKind] = {}
    for index in {**gone, **come}:
        before, after, place = gone.get(index), come.get(index), f"{path}[{index}]"
        if isinstance(before, dict) and isinstance(after, dict):
            kinds |= _keys(place, before, after)
        else:
            kinds[place] = _kind(before, after)
    return kinds


def _kind(old: Value, new: Value) -> PropertyDiffKind:
    if old is None:
        return PropertyDiffKind.ADD
    return PropertyDiffKind.DELETE if new is None else PropertyDiffKind.UPDATE

"""The inputs that a read returns, for a refresh and for an import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.local.provider.plan import normal
from neptune_global_component.local.provider.properties import Object

if TYPE_CHECKING:
    from neptune_global_component.local.provider.properties import Property
    from neptune_global_component.local.provider.resource import Resource
    from neptune_global_component.local.provider.values import Values


def refreshed(resource: Resource, inputs: Values, state: Values) -> Values:
    """Return the previous inputs with AWS's current values. No input is added."""
    rows = {row.name: row for row in resource.properties}
    now = {
        name: value if _is_current(rows[name], value, state) else state[name]
        for name, value in inputs.items()
        if name in rows and state.get(name) is not None
    }
    # A value that differs in AWS is no longer a default.
    defaults = [name for name in inputs.get("__defaults", []) if now.get(name) == inputs[name]]
    return {"__defaults": defaults} | now


def _is_current(row: Property, value: object, state: Values) -> bool:
    return bool(normal(row.type, value) == state[row.name])


def imported(resource: Resource, state: Values) -> Values:
    """Return inputs for an existing resource: values that are set, valid, and not the AWS provider's default."""
    inputs = {
        row.name: state[row.name]
        for row in resource.properties
        if row.is_input and state.get(row.name) and state[row.name] != _terraform_default(row) and _valid(row, state)
    }
    return {"__defaults": []} | inputs


def _terraform_default(row: Property) -> object:
    # Pulumi, not Terraform, sets the default description, so an import includes it.
    return None if row.name == "description" else row.default


def _valid(row: Property, state: Values) -> bool:
    if state.get(row.conflicts):
        return False
    if row.validate is None or isinstance(row.type, Object) or isinstance(state[row.name], list):
        return True
    return not list(row.validate(row.terraform_name, state[row.name]))

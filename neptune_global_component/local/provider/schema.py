"""The Pulumi package schema of the stand-in, generated from its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.local.provider.configuration import PROPERTIES, REGION_VARIABLES
from neptune_global_component.local.provider.function_schemas import FUNCTION_SCHEMAS, STRINGS, TAGS, Spec
from neptune_global_component.local.provider.properties import Object, Property, Role, Type
from neptune_global_component.local.provider.resources import RESOURCES

if TYPE_CHECKING:
    from neptune_global_component.local.provider.resource import Resource

SHAPES: dict[Type, Spec] = {
    Type.STRING: {"type": "string"},
    Type.BOOLEAN: {"type": "boolean"},
    Type.INTEGER: {"type": "integer"},
    Type.NUMBER: {"type": "number"},
    Type.LIST: STRINGS,
    Type.SET: STRINGS,
    Type.MAP: TAGS,
}
CONFIGURATION_SHAPES: dict[str, Spec] = {
    "array": {"type": "array", "items": {"type": "object", "additionalProperties": {"type": "string"}}},
    "object": {"type": "object", "additionalProperties": {"$ref": "pulumi.json#/Any"}},
}
SECRETS = ("accessKey", "secretKey", "token")


def package_schema(version: str) -> Spec:
    """Return the schema of the package ``aws`` at a version."""
    configuration = {name: _configuration(name, kind) for name, kind in PROPERTIES.items()}
    return {
        "name": "aws",
        "version": version,
        "description": "A stand-in for pulumi-aws: its Neptune types, for a local AWS.",
        "meta": {"moduleFormat": "(.*)(?:/[^/]*)"},
        "config": {"variables": configuration},
        "provider": {"inputProperties": configuration, "properties": configuration},
        "types": {_type_token(kind): _object(kind) for kind in _objects()},
        "resources": {token: _resource(resource) for token, resource in RESOURCES.items()},
        "functions": FUNCTION_SCHEMAS,
    }


def _configuration(name: str, kind: str) -> Spec:
    spec = dict(CONFIGURATION_SHAPES.get(kind, {"type": kind}))
    if name in SECRETS:
        spec["secret"] = True
    if name == "region":
        spec["defaultInfo"] = {"environment": list(REGION_VARIABLES)}
    return spec


def _resource(resource: Resource) -> Spec:
    inputs = [row for row in resource.properties if row.is_input]
    # pulumi-aws computes tagsAll, so a program cannot set it.
    settable = {row.name: _shape(row) for row in inputs if row.name != "tagsAll"}
    return {
        "description": f"{resource.title}.",
        "properties": {row.name: _shape(row) for row in resource.properties},
        "required": sorted(row.name for row in resource.properties if row.role is not Role.OPTIONAL),
        "inputProperties": settable,
        "requiredInputs": sorted(row.name for row in inputs if row.role is Role.REQUIRED),
        "stateInputs": {"type": "object", "properties": {row.name: _shape(row) for row in resource.properties}},
    }


def _shape(row: Property) -> Spec:
    if not isinstance(row.type, Object):
        return dict(SHAPES[row.type])
    reference = {"$ref": f"#/types/{_type_token(row.type)}"}
    return {"type": "array", "items": reference} if row.type.many else reference


def _type_token(kind: Object) -> str:
    return f"aws:{kind.module}/{kind.name}:{kind.name}"


def _objects() -> list[Object]:
    return [row.type for resource in RESOURCES.values() for row in resource.properties if isinstance(row.type, Object)]


def _object(kind: Object) -> Spec:
    return {
        "type": "object",
        "properties": {row.name: _shape(row) for row in kind.fields},
        "required": sorted(row.name for row in kind.fields if row.role is Role.REQUIRED),
    }

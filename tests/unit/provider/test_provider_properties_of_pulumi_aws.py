"""The schema, held to the classes of the installed pulumi_aws: what a new release adds or changes is named here."""

from __future__ import annotations

import inspect
import types
import typing

import pulumi
import pulumi_aws
import pytest
from pulumi_aws import neptune

from neptune_global_component.local.provider.configuration import PROPERTIES
from neptune_global_component.local.provider.schema import package_schema

SCHEMA = package_schema("7.0.0")
RESOURCES = {token.rpartition(":")[2]: spec for token, spec in SCHEMA["resources"].items()}
TYPES = {token.rpartition(":")[2]: spec for token, spec in SCHEMA["types"].items()}
SHAPES = {str: "string", bool: "boolean", int: "integer", float: "number"}
WRAPPERS = (typing.Union, types.UnionType, pulumi.Output)


def getters(of):
    """A class's properties by Pulumi name, without those that every resource has."""
    found = inspect.getmembers(of, lambda member: isinstance(member, property))
    shared = dict(inspect.getmembers(pulumi.CustomResource))
    return {
        getattr(member.fget, "_pulumi_name", name): member.fget.__annotations__["return"]
        for name, member in found
        if name not in shared
    }


def shape(annotation):
    """The shape of a type in words: ``string``, ``array of ...``, ``map of ...``, or the name of an object type."""
    origin, parts = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in WRAPPERS:
        # The others say that it may be absent, or come later.
        return shape(parts[0])
    if origin is not None and issubclass(origin, typing.Mapping):
        return f"map of {shape(parts[1])}"
    if origin is not None:
        return f"array of {shape(parts[0])}"
    if annotation in SHAPES:
        return SHAPES[annotation]
    name = getattr(annotation, "__forward_arg__", annotation)
    return name.rpartition(".")[2].removesuffix("Args")


def spec_shape(spec):
    """The shape of a property of the schema, in the same words."""
    if "$ref" in spec:
        return spec["$ref"].rpartition(":")[2]
    if spec["type"] == "array":
        return f"array of {spec_shape(spec['items'])}"
    if spec["type"] == "object":
        return f"map of {spec_shape(spec['additionalProperties'])}"
    return spec["type"]


def is_optional(annotation):
    """Whether a value of the type may be absent."""
    if typing.get_origin(annotation) is pulumi.Output:
        annotation = typing.get_args(annotation)[0]
    return type(None) in typing.get_args(annotation)


def shapes(annotations):
    """The shapes of properties by name."""
    return {name: shape(annotation) for name, annotation in annotations.items()}


def spec_shapes(properties):
    """The shapes of properties of the schema by name."""
    return {name: spec_shape(spec) for name, spec in properties.items()}


def required(annotations):
    """The names of those properties that are never absent."""
    return sorted(name for name, annotation in annotations.items() if not is_optional(annotation))


@pytest.mark.parametrize("kind", sorted(RESOURCES))
def test_inputs(kind):
    """Name, type and necessity of each input are pulumi_aws's."""
    annotations = getters(getattr(neptune, f"{kind}Args"))
    assert spec_shapes(RESOURCES[kind]["inputProperties"]) == shapes(annotations)
    assert RESOURCES[kind]["requiredInputs"] == required(annotations)


@pytest.mark.parametrize("kind", sorted(RESOURCES))
def test_outputs(kind):
    """Name and type of each output are pulumi_aws's, and which of them are never absent."""
    annotations = getters(getattr(neptune, kind))
    assert spec_shapes(RESOURCES[kind]["properties"]) == shapes(annotations)
    assert RESOURCES[kind]["required"] == required(annotations)


@pytest.mark.parametrize("name", sorted(TYPES))
def test_objects(name):
    """Name, type and necessity of each property of an object are pulumi_aws's."""
    annotations = getters(getattr(neptune.outputs, name))
    assert spec_shapes(TYPES[name]["properties"]) == shapes(annotations)
    given = getattr(neptune, f"{name}Args", None)
    if given is not None:
        assert spec_shapes(TYPES[name]["properties"]) == shapes(getters(given))
        assert TYPES[name]["required"] == required(getters(given))


def test_configuration():
    """The provider's configuration is pulumi_aws's."""
    assert set(PROPERTIES) == set(getters(pulumi_aws.ProviderArgs))

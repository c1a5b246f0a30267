"""The schema, held to the classes of the installed pulumi_aws: what a new release adds or changes is named here."""

from __future__ import annotations

import inspect
import types
import typing
from importlib import import_module

import pulumi
import pulumi_aws
import pytest

from neptune_global_component.local.provider.configuration import PROPERTIES
from neptune_global_component.local.provider.schema import package_schema

# pulumi_aws warns of its own deprecated types when a module of it is imported.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:pulumi_aws")

SCHEMA = package_schema("7.0.0")
RESOURCES = SCHEMA["resources"]
TYPES = SCHEMA["types"]
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


def of_pulumi_aws(token, suffix="", within=""):
    """The class of pulumi_aws for a token such as ``aws:ec2/vpc:Vpc``; None if there is none."""
    module, _, name = token.removeprefix("aws:").partition("/")
    found = import_module(".".join(filter(None, ("pulumi_aws", module, within))))
    return getattr(found, name.rpartition(":")[2] + suffix, None)


def is_complete(token):
    """Return True if a type has all inputs of pulumi_aws. The others fail on an input that they lack."""
    return token.startswith("aws:neptune/")


def those(annotations, properties, token):
    """The properties that a type must have: all of them, or those that it has."""
    return {name: one for name, one in annotations.items() if is_complete(token) or name in properties}


@pytest.mark.parametrize("token", sorted(RESOURCES))
def test_inputs(token):
    """Name, type and necessity of each input are pulumi_aws's."""
    spec = RESOURCES[token]
    annotations = getters(of_pulumi_aws(token, "Args"))
    assert spec_shapes(spec["inputProperties"]) == shapes(those(annotations, spec["inputProperties"], token))
    assert spec["requiredInputs"] == required(annotations)


@pytest.mark.parametrize("token", sorted(RESOURCES))
def test_outputs(token):
    """Each output has pulumi_aws's name, type and necessity, and none that only AWS sets is missing."""
    spec = RESOURCES[token]
    annotations = those(getters(of_pulumi_aws(token)), spec["properties"], token)
    assert spec_shapes(spec["properties"]) == shapes(annotations)
    assert spec["required"] == required(annotations)
    assert set(getters(of_pulumi_aws(token))) - set(getters(of_pulumi_aws(token, "Args"))) <= set(spec["properties"])


@pytest.mark.parametrize("token", sorted(TYPES))
def test_objects(token):
    """Name, type and necessity of each property of an object are pulumi_aws's."""
    annotations = getters(of_pulumi_aws(token, within="outputs"))
    assert spec_shapes(TYPES[token]["properties"]) == shapes(annotations)
    given = of_pulumi_aws(token, "Args")
    if given is not None:
        assert spec_shapes(TYPES[token]["properties"]) == shapes(getters(given))
        assert TYPES[token]["required"] == required(getters(given))


def test_configuration():
    """The provider's configuration is pulumi_aws's."""
    assert set(PROPERTIES) == set(getters(pulumi_aws.ProviderArgs))


def test_every_type_of_neptune():
    """The stand-in has every type and every function that pulumi_aws.neptune has."""
    module = import_module("pulumi_aws.neptune")
    resources = {name for name, one in vars(module).items() if _is_resource(one)}
    functions = {name for name in vars(module) if name.startswith("get_") and not name.endswith("_output")}
    assert resources == {token.rpartition(":")[2] for token in SCHEMA["resources"] if is_complete(token)}
    served = {token.rpartition(":")[2].lower() for token in SCHEMA["functions"] if is_complete(token)}
    assert {name.replace("_", "") for name in functions} == served


def _is_resource(one):
    return inspect.isclass(one) and issubclass(one, pulumi.CustomResource)

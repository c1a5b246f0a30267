"""The schema equals the classes of the installed pulumi_aws, so that a new release's changes are detected."""

from __future__ import annotations

import inspect
import re
import types
import typing
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import pulumi
import pulumi_aws
import pytest

from neptune_global_component.local.provider.configuration import PROPERTIES
from neptune_global_component.local.provider.schema import package_schema

# pulumi_aws warns about its deprecated types on import.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:pulumi_aws")

SCHEMA = package_schema("7.0.0")
RESOURCES = SCHEMA["resources"]
TYPES = SCHEMA["types"]
SHAPES = {str: "string", bool: "boolean", int: "integer", float: "number"}
LOCKED = re.search(r'name = "pulumi-aws"\nversion = "(.+)"', (Path(__file__).parents[3] / "uv.lock").read_text())[1]
WRAPPERS = (typing.Union, types.UnionType, pulumi.Output)


def getters(of):
    """Return a class's properties by Pulumi name, without those that every resource has."""
    found = inspect.getmembers(of, lambda member: isinstance(member, property))
    shared = dict(inspect.getmembers(pulumi.CustomResource))
    return {
        getattr(member.fget, "_pulumi_name", name): member.fget.__annotations__["return"]
        for name, member in found
        if name not in shared
    }


def shape(annotation):
    """Return a type as text: ``string``, ``array of ...``, ``map of ...``, or the name of an object type."""
    origin, parts = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in WRAPPERS:
        # The other types express that the value may be absent or an output.
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
    """Return the shape of a schema property, in the same format."""
    if "$ref" in spec:
        return spec["$ref"].rpartition(":")[2]
    if spec["type"] == "array":
        return f"array of {spec_shape(spec['items'])}"
    if spec["type"] == "object":
        return f"map of {spec_shape(spec['additionalProperties'])}"
    return spec["type"]


def is_optional(annotation):
    """Return whether a value of the type may be absent."""
    if typing.get_origin(annotation) is pulumi.Output:
        annotation = typing.get_args(annotation)[0]
    return type(None) in typing.get_args(annotation)


def shapes(annotations):
    """Return the shapes of properties by name."""
    return {name: shape(annotation) for name, annotation in annotations.items()}


def spec_shapes(properties):
    """Return the shapes of schema properties by name."""
    return {name: spec_shape(spec) for name, spec in properties.items()}


def required(annotations):
    """Return the names of the properties that are never absent."""
    return sorted(name for name, annotation in annotations.items() if not is_optional(annotation))


def of_pulumi_aws(token, suffix="", within=""):
    """Return the class of pulumi_aws for a token such as ``aws:ec2/vpc:Vpc``, or None."""
    module, _, name = token.removeprefix("aws:").partition("/")
    found = import_module(".".join(filter(None, ("pulumi_aws", module, within))))
    return getattr(found, name.rpartition(":")[2] + suffix, None)


def is_complete(token):
    """Return whether a type has all inputs of pulumi_aws. The other types reject inputs that they lack."""
    return token.startswith("aws:neptune/")


def release(text):
    """Return a version as numbers."""
    return [int(number) for number in text.split(".")]


def compared(tokens):
    """Return the types to compare. Those outside aws.neptune are those of the release in uv.lock, or a newer one."""
    newest = release(version("pulumi-aws")) >= release(LOCKED)
    return sorted(token for token in tokens if newest or is_complete(token))


def those(annotations, properties, token):
    """Return the properties that a type must have: all of them, or those that it has."""
    return {name: one for name, one in annotations.items() if is_complete(token) or name in properties}


@pytest.mark.parametrize("token", compared(RESOURCES))
def test_inputs(token):
    """Inputs have the same names, types and required flags as in pulumi_aws."""
    spec = RESOURCES[token]
    annotations = getters(of_pulumi_aws(token, "Args"))
    assert spec_shapes(spec["inputProperties"]) == shapes(those(annotations, spec["inputProperties"], token))
    assert spec["requiredInputs"] == required(annotations)


@pytest.mark.parametrize("token", compared(RESOURCES))
def test_outputs(token):
    """Outputs have the same names and types as in pulumi_aws, and include all that only AWS sets."""
    spec = RESOURCES[token]
    annotations = those(getters(of_pulumi_aws(token)), spec["properties"], token)
    assert spec_shapes(spec["properties"]) == shapes(annotations)
    assert spec["required"] == required(annotations)
    assert set(getters(of_pulumi_aws(token))) - set(getters(of_pulumi_aws(token, "Args"))) <= set(spec["properties"])


@pytest.mark.parametrize("token", compared(TYPES))
def test_objects(token):
    """Object properties have the same names, types and required flags as in pulumi_aws."""
    annotations = getters(of_pulumi_aws(token, within="outputs"))
    assert spec_shapes(TYPES[token]["properties"]) == shapes(annotations)
    given = of_pulumi_aws(token, "Args")
    if given is not None:
        assert spec_shapes(TYPES[token]["properties"]) == shapes(getters(given))
        assert TYPES[token]["required"] == required(getters(given))


def test_configuration():
    """The provider's configuration is the same as pulumi_aws's."""
    assert set(PROPERTIES) == set(getters(pulumi_aws.ProviderArgs))


def test_every_type_of_neptune():
    """The stand-in has every type and every function of pulumi_aws.neptune."""
    module = import_module("pulumi_aws.neptune")
    resources = {name for name, one in vars(module).items() if _is_resource(one)}
    functions = {name for name in vars(module) if name.startswith("get_") and not name.endswith("_output")}
    assert resources == {token.rpartition(":")[2] for token in SCHEMA["resources"] if is_complete(token)}
    served = {token.rpartition(":")[2].lower() for token in SCHEMA["functions"] if is_complete(token)}
    assert {name.replace("_", "") for name in functions} == served


def _is_resource(one):
    return inspect.isclass(one) and issubclass(one, pulumi.CustomResource)

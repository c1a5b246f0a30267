"""The stand-in has the properties of the installed pulumi_aws: a new release of it shows here what is missing."""

from __future__ import annotations

import inspect

import pulumi_aws as aws
import pytest

from neptune_global_component.local.provider.properties import terraform_name
from neptune_global_component.local.provider.resources import RESOURCES

TYPES = {token.rpartition(":")[2]: resource for token, resource in RESOURCES.items()}
NOT_INPUTS = {"__self__", "resource_name", "opts", "__props__"}


@pytest.mark.parametrize("name", TYPES)
def test_inputs(name):
    """Every input of pulumi_aws's class can be given, and no other; tagsAll is pulumi-aws's own."""
    internal = getattr(aws.neptune, name)._internal_init  # noqa: SLF001 - the one place that has the inputs by name
    parameters = inspect.signature(internal).parameters
    ours = {row.terraform_name for row in TYPES[name].properties if row.is_input} - {"tags_all"}
    assert ours == set(parameters) - NOT_INPUTS


@pytest.mark.parametrize("name", TYPES)
def test_outputs(name):
    """Every output of pulumi_aws's class is answered, and no other."""
    kind = getattr(aws.neptune, name)
    outputs = {key for key, value in vars(kind).items() if isinstance(value, property)}
    assert {terraform_name(row.name) for row in TYPES[name].properties} == outputs
